import type { EntityRecord } from '../../records/record.ts'
import { firstOwner, hasMerges } from './identity.ts'
import type { WriteContext } from './write-context.ts'

export type StoredName = EntityRecord['names'][number] & {
  readonly id: number
  readonly entity_id: number
  /** The entity that it was given with, which may be merged into that. */
  readonly owner: number
  readonly rank: number
  readonly asserter_id: number | null
  readonly source_id: number | null
  readonly passage_id: number | null
}

/** Reads the names of the entities that a batch gives again, all at once. */
export class StoredNames {
  readonly #context: WriteContext
  readonly #names = new Map<number, StoredName[]>()
  readonly #read

  constructor(context: WriteContext) {
    this.#context = context
    const owner = hasMerges(context.connection) ? firstOwner('name.entity_id', 'name.id', 'entity_id') : 'entity_id'
    this.#read = context.connection.prepare<[string], StoredName>(
      `select id, entity_id, ${owner} as owner, rank, text, lang, type, asserter_id, source_id, passage_id from name
       where entity_id in (select value from json_each(?)) order by entity_id, rank, id`,
    )
  }

  /** Reads those of the next batch. */
  load(ids: readonly number[]): void {
    this.#names.clear()
    if (ids.length === 0) return
    for (const id of ids) this.#names.set(id, [])
    this.#context.inserter.flush()
    this.#context.indexes.need('name_by_entity')
    for (const name of this.#read.iterate(JSON.stringify(ids))) this.#names.get(name.entity_id)!.push(name)
  }

  of(id: number): StoredName[] {
    const known = this.#names.get(id)
    if (known) return known
    this.#context.inserter.flush()
    this.#context.indexes.need('name_by_entity')
    return this.#read.all(JSON.stringify([id]))
  }

  /** To be called when the names of an entity were changed. */
  changed(id: number): void {
    this.#names.delete(id)
  }

  clear(): void {
    this.#names.clear()
  }
}
