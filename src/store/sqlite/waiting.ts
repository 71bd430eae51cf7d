import type { FullRecord } from '../../records/normalise.ts'
import type { TupuRecord } from '../../records/record.ts'
import type { Connection } from './open.ts'

/** A record on its way into the store. */
export type Item = {
  /** Its number in the order of the session. */
  readonly seq: number
  readonly record: FullRecord
  readonly given: TupuRecord
  readonly place: string | undefined
}

/** More are not kept in memory. */
const KEPT = 5000

const AT_ONCE = 500

/** Facts that wait for what they refer to: the first ones in memory, the others in a temporary table. */
export class Waiting {
  readonly #connection: Connection
  readonly #items: Item[] = []
  #spill: ((item: Item) => void) | undefined

  constructor(connection: Connection) {
    this.#connection = connection
  }

  add(item: Item): void {
    if (this.#items.length < KEPT) this.#items.push(item)
    else this.#table()(item)
  }

  #table(): (item: Item) => void {
    if (this.#spill) return this.#spill
    this.#connection.exec('drop table if exists temp.waiting')
    this.#connection.exec('create temp table waiting (seq integer primary key, record text not null, place text)')
    const insert = this.#connection.prepare('insert into temp.waiting values (?, ?, ?)')
    this.#spill = ({ seq, record, place }) => insert.run(seq, JSON.stringify(record), place ?? null)
    return this.#spill
  }

  /** All in the order in which they came, some at a time. */
  *batches(): Generator<Item[]> {
    for (let at = 0; at < this.#items.length; at += AT_ONCE) yield this.#items.slice(at, at + AT_ONCE)
    if (!this.#spill) return
    const next = this.#connection.prepare<[number, number], { seq: number; record: string; place: string | null }>(
      'select seq, record, place from temp.waiting where seq > ? order by seq limit ?',
    )
    for (let last = -1; ; ) {
      const rows = next.all(last, AT_ONCE)
      if (rows.length === 0) break
      last = rows.at(-1)!.seq
      yield rows.map(({ seq, record, place }) => {
        const read = JSON.parse(record) as FullRecord
        return { seq, record: read, given: read as TupuRecord, place: place ?? undefined }
      })
    }
    this.#connection.exec('drop table temp.waiting')
  }
}
