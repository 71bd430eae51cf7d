/** How far questions about links may go. */
export const nodeLimits = {
  /** Links in a path. */
  maxHops: 6,
  /** Paths in one answer. */
  paths: 20,
  /** How far from its middle a neighbourhood reaches. */
  hops: 3,
  /** Nodes in one answer. */
  nodes: 200,
  /** Neighbours in one answer: a list, and no list has more. */
  neighbors: 100,
  /** Nodes that one search may visit; in paths longer than the shortest each time that it comes to them. */
  budget: 100_000,
} as const
