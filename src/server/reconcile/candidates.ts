import type { Matcher } from '../../search/match.ts'
import { type Agreement, agreement } from './agreement.ts'
import type { Entry, Graph } from './graph.ts'
import { isScheme, valuesOf } from './properties.ts'
import type { Query } from './queries.ts'
import { type Hit, longestName, retrieve } from './retrieval.ts'
import { shortType } from './types.ts'

/** How much an identifier and any other property weigh beside the name, which weighs 1. */
const weights = { identifier: 1, property: 0.4 }
const points: Record<Agreement, number> = { agrees: 100, unknown: 50, contradicts: 0 }
/** From which score of its name on an agreeing identifier or property settles which candidate is meant. */
const closeName = { identifier: 60, property: 95 }

/** A candidate as the specification writes it. */
export interface Candidate {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly type: readonly { id: string; name: string }[]
  /** 0 to 100. */
  readonly score: number
  readonly match: boolean
  readonly features: readonly { readonly id: string; readonly value: number | boolean }[]
}

/** What a query brought; `message` says why nothing could be looked for. */
export interface Result {
  readonly result: readonly Candidate[]
  readonly message?: string
}

/** Answers the queries of a batch, each independent of the others. */
export async function answerQueries(
  queries: readonly (readonly [id: string, query: Query])[],
  matcher: Matcher,
  graph: Graph,
): Promise<Record<string, Result>> {
  const retrieved: (readonly [id: string, query: Query, hits: readonly Hit[]])[] = []
  for (const [id, query] of queries) retrieved.push([id, query, await retrieve(query, matcher, graph)])
  const keys = new Set(retrieved.flatMap(([, , hits]) => hits.map((hit) => hit.key)))
  const entries = await graph.entries([...keys])
  return Object.fromEntries(
    retrieved.map(([id, query, hits]) => {
      const result = rank(query, hits, entries)
      const message = result.length === 0 ? whyNothing(query) : undefined
      return [id, { result, ...(message && { message }) }]
    }),
  )
}

function whyNothing({ text, properties }: Query): string | undefined {
  if (text.length > longestName)
    return `The query has ${text.length.toLocaleString('en')} characters; names of more than ${longestName.toLocaleString('en')} are not looked for.`
  if (text === '' && !properties.some(({ pid }) => isScheme(pid)))
    return 'Without a name things are found by their identifiers only, such as {"pid": "lei", "v": "…"}.'
  return undefined
}

type Scored = {
  readonly entry: Entry
  readonly hit: Hit
  readonly agreements: readonly (readonly [pid: string, agreement: Agreement])[]
  readonly score: number
}

function rank(query: Query, hits: readonly Hit[], entries: ReadonlyMap<string, Entry>): Candidate[] {
  const scored = hits
    .flatMap((hit) => {
      const entry = entries.get(hit.key)
      // A text that looks like a key finds things of any kind.
      const wanted = entry && (query.soft || !query.kinds || query.kinds.includes(entry.kind))
      return wanted ? score(query, hit, entry) : []
    })
    .sort((a, b) => b.score - a.score || (a.entry.key < b.entry.key ? -1 : 1))
  const matched = settled(query, scored)
  return scored.slice(0, query.limit).map((candidate) => written(candidate, candidate === matched, query))
}

function score(query: Query, hit: Hit, entry: Entry): Scored {
  const agreements = query.properties.map((given) => [given.pid, agreement(entry, given)] as const)
  let weight = query.text === '' ? 0 : 1
  let sum = hit.nameScore * weight
  for (const [pid, how] of agreements) {
    const w = isScheme(pid) ? weights.identifier : weights.property
    weight += w
    sum += w * points[how]
  }
  return { entry, hit, agreements, score: Math.round((10 * sum) / (weight || 1)) / 10 }
}

const identified = (candidate: Scored) => candidate.agreements.some(([pid, how]) => how === 'agrees' && isScheme(pid))

/** The candidate that is meant beyond doubt: the first, if nothing speaks against it and no other has the identifier. */
function settled(query: Query, [first, ...others]: readonly Scored[]): Scored | undefined {
  if (!first || first.agreements.some(([, how]) => how === 'contradicts')) return undefined
  const isIdentified = identified(first)
  if (others.some((other) => identified(other) || (!isIdentified && other.hit.sure && other.score === first.score)))
    return undefined
  if (query.text === '') return isIdentified ? first : undefined
  const agrees = first.agreements.some(([, how]) => how === 'agrees')
  const leads = first.score > (others[0]?.score ?? 0)
  const close = closeName[isIdentified ? 'identifier' : 'property']
  return first.hit.sure || (agrees && leads && first.hit.nameScore >= close) ? first : undefined
}

function written({ entry, hit, agreements, score }: Scored, match: boolean, query: Query): Candidate {
  const told = new Map(
    agreements.flatMap(([pid, how]) => (how === 'unknown' ? [] : [[`property:${pid}`, how === 'agrees'] as const])),
  )
  return {
    id: entry.key,
    name: entry.name,
    description: describe(entry),
    type: [shortType(entry.kind)],
    score,
    match,
    features: [
      { id: 'name', value: hit.nameScore },
      ...(query.kinds ? [{ id: 'type', value: query.kinds.includes(entry.kind) }] : []),
      ...[...told].map(([id, value]) => ({ id, value })),
    ],
  }
}

/** What tells an entity from its namesakes, in a line. */
export function describe(entry: Entry): string {
  const codes = entry.identifiers.slice(0, 2).map(({ scheme, value }) => `${scheme} ${value}`)
  return [shortType(entry.kind).name, ...valuesOf(entry, 'COUNTRY'), ...codes].join(' · ')
}
