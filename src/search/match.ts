import type { Store } from '../store/store.ts'
import { type EntityHit, findEntities } from './names.ts'
import { ranked } from './order.ts'
import { charactersIn, LONGEST, readQuery } from './query.ts'

/** An entity that may be meant by a name. */
export type NameMatch = {
  key: string
  id: number
  kind: string
  name: string
  /** From 0 to 100. */
  score: number
  matchedBy: string
  matchedText: string
  /** Whether it is clearly the one that is meant: it has the name or code, and no other has. */
  sure: boolean
}

export type MatchOptions = {
  readonly kinds?: readonly string[]
  readonly limit: number
  /** Whether somebody is typing; else what stands in a table is no beginning of a code. */
  readonly typing?: boolean
}

/** Says which entities may be meant by a name. */
export interface Matcher {
  /** The best first; none for a text that is longer than names are. */
  match(text: string, options: MatchOptions): readonly NameMatch[]
}

/** From this score on, the name or code is that of the entity, not only like it. */
const THE_SAME = 95

const sureOf = ([first, second]: readonly EntityHit[]): boolean =>
  first !== undefined && first.score >= THE_SAME && (second === undefined || second.score < THE_SAME)

/** Matches names against a store. */
export const createMatcher = (store: Store): Matcher => ({
  match(text, { kinds, limit, typing = false }) {
    if (charactersIn(text) > LONGEST) return []
    return store.search((index) => {
      const hits = ranked(index, findEntities(index, readQuery(text), { kinds, typing }).hits)
      const sure = sureOf(hits)
      return hits.slice(0, limit).map(({ entity, key, kind, matchedText, score, matchedBy }, i) => ({
        ...{ key, id: entity, kind, name: index.label(entity), score, matchedBy, matchedText },
        sure: sure && i === 0,
      }))
    })
  },
})
