import type { SearchIndex } from '../store/store.ts'
import { type EntityHit, findEntities } from './names.ts'
import { ranked } from './order.ts'
import type { Query } from './query.ts'
import { findSources, findStatements, type TextHit } from './texts.ts'

export type Hit =
  | (EntityHit & { readonly source?: undefined; readonly statement?: undefined; readonly passage?: undefined })
  | (TextHit & { readonly entity?: undefined })

export type Found = {
  /** In order. */
  readonly hits: readonly Hit[]
  /** Whether these are all; else there were more than are looked at. */
  readonly complete: boolean
}

export type SearchOptions = {
  /** Only these kinds: those of entities, SOURCE and STATEMENT. */
  readonly kinds?: readonly string[] | undefined
  /** Which of these statements are shown. */
  readonly seen: (statements: readonly number[]) => ReadonlySet<number>
}

const NOTHING = { hits: [], complete: true } as const

/** Finds entities, sources and statements. */
export function findAll(index: SearchIndex, query: Query, { kinds, seen }: SearchOptions): Found {
  const entityKinds = kinds?.filter((kind) => kind !== 'SOURCE' && kind !== 'STATEMENT')
  const wants = (kind: string) => !kinds || kinds.includes(kind)
  const entities = findEntities(index, query, entityKinds)
  const sources = wants('SOURCE') ? findSources(index, query) : NOTHING
  const statements = wants('STATEMENT') ? findStatements(index, query, seen) : NOTHING
  return {
    hits: ranked<Hit>(index, [...entities.hits, ...sources.hits, ...statements.hits]),
    complete: entities.complete && sources.complete && statements.complete,
  }
}
