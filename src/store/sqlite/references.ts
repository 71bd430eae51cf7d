import { knownFrom, type Publication } from '../../records/known.ts'
import type { Path, Problem } from '../../records/problem.ts'
import type { Indexes } from './indexes.ts'
import { KeyedRows, listed } from './keyed-rows.ts'
import type { Connection } from './open.ts'

export type EntityRow = { readonly id: number; readonly kind: string }
/** `since` is when what it says is known, unless that is when it is recorded. */
export type SourceRow = { readonly id: number; readonly since: string | undefined }

/** More keys than this are not remembered. */
const REMEMBERED = 20_000

/** Stands for what isn't there. */
const NONE: EntityRow = { id: 0, kind: '' }

/** Finds the rows that keys name, and remembers them. */
export class References {
  // Two generations: when the younger is full, the older is let go.
  #entities = new Map<string, EntityRow>()
  #older = new Map<string, EntityRow>()
  readonly #sources = new Map<string, SourceRow>()
  readonly rows: KeyedRows<EntityRow & { key: string }>
  readonly #source

  /** `inserted` is called before rows are read, so that all that were added are there. */
  constructor(connection: Connection, indexes: Indexes, inserted: () => void) {
    // What is said of a merged entity is said of the one that it was merged into.
    const select = 'select e.key, t.id, t.kind from entity e join entity t on t.id = coalesce(e.canonical_id, e.id)'
    this.rows = new KeyedRows(connection, indexes, inserted, {
      byKey: `${select} where e.key in ${listed}`,
      byId: `${select} where e.id in ${listed}`,
      all: 'select key, id from entity',
      indexes: ['entity_key'],
    })
    this.#source = connection.prepare<[string], { id: number; on: string | null; notBefore: string | null }>(
      `select id, published_on as "on", published_not_before as notBefore from source where key = ?`,
    )
  }

  /** Looks up the entities of the next batch. */
  load(keys: readonly string[]): void {
    const asked: string[] = []
    for (const key of keys) {
      if (this.#remembered(key)) continue
      asked.push(key)
      this.addEntity(key, NONE)
    }
    this.rows.find(asked, ({ key, id, kind }) => this.addEntity(key, { id, kind }))
  }

  entity(key: string): EntityRow | undefined {
    let known = this.#remembered(key)
    if (!known) {
      this.load([key])
      known = this.#entities.get(key)
    }
    return known === NONE ? undefined : known
  }

  #remembered(key: string): EntityRow | undefined {
    const known = this.#entities.get(key)
    if (known) return known
    const older = this.#older.get(key)
    if (older) this.addEntity(key, older)
    return older
  }

  /** Only this session adds entities meanwhile, and tells of each, so that what isn't there needn't be looked up again. */
  addEntity(key: string, row: EntityRow): void {
    if (this.#entities.size >= REMEMBERED) {
      this.#older = this.#entities
      this.#entities = new Map()
    }
    this.#entities.set(key, row)
  }

  source(key: string): SourceRow | undefined {
    const known = this.#sources.get(key)
    if (known) return known
    const row = this.#source.get(key)
    if (!row) return undefined
    return this.addSource(key, row.id, {
      publishedOn: row.on ?? undefined,
      publishedNotBefore: row.notBefore ?? undefined,
    })
  }

  addSource(key: string, id: number, publication: Publication): SourceRow {
    if (this.#sources.size >= REMEMBERED) this.#sources.clear()
    const row = { id, since: knownFrom(publication, '') || undefined }
    this.#sources.set(key, row)
    return row
  }

  forget(table: 'entity' | 'source', key: string): void {
    if (table === 'source') this.#sources.delete(key)
    else {
      this.#entities.delete(key)
      this.#older.delete(key)
    }
  }

  /** Since when something in the source is known that doesn't say so itself. */
  knownFrom(source: string | undefined, recordedAt: string): string {
    return (source === undefined ? undefined : this.source(source)?.since) ?? recordedAt
  }
}

/** A reference to a record that isn't there. */
export type Missing = Problem & { readonly table: 'entity' | 'source'; readonly key: string }

/** Resolves the keys in one record, notes those that there are no records for, and drops those of the forgotten. */
export class Resolver {
  readonly missing: Missing[] = []
  readonly wrong: Problem[] = []
  /** Whether a reference to one of the forgotten was dropped. */
  dropped = false
  readonly #references: References
  readonly #isGone: (key: string) => boolean

  constructor(references: References, isGone: (key: string) => boolean) {
    this.#references = references
    this.#isGone = isGone
  }

  get fine(): boolean {
    return this.missing.length === 0 && this.wrong.length === 0
  }

  /** The id of the entity, or null if no key is given, there is none, or it is forgotten. */
  entity(key: string | undefined, at: Path, field: Path[number], kind?: string): number | null {
    if (key === undefined) return null
    const entity = this.#references.entity(key)
    if (!entity && this.#isGone(key)) {
      this.dropped = true
      return null
    }
    if (!entity) {
      const message = `there is no entity with the key ${key}`
      this.missing.push({ path: [...at, field], table: 'entity', key, message })
      return null
    }
    if (kind !== undefined && entity.kind !== kind) {
      const message = `expected an entity of kind ${kind}, found ${key}, which is a ${entity.kind}`
      this.wrong.push({ path: [...at, field], message })
    }
    return entity.id
  }

  /** The id of the source, or null if no key is given or there is none. */
  source(key: string | undefined, at: Path, field: Path[number]): number | null {
    if (key === undefined) return null
    const source = this.#references.source(key)
    if (source) return source.id
    const message = `there is no source with the key ${key}`
    this.missing.push({ path: [...at, field], table: 'source', key, message })
    return null
  }
}
