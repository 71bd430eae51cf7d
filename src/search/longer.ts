import { elements, isSign } from '../records/elements.ts'
import { stem } from '../records/fold.ts'
import { SHORTEST_FUZZY } from '../records/terms.ts'
import type { Query } from './query.ts'
import type { Match, Name } from './score.ts'

/** What follows a name in a table is seldom longer than this. */
const MOST_LEFT_OUT = 32

/** Fewer signs than this are no name that a longer text begins with. */
const FEWEST_SIGNS = 2

const isLong = (parts: readonly string[]) =>
  parts.filter(isSign).length >= FEWEST_SIGNS || parts.some((part) => !isSign(part) && part.length >= SHORTEST_FUZZY)

/** What stands at the start of the query and may be a whole name, such as 智谱 of 智谱(北京); the longest first. */
export function beginningsOf({ folded, norm }: Query): readonly string[] {
  const parts = elements(folded)
  const ends: number[] = []
  for (const part of parts) ends.push(folded.indexOf(part, ends.at(-1) ?? 0) + part.length)
  const beginnings = new Set<string>()
  for (let count = parts.length - 1; count > 0 && parts.length - count <= MOST_LEFT_OUT; count--) {
    if (isLong(parts.slice(0, count))) beginnings.add(stem(folded.slice(0, ends[count - 1])))
  }
  beginnings.delete(norm)
  return [...beginnings]
}

/** How well a name meets a query that goes on behind it, given what the query begins with. */
export function scoreLonger(query: Query, beginnings: readonly string[], { norm }: Name): Match | undefined {
  if (!beginnings.includes(norm)) return undefined
  const length = elements(norm).join('').length
  return { score: 10 + Math.round((19 * length) / Math.max(query.compact.length, length)), matchedBy: 'FUZZY' }
}
