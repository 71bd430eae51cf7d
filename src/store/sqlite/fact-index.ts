import { lookup } from './many.ts'
import type { WriteContext } from './write-context.ts'

export type FactRow = { readonly id: number; readonly kind: string }

/** Knows which of the keys of a batch are those of facts that are there, before this session or by it. */
export class FactIndex {
  readonly #rows = new Map<string, FactRow>()
  readonly #find

  constructor({ connection }: WriteContext) {
    this.#find = lookup<FactRow & { key: string }>(
      connection,
      (keys) => `select key, id, kind from fact where key in (${keys})`,
    )
  }

  /** Looks up the keys of the next batch. */
  load(keys: readonly string[]): void {
    this.#rows.clear()
    this.#find(keys, (row) => this.#rows.set(row.key, row))
  }

  get(key: string): FactRow | undefined {
    return this.#rows.get(key)
  }

  set(key: string, row: FactRow): void {
    this.#rows.set(key, row)
  }
}
