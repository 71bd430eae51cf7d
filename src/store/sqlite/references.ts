import type { Publication } from '../../records/known.ts'
import type { Path, Problem } from '../../records/problem.ts'
import type { Connection } from './open.ts'

type Entity = { readonly id: number; readonly kind: string }
type Source = { readonly id: number; readonly publication: Publication }

/** Finds the rows that keys name, and remembers them. */
export class References {
  readonly #entities = new Map<string, Entity>()
  readonly #sources = new Map<string, Source>()
  readonly #entity
  readonly #source

  constructor(connection: Connection) {
    // What is said of a merged entity is said of the one that it was merged into.
    this.#entity = connection.prepare<[string], Entity>(
      `select t.id, t.kind from entity e join entity t on t.id = coalesce(e.canonical_id, e.id) where e.key = ?`,
    )
    this.#source = connection.prepare<[string], { id: number; on: string | null; notBefore: string | null }>(
      `select id, published_on as "on", published_not_before as notBefore from source where key = ?`,
    )
  }

  entity(key: string): Entity | undefined {
    const known = this.#entities.get(key)
    if (known) return known
    const found = this.#entity.get(key)
    if (found) this.#entities.set(key, found)
    return found
  }

  source(key: string): Source | undefined {
    const known = this.#sources.get(key)
    if (known) return known
    const row = this.#source.get(key)
    if (!row) return undefined
    const publication = { publishedOn: row.on ?? undefined, publishedNotBefore: row.notBefore ?? undefined }
    const found = { id: row.id, publication }
    this.#sources.set(key, found)
    return found
  }
}

/** Resolves the keys in one record and notes those that there are no records for. */
export class Resolver {
  readonly missing: Problem[] = []
  readonly wrong: Problem[] = []
  readonly #references: References

  constructor(references: References) {
    this.#references = references
  }

  /** The id of the entity, or null if no key is given or there is none. */
  entity(key: string | undefined, path: Path, kind?: string): number | null {
    if (key === undefined) return null
    const entity = this.#references.entity(key)
    if (!entity) this.missing.push({ path, message: `there is no entity with the key ${key}` })
    else if (kind !== undefined && entity.kind !== kind) {
      this.wrong.push({ path, message: `expected an entity of kind ${kind}, found ${key}, which is a ${entity.kind}` })
    }
    return entity?.id ?? null
  }

  /** The id of the source, or null if no key is given or there is none. */
  source(key: string | undefined, path: Path): number | null {
    if (key === undefined) return null
    const source = this.#references.source(key)
    if (!source) this.missing.push({ path, message: `there is no source with the key ${key}` })
    return source?.id ?? null
  }
}
