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
    const name = `${source} ${line} ${start} ${end} ${quote ?? ''}${quote === null ? '' : '"'}`
    const known = this.#places.get(name)
    if (known !== undefined) return known
    let id = this.#stored({ source_id: source, line, start_at: start, end_at: end, quote })
    if (id === undefined) {
      id = ++this.#last
      this.#add([id, source, line, start, end, quote])
    }
    if (this.#places.size >= REMEMBERED) {
      this.#inserter.flush()
      this.#places.clear()
    }
    this.#places.set(name, id)
    return id
  }

  /** Most places are further down in their source than all before, so that there is nothing to look for. */
  #stored(place: Place): number | undefined {
    const { source_id, line } = place
    const last = this.#lines.get(source_id) ?? this.#storedLine(source_id)
    if (line !== null && line > (last ?? 0)) {
      this.#lines.set(source_id, line)
      return undefined
    }
    if (last === null) {
      this.#lines.set(source_id, line ?? 0)
      return undefined
    }
    this.#lines.set(source_id, last)
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
