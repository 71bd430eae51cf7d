import { KeyedRows, listed } from './keyed-rows.ts'
import { factKinds, type WriteContext } from './write-context.ts'

export type FactRow = { readonly id: number; readonly kind: string }

/** Knows which of the keys of a batch are those of facts that are there, before this session or by it. */
export class FactIndex {
  readonly #found = new Map<string, FactRow>()
  readonly rows: KeyedRows<FactRow & { key: string }>

  constructor({ connection, indexes, inserter }: WriteContext) {
    this.rows = new KeyedRows(connection, indexes, () => inserter.flush(), {
      byKey: factKinds
        .map((kind) => `select key, id, '${kind.toUpperCase()}' as kind from ${kind} where key in ${listed}`)
        .join(' union all '),
      byId: `select key, id, kind from fact where id in ${listed}`,
      all: 'select key, id from fact',
      indexes: factKinds.map((kind) => `${kind}_key`),
    })
  }

  /** Looks up the keys of the next batch. */
  load(keys: readonly string[]): void {
    this.#found.clear()
    this.rows.find(keys, (row) => this.#found.set(row.key, row))
  }

  /** Those that were found. */
  get loaded(): ReadonlyMap<string, FactRow> {
    return this.#found
  }

  get(key: string): FactRow | undefined {
    return this.#found.get(key)
  }

  set(key: string, row: FactRow): void {
    this.#found.set(key, row)
    this.rows.added(key, row.id)
  }
}
