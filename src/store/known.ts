import { FOREVER } from '../records/forever.ts'

/** When a fact is known: from its first claim's beginning to its last claim's end, with or without a gap between. */
export type Known = { known_from: string; known_to: string; known_gaps: 0 | 1 }

/** The hull over the times in which the claims of a fact are known; their ends are not included. */
export function knownHull(claims: readonly { knownFrom: string; knownTo?: string | undefined }[]): Known {
  if (claims.length === 1)
    return { known_from: claims[0]!.knownFrom, known_to: claims[0]!.knownTo ?? FOREVER, known_gaps: 0 }
  const times = claims.map((claim) => [claim.knownFrom, claim.knownTo ?? FOREVER] as const)
  times.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  let [from, to] = times[0]!
  let gaps: 0 | 1 = 0
  for (const [start, end] of times) {
    if (start > to) gaps = 1
    if (end > to) to = end
  }
  return { known_from: from, known_to: to, known_gaps: gaps }
}
