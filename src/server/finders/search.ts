import { badInput } from '../../plan/errors.ts'
import type { Finders } from '../../plan/request.ts'
import type { Sight } from '../../plan/sight.ts'
import { highlight } from '../../search/highlight.ts'
import { createMatcher } from '../../search/match.ts'
import { pageOf } from '../../search/page.ts'
import { charactersIn, LONGEST, readQuery } from '../../search/query.ts'
import { findAll, type Hit } from '../../search/search.ts'
import type { Seen } from '../../search/texts.ts'
import type { Store } from '../../store/store.ts'

const MOST_NAMES = 1000
const CANDIDATES = 5
const LONGEST_PAGE = 100

const TYPES = { STATEMENT: 'Statement', EVENT: 'Event' } as const

function checkText(name: string, text: string): void {
  const count = charactersIn(text)
  if (count > LONGEST)
    throw badInput(`\`${name}\` has ${count} characters: it takes at most ${LONGEST}. Search for a part of it.`)
}

function sizeOf(first: unknown): number {
  if (typeof first === 'number' && first >= 0 && first <= LONGEST_PAGE) return first
  throw badInput(
    `\`first\` is ${String(first)}: it takes 0 to ${LONGEST_PAGE}. For more, go on from \`pageInfo.endCursor\`.`,
  )
}

const edgeOf = (hit: Hit, cursor: string) => ({
  cursor,
  score: hit.score,
  matchedBy: hit.matchedBy,
  matchedText: hit.matchedText,
  highlight: highlight(hit.matchedText, hit.ranges),
  entity_id: hit.entity ?? null,
  source_id: hit.source ?? null,
  statement_id: hit.statement ?? null,
  event_id: hit.event ?? null,
  passage_id: hit.passage ?? null,
})

function facetsOf(hits: readonly Hit[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { kind } of hits) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1))
}

/** The finders of `search` and `entitiesByName`. */
export function searchFinders(store: Store, sight: Sight): Finders {
  const matcher = createMatcher(store)
  return {
    search({ text, kinds, first, after }, view, now) {
      checkText('text', text as string)
      const size = sizeOf(first)
      const query = readQuery(text as string)
      const wanted = (kinds ?? undefined) as readonly string[] | undefined
      return store.search((index) => {
        const seen: Seen = (sort, ids) =>
          sight.seen((sql, values) => index.read(sql, values), TYPES[sort], ids, view, now)
        const { hits, complete } = findAll(index, query, { kinds: wanted, seen })
        const page = pageOf(index, hits, {
          ...{ size, after: (after ?? undefined) as string | undefined },
          ...{ query, kinds: wanted, token: sight.token(view) },
        })
        if ('wrong' in page) throw badInput(page.wrong)
        const edges = page.hits.map(({ hit, cursor }) => edgeOf(hit, cursor))
        return {
          edges,
          facets: facetsOf(hits),
          totalCount: hits.length,
          complete,
          pageInfo: {
            hasNextPage: page.hasNext,
            hasPreviousPage: page.hasPrevious,
            startCursor: edges[0]?.cursor ?? null,
            endCursor: edges.at(-1)?.cursor ?? null,
          },
        }
      })
    },

    entitiesByName({ names, kinds }) {
      const given = names as readonly string[]
      if (given.length > MOST_NAMES) {
        throw badInput(`\`names\` has ${given.length} names: it takes at most ${MOST_NAMES}. Ask for them in parts.`)
      }
      for (const [i, name] of given.entries()) checkText(`names[${i}]`, name)
      const options = { limit: CANDIDATES, ...(kinds ? { kinds: kinds as readonly string[] } : {}) }
      return given.map((name) => ({
        name: name.toWellFormed(),
        candidates: matcher.match(name, options).map(({ id, score, matchedBy, matchedText, sure }) => ({
          ...{ entity_id: id, score, matchedBy, matchedText, match: sure },
        })),
      }))
    },
  }
}
