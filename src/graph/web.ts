/** Along links as they read, against them, or both ways. */
export type Way = 'out' | 'in' | 'both'

export const against = (way: Way): Way => (way === 'both' ? 'both' : way === 'out' ? 'in' : 'out')

/** Nodes and the links between them that a question looks at. A node is named by its row id. */
export interface Web {
  /** One more than the largest node. */
  readonly nodes: number
  /** The nodes one link away from any of these, each once, in any order; if there are more than `most`, any `most + 1` of them. */
  next(nodes: readonly number[], way: Way, most: number): number[]
  /** So many marks that no node has yet; not for use once others are asked for. */
  marks(count: number): Marks
  /**
   * Marks the nodes one link away from any of these that neither side of a search has yet, and tells whether one of these leads to the
   * other side. If there are more than `most` new ones, some more than `most` are told; else, where both sides meet, perhaps only some.
   */
  spread(nodes: readonly number[], way: Way, marks: Marks, mark: number, most: number): Step
  /** The nodes one link away from any of these that have the mark `from`, each once; their mark is then `to`. */
  among(nodes: readonly number[], way: Way, marks: Marks, from: number, to: number): number[]
  /** The nodes in the order of their keys. */
  sorted(nodes: readonly number[]): number[]
  /** How many others each of the nodes is linked with. */
  degrees(nodes: readonly number[], way: Way): number[]
  /** What links each pair, one after the other. */
  between(pairs: readonly Pair[], way: Way): Link[]
}

/** Marks of nodes, counted from `round`: a smaller number is none. `count` nodes have one. */
export type Marks = { readonly met: Uint32Array; readonly round: number; count: number }

/** How many marks in a row, from a multiple of this on, belong to one side of a search. */
export const LEVELS = 8

export type Step = { readonly reached: number[]; readonly meets: boolean }

export type Pair = readonly [from: number, to: number]

/** What links two nodes, as row ids: relations, and what both stand in. */
export type Link = {
  readonly from: number
  readonly to: number
  readonly relations: readonly number[]
  readonly statements: readonly number[]
  readonly sources: readonly number[]
}

/** Sets of nodes, one for each level of a search: at most eight. */
export class Levels {
  readonly lists: number[][] = []
  readonly #bits: Uint8Array

  constructor(nodes: number) {
    this.#bits = new Uint8Array(nodes)
  }

  /** Adds the nodes as the set of a level, and says which they are. */
  set(level: number, nodes: number[]): number[] {
    const bit = 1 << level
    for (const node of nodes) this.#bits[node]! |= bit
    this.lists[level] = nodes
    return nodes
  }

  has(level: number, node: number): boolean {
    return (this.#bits[node]! & (1 << level)) !== 0
  }

  clear(): void {
    for (const list of this.lists) for (const node of list ?? []) this.#bits[node] = 0
    this.lists.length = 0
  }
}
