import type { Adjacency, SeenWeb } from './adjacency.ts'

/** Asks for those who lead by links to the same nodes as another, nodes of one kind. */
export class Through {
  readonly #web: SeenWeb
  readonly #adjacency: Adjacency
  /** The number of the kind of node that is looked through. */
  readonly #middle: number

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
    const isNew = this.#adjacency.set()
    this.#web.each(node, 'out', (far) => {
      if (nodeKind[far] === this.#middle && isNew(far)) found.push(far)
      return true
    })
    return found
  }

  /** The other nodes that lead to one of its targets, each once. */
  others(node: number): number[] {
    const targets = this.targets(node)
    const isNew = this.#adjacency.set()
    isNew(node)
    const found: number[] = []
    for (const target of targets)
      this.#web.each(target, 'in', (other) => {
        if (isNew(other)) found.push(other)
        return true
      })
    return found
  }

  /** The targets that both lead to. */
  shared(a: number, b: number): number[] {
    const targets = new Set(this.targets(a))
    return this.targets(b).filter((node) => targets.has(node))
  }
}
