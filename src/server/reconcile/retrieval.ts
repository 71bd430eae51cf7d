import { setImmediate } from 'node:timers/promises'
import type { Matcher } from '../../search/match.ts'
import { type Graph, isKey } from './graph.ts'
import { isScheme } from './properties.ts'
import type { Query } from './queries.ts'

/** Longer texts are no name of anything; they find nothing. */
export const longestName = 1_000
/** How many more candidates than wanted are looked at where properties may put them in another order. */
const spare = 10
/** How many identifiers of one query are looked up; beyond these, candidates are only compared. */
const mostLookups = 20
/** What candidates of unwanted kinds keep of their score. */
const otherKind = 0.8

/** How a candidate was found. */
export interface Hit {
  readonly key: string
  /** How well its name fits, 0 to 100. */
  readonly nameScore: number
  /** Whether its name leaves no doubt. */
  readonly sure: boolean
}

/** What may be meant by a query, best names first, each entity once; what it only may find by its key is among it. */
export async function retrieve(query: Query, matcher: Matcher, graph: Graph): Promise<Hit[]> {
  // Matching is work of one thread: other requests get their turn between two queries.
  await setImmediate()
  const hits = await found(query, query.kinds, matcher, graph)
  const isNamed = hits.some((hit) => hit.key !== query.text)
  if (isNamed || !query.soft || !query.kinds) return hits
  const others = await found(query, null, matcher, graph)
  return others.map((hit) => ({ ...hit, nameScore: hit.nameScore * otherKind, sure: false }))
}

async function found(query: Query, kinds: Query['kinds'], matcher: Matcher, graph: Graph): Promise<Hit[]> {
  if (kinds?.length === 0) return []
  const limit = query.limit + (query.properties.length > 0 ? spare : 0)
  const hits = new Map<string, Hit>()
  if (query.text !== '' && query.text.length <= longestName) {
    if (isKey(query.text)) hits.set(query.text, { key: query.text, nameScore: 100, sure: true })
    for (const { key, score, sure } of matcher.match(query.text, { ...(kinds && { kinds }), limit }))
      if (!hits.has(key)) hits.set(key, { key, nameScore: score, sure })
  }
  for (const [scheme, value] of identifiers(query)) {
    const entity = await graph.identified(scheme, value)
    if (entity && !hits.has(entity.key) && (!kinds || kinds.includes(entity.kind)))
      hits.set(entity.key, { key: entity.key, nameScore: 0, sure: false })
  }
  return [...hits.values()]
}

/** The identifiers that a query gives, as they are written and in upper and lower case. */
function identifiers({ properties }: Query): (readonly [scheme: string, value: string])[] {
  const all = properties.flatMap(({ pid, values }) => {
    if (!isScheme(pid)) return []
    const written = values.map((value) => value.trim()).filter((value) => value !== '' && value.length <= longestName)
    const spelt = new Set(written.flatMap((value) => [value, value.toUpperCase(), value.toLowerCase()]))
    return [...spelt].map((value) => [pid, value] as const)
  })
  return all.slice(0, mostLookups)
}
