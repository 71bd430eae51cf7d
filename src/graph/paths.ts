import { Longer } from './longer.ts'
import { Shortest } from './shortest.ts'
import type { Way, Web } from './web.ts'

export type PathQuestion = {
  readonly from: number
  readonly to: number
  readonly way: Way
  readonly maxHops: number
  /** How many paths are wanted. */
  readonly first: number
  /** How many nodes may be visited. */
  readonly budget: number
}

/** Paths as the nodes on them; not complete if the search stopped at its budget. */
export type FoundPaths = { readonly paths: number[][]; readonly complete: boolean }

/**
 * Paths between two nodes that pass no node twice, the shortest first, those of one length in the order of the keys of their
 * nodes. The same web gives the same answer however it is stored.
 */
export function findPaths(web: Web, question: PathQuestion): FoundPaths {
  const { maxHops, first } = question
  const shortest = new Shortest(web, question)
  const length = shortest.length(maxHops)
  if (length === null) return { paths: [], complete: shortest.left >= 0 }
  const paths = shortest.paths(length, first)
  if (paths.length >= first || length === maxHops) return { paths, complete: true }
  return new Longer(web, { ...question, budget: shortest.left }).search(length + 1, paths)
}

/** The length of the shortest path, without the nodes on it; null if there is none. Not complete if the search stopped at its budget. */
export function shortestLength(web: Web, question: PathQuestion): { length: number | null; complete: boolean } {
  const shortest = new Shortest(web, question)
  return { length: shortest.length(question.maxHops), complete: shortest.left >= 0 }
}
