import type { ClaimRecord } from '../../records/record.ts'
import type { Indexes } from './indexes.ts'
import type { Inserter } from './insert.ts'
import type { Connection } from './open.ts'

type Place = {
  source_id: number
  line: number | null
  start_at: number | null
  end_at: number | null
  quote: string | null
}

/** More places than this are not remembered. */
const REMEMBERED = 10_000

/** How many whole lines are remembered: a power of two. */
const LINES = 1 << 14

/** Remembers the rows of the whole lines that were named last; one may take the place of another. */
class WholeLines {
  readonly #sources = new Int32Array(LINES)
  readonly #lines = new Int32Array(LINES)
  readonly #ids = new Int32Array(LINES)

  #at(source: number, line: number): number {
    return (line + Math.imul(source, 0x9e3779b1)) & (LINES - 1)
  }

  get(source: number, line: number): number | undefined {
    const at = this.#at(source, line)
    return this.#lines[at] === line && this.#sources[at] === source ? this.#ids[at] : undefined
  }

  set(source: number, line: number, id: number): void {
    const at = this.#at(source, line)
    this.#sources[at] = source
    this.#lines[at] = line
    this.#ids[at] = id
  }
}

/** Gives each place in a source one row, however many claims and names point to it. */
export class Passages {
  readonly #inserter: Inserter
  readonly #indexes: Indexes
  /** The last source that was there before this session. */
  readonly #oldSource: number
  readonly #add
  readonly #find
  readonly #lastLine
  readonly #places = new Map<string, number>()
  readonly #whole = new WholeLines()
  /** The last line of each source that any place is on. */
  readonly #lines = new Map<number, number>()
  #last: number

  constructor(connection: Connection, inserter: Inserter, indexes: Indexes, oldSource: number) {
    this.#inserter = inserter
    this.#indexes = indexes
    this.#oldSource = oldSource
    this.#add = inserter.into('passage', ['id', 'source_id', 'line', 'start_at', 'end_at', 'quote'])
    // "is" finds what a unique index doesn't: places that are equal in their missing parts too.
    this.#find = connection
      .prepare<Place, number>(
        `select id from passage where source_id = @source_id and line is @line and start_at is @start_at
           and end_at is @end_at and quote is @quote`,
      )
      .pluck()
    this.#lastLine = connection
      .prepare<[number], number | null>('select max(coalesce(line, 0)) from passage where source_id = ?')
      .pluck()
    this.#last = connection.prepare<[], number>('select coalesce(max(id), 0) from passage').pluck().get()!
  }

  /** The id of the row for a place; null without a source or a place in it. */
  id(source: number | null, locator: ClaimRecord['locator']): number | null {
    if (source === null || !locator) return null
    const { line = null, start = null, end = null, quote = null } = locator
    if (line !== null && line < 2 ** 31 && start === null && end === null && quote === null) {
      const known = this.#whole.get(source, line)
      if (known !== undefined) return known
      const id = this.#row(source, line, null, null, null)
      this.#whole.set(source, line, id)
      return id
    }
    const name = `${source} ${line} ${start} ${end} ${quote ?? ''}${quote === null ? '' : '"'}`
    const known = this.#places.get(name)
    if (known !== undefined) return known
    const id = this.#row(source, line, start, end, quote)
    if (this.#places.size >= REMEMBERED) this.#places.clear()
    this.#places.set(name, id)
    return id
  }

  /** The row that there is for a place, or a new one. */
  #row(source: number, line: number | null, start: number | null, end: number | null, quote: string | null): number {
    const stored = this.#isBehind(source, line)
      ? undefined
      : this.#stored({ source_id: source, line, start_at: start, end_at: end, quote })
    if (stored !== undefined) return stored
    const id = ++this.#last
    this.#add([id, source, line, start, end, quote])
    return id
  }

  /** Most places are further down in their source than all before, so that there is nothing to look for. */
  #isBehind(source: number, line: number | null): boolean {
    const last = this.#lines.get(source) ?? this.#storedLine(source)
    const behind = last === null || (line !== null && line > last)
    this.#lines.set(source, behind ? (line ?? 0) : last)
    return behind
  }

  #stored(place: Place): number | undefined {
    this.#inserter.flush()
    this.#indexes.need('passage_once')
    return this.#find.get(place)
  }

  /** The last line of the source that the database has a place on; null if it has none. */
  #storedLine(source: number): number | null {
    if (source > this.#oldSource) return null
    this.#indexes.need('passage_once')
    return this.#lastLine.get(source) ?? null
  }
}
