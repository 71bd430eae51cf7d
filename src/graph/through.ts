import type { Adjacency } from './adjacency.ts'
import { MOST_NODES } from './data.ts'
import type { SeenWeb } from './seen.ts'

/** Nodes, and to how many targets of one each of them leads. */
type Counted = { readonly nodes: number[]; readonly counts: number[] }

/** Asks for those who lead by links to the same nodes as another, nodes of one kind. */
export class Through {
  readonly #web: SeenWeb
  readonly #adjacency: Adjacency
  /** The number of the kind of node that is looked through. */
  readonly #middle: number
  #countedOf = -1
  #counted: Counted = { nodes: [], counts: [] }

  constructor(adjacency: Adjacency, web: SeenWeb, middle: string) {
    this.#adjacency = adjacency
    this.#web = web
    this.#middle = adjacency.data.nodeKinds.indexOf(middle)
  }

  /** The other nodes that this one leads to, each once. */
  targets(node: number): number[] {
    const { nodeKind, nodes } = this.#adjacency.data
    const found: number[] = []
    if (node >= nodes) return found
    const { met, round } = this.#adjacency.marks(1)
    this.#web.each(node, 'out', (far) => {
      if (far !== node && nodeKind[far] === this.#middle && met[far] !== round) {
        met[far] = round
        found.push(far)
      }
      return true
    })
    return found
  }

  /** The other nodes that lead to one of its targets, each once. */
  others(node: number): readonly number[] {
    return this.#countedFor(node).nodes
  }

  /** How many others of these kinds there are; the kinds are words with spaces between them. */
  count(node: number, kinds: string): number {
    const wanted = this.#wanted(kinds)
    const { nodeKind } = this.#adjacency.data
    return this.others(node).filter((other) => wanted[nodeKind[other]!]).length
  }

  /** The first of the others of these kinds by key, and to how many of its targets each leads; all if `most` is negative. */
  first(node: number, kinds: string, most: number): Counted {
    const { nodes, counts } = this.#countedFor(node)
    const { rank, nodeKind } = this.#adjacency.data
    const wanted = this.#wanted(kinds)
    const places = new Float64Array(nodes.length)
    let found = 0
    for (let i = 0; i < nodes.length; i++)
      if (wanted[nodeKind[nodes[i]!]!]) places[found++] = rank[nodes[i]!]! * MOST_NODES + i
    const first = smallest(places.subarray(0, found), most < 0 ? found : most)
    const listed: Counted = { nodes: [], counts: [] }
    for (let at = 0; at < first.length; at++) {
      // Unlike `%`, which is slow for numbers that are so large.
      const i = first[at]! - Math.floor(first[at]! / MOST_NODES) * MOST_NODES
      listed.nodes.push(nodes[i]!)
      listed.counts.push(counts[i]!)
    }
    return listed
  }

  /** The same as a JSON object of the numbers. */
  listed(node: number, kinds: string, most: number): string {
    const { nodes, counts } = this.first(node, kinds, most)
    return `{${nodes.map((other, i) => `"${other}":${counts[i]!}`).join(',')}}`
  }

  /** The targets that both lead to. */
  shared(a: number, b: number): number[] {
    const targets = new Set(this.targets(a))
    return this.targets(b).filter((node) => targets.has(node))
  }

  /** Whether each kind of node is among these. */
  #wanted(kinds: string): readonly boolean[] {
    const words = kinds.split(' ')
    return this.#adjacency.data.nodeKinds.map((kind) => words.includes(kind))
  }

  /** Kept for the last node, since a statement asks for the number of the others and for the others. */
  #countedFor(node: number): Counted {
    if (this.#countedOf !== node) {
      this.#counted = this.#count(node)
      this.#countedOf = node
    }
    return this.#counted
  }

  #count(node: number): Counted {
    const targets = this.targets(node)
    const numbers = this.#adjacency.counts
    const { met, round } = this.#adjacency.marks(targets.length)
    const nodes: number[] = []
    let mark = round
    let target = -1
    const visit = (other: number) => {
      // Several links may lead to one target, and one from the target itself.
      if (met[other] === mark || other === target) return true
      met[other] = mark
      if (numbers[other]!++ === 0) nodes.push(other)
      return true
    }
    for (target of targets) {
      this.#web.each(target, 'in', visit)
      mark++
    }
    const others = nodes.filter((other) => other !== node)
    const counts = others.map((other) => numbers[other]!)
    for (const other of nodes) numbers[other] = 0
    return { nodes: others, counts }
  }
}

/** The smallest of the numbers, in order. */
function smallest(numbers: Float64Array, most: number): Float64Array {
  if (numbers.length <= most) return numbers.sort()
  const kept = numbers.slice(0, most).sort()
  for (let i = most; i < numbers.length; i++) {
    const number = numbers[i]!
    if (!(number < kept[most - 1]!)) continue
    let at = most - 1
    for (; at > 0 && kept[at - 1]! > number; at--) kept[at] = kept[at - 1]!
    kept[at] = number
  }
  return kept
}
