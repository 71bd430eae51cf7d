import type { SearchIndex } from '../store/store.ts'
import { type EntityHit, findEntities } from './names.ts'
import { ranked } from './order.ts'
import type { Query } from './query.ts'
import { type FactSort, findFacts, findSources, type Seen, type TextHit } from './texts.ts'

export type Hit =
  | (EntityHit & { readonly [other in 'source' | 'statement' | 'event' | 'passage']?: undefined })
  | (TextHit & { readonly entity?: undefined })

export type Found = {
  /** In order. */
  readonly hits: readonly Hit[]
  /** Whether these are all; else there were more than are looked at. */
  readonly complete: boolean
}

export type SearchOptions = {
  /** Only these kinds: those of entities, SOURCE, STATEMENT and EVENT. */
  readonly kinds?: readonly string[] | undefined
  /** Which statements and events are shown. */
  readonly seen: Seen
}

const NOTHING = { hits: [], complete: true } as const

const TEXTS: ReadonlySet<string> = new Set(['SOURCE', 'STATEMENT', 'EVENT'])

/** Finds entities, sources, statements and events. */
export function findAll(index: SearchIndex, query: Query, { kinds, seen }: SearchOptions): Found {
  const entityKinds = kinds?.filter((kind) => !TEXTS.has(kind))
  const wants = (kind: string) => !kinds || kinds.includes(kind)
  const sources = wants('SOURCE') ? findSources(index, query) : NOTHING
  const facts = (sort: FactSort) => (wants(sort) ? findFacts(index, query, sort, seen) : NOTHING)
  const texts = [sources, facts('STATEMENT'), facts('EVENT')]
  const isFound = () => texts.some(({ hits }) => hits.length > 0)
  const parts = [findEntities(index, query, { kinds: entityKinds, isFound, typing: true }), ...texts]
  return {
    hits: ranked<Hit>(
      index,
      parts.flatMap(({ hits }): readonly Hit[] => hits),
    ),
    complete: parts.every(({ complete }) => complete),
  }
}
