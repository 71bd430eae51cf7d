import type { Indexes } from './indexes.ts'
import { KeyTable, MOST_KEYS } from './key-table.ts'
import type { Connection } from './open.ts'

/** How rows are read: by a list of keys or of ids, as JSON, and all with `key` and `id`. */
export type Reading = {
  readonly byKey: string
  readonly byId: string
  readonly all: string
  /** The indexes that find keys. */
  readonly indexes: readonly string[]
}

/** A list that is bound as JSON. */
export const listed = '(select value from json_each(@list))'

/** Finds the rows of a table by their keys: by the index of keys, or while that is gone by a table in memory. */
export class KeyedRows<Row extends { readonly key: string }> {
  readonly #connection: Connection
  readonly #indexes: Indexes
  readonly #inserted: () => void
  readonly #reading: Reading
  readonly #byKey
  readonly #byId
  #table: KeyTable | undefined

  /** `inserted` is called before rows are read, so that all that were added are there. */
  constructor(connection: Connection, indexes: Indexes, inserted: () => void, reading: Reading) {
    this.#connection = connection
    this.#indexes = indexes
    this.#inserted = inserted
    this.#reading = reading
    this.#byKey = connection.prepare<{ list: string }, Row>(reading.byKey)
    this.#byId = connection.prepare<{ list: string }, Row>(reading.byId)
  }

  /** To be called when the indexes of the table have been dropped. */
  dropped(): void {
    this.#inserted()
    const rows = this.#connection.prepare<[], [string, number]>(this.#reading.all).raw()
    const table = new KeyTable()
    for (const [key, id] of rows.iterate()) {
      table.add(key, id)
      if (table.size >= MOST_KEYS) break
    }
    this.#table = table
    this.#orIndex()
  }

  /** To be called for each row that is added. */
  added(key: string, id: number): void {
    if (!this.#table) return
    this.#table.add(key, id)
    this.#orIndex()
  }

  /** Goes on with the indexes when there are too many keys. */
  #orIndex(): void {
    if (this.#table!.size < MOST_KEYS) return
    this.#table = undefined
    for (const name of this.#reading.indexes) this.#indexes.need(name)
  }

  /** Tells of the rows that have one of the keys. */
  find(keys: readonly string[], found: (row: Row) => void): void {
    if (keys.length === 0) return
    if (!this.#table) {
      this.#inserted()
      for (const row of this.#byKey.all({ list: JSON.stringify(keys) })) found(row)
      return
    }
    const ids: number[] = []
    for (const key of keys) this.#table.find(key, ids)
    if (ids.length === 0) return
    this.#inserted()
    const wanted = new Set(keys)
    for (const row of this.#byId.all({ list: JSON.stringify(ids) })) if (wanted.has(row.key)) found(row)
  }
}
