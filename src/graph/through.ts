import type { Adjacency } from './adjacency.ts'
import type { SeenWeb } from './seen.ts'

/** Asks for those who lead by links to the same nodes as another, nodes of one kind. */
export class Through {
  readonly #web: SeenWeb
  readonly #adjacency: Adjacency
  /** The number of the kind of node that is looked through. */
  readonly #middle: number
  #counted = -1
  #counts: ReadonlyMap<number, number> = new Map()

  constructor(adjacency: Adjacency, web: SeenWeb, middle: string) {
    this.#adjacency = adjacency
    this.#web = web
    this.#middle = adjacency.data.nodeKinds.indexOf(middle)
  }

  /** The nodes that this one leads to, each once. */
  targets(node: number): number[] {
    const { nodeKind, nodes } = this.#adjacency.data
    const found: number[] = []
    if (node >= nodes) return found
    const { met, round } = this.#adjacency.marks(1)
    this.#web.each(node, 'out', (far) => {
      if (nodeKind[far] === this.#middle && met[far] !== round) {
        met[far] = round
        found.push(far)
      }
      return true
    })
    return found
  }

  /** The other nodes that lead to one of its targets, each once. */
  others(node: number): number[] {
    const found: number[] = []
    for (const other of this.#countsOf(node).keys()) if (other !== node) found.push(other)
    return found
  }

  /** How many targets both lead to. */
  count(a: number, b: number): number {
    return this.#countsOf(a).get(b) ?? 0
  }

  /** The targets that both lead to. */
  shared(a: number, b: number): number[] {
    const targets = new Set(this.targets(a))
    return this.targets(b).filter((node) => targets.has(node))
  }

  /** For each node that leads to targets of this one, to how many; kept for the last node, since a statement asks of one after another. */
  #countsOf(node: number): ReadonlyMap<number, number> {
    if (this.#counted === node) return this.#counts
    const counts = new Map<number, number>()
    for (const target of this.targets(node)) {
      const { met, round } = this.#adjacency.marks(1)
      this.#web.each(target, 'in', (other) => {
        if (met[other] === round) return true
        met[other] = round
        counts.set(other, (counts.get(other) ?? 0) + 1)
        return true
      })
    }
    this.#counted = node
    this.#counts = counts
    return counts
  }
}
