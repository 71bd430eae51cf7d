import { type AdjacencyData, kindOf, nodeOf } from './data.ts'
import type { Link, Pair, Way, Web } from './web.ts'

/** Which links of an adjacency are looked at. */
export type Sight = {
  /** The instant at which they must be known, in milliseconds. */
  readonly knownAt: number
  /** The day on which they must not be known not to hold, such as 20250131; null for any. */
  readonly validOn: number | null
  /** The kinds of links; null for all. */
  readonly kinds: readonly string[] | null
}

/** Links in arrays, in the order in which they were read. Not for use while another question is being answered. */
export class Adjacency {
  readonly data: AdjacencyData
  readonly #met: Uint32Array
  #round = 0

  constructor(data: AdjacencyData) {
    this.data = data
    this.#met = new Uint32Array(data.nodes)
  }

  /** Begins a set of nodes; what it returns tells whether a node is new in it, and adds it. */
  set(): (node: number) => boolean {
    const { met, round } = this.marks()
    return (node) => {
      if (met[node] === round) return false
      met[node] = round
      return true
    }
  }

  /** Begins a set of nodes: a node is in it if its mark is the round. */
  marks(): { readonly met: Uint32Array; readonly round: number } {
    this.#round = this.#round === 0xffffffff ? 1 : this.#round + 1
    if (this.#round === 1) this.#met.fill(0)
    return { met: this.#met, round: this.#round }
  }

  seen(sight: Sight): SeenWeb {
    return new SeenWeb(this, sight)
  }
}

/** The links of an adjacency that a view shows. */
export class SeenWeb implements Web {
  readonly nodes: number
  readonly #adjacency: Adjacency
  readonly #data: AdjacencyData
  readonly #knownAt: number
  readonly #validOn: number
  /** A bit for each kind that is looked at. */
  readonly #kinds: number
  /** Whether every link of these kinds is seen. */
  readonly #plain: boolean

  constructor(adjacency: Adjacency, sight: Sight) {
    const { data } = adjacency
    this.#adjacency = adjacency
    this.#data = data
    this.nodes = data.nodes
    this.#knownAt = sight.knownAt
    this.#validOn = sight.validOn ?? 0
    this.#kinds = data.kinds.reduce(
      (bits, word, i) => (!sight.kinds || sight.kinds.includes(word) ? bits | (1 << i) : bits),
      0,
    )
    this.#plain =
      (!data.times && data.links > 0 && this.#isKnown(0)) || data.links === 0
        ? !this.#validOn || (!data.validFrom && !data.validLast)
        : false
  }

  #isKnown(entry: number): boolean {
    const { at, from, to } = this.#data.known
    for (let i = at[entry]!; i < at[entry + 1]!; i++)
      if (from[i]! <= this.#knownAt && this.#knownAt < to[i]!) return true
    return false
  }

  /** Whether the link at this place is seen, whatever its kind. */
  #sees(place: number): boolean {
    if (this.#plain) return true
    const { times, validFrom, validLast } = this.#data
    if (!this.#isKnown(times ? times[place]! : 0)) return false
    if (!this.#validOn) return true
    const [start, last] = [validFrom?.[place], validLast?.[place]]
    return (!start || start <= this.#validOn) && (!last || last >= this.#validOn)
  }

  /** Visits the links of a node that are seen, in one direction; stops when told `false`. */
  each(
    node: number,
    way: 'out' | 'in',
    visit: (far: number, place: number, kind: number) => boolean | undefined,
  ): boolean {
    const data = this.#data
    const out = way === 'out'
    const [at, links] = out ? [data.outAt, data.out] : [data.inAt, data.in]
    for (let i = at[node]!, end = at[node + 1]!; i < end; i++) {
      const link = links[i]!
      const kind = kindOf(link)
      if (!((this.#kinds >>> kind) & 1)) continue
      const place = out ? i : data.inLink[i]!
      if (!this.#sees(place)) continue
      if (visit(nodeOf(link), place, kind) === false) return false
    }
    return true
  }

  #has(node: number): boolean {
    return node < this.nodes
  }

  next(nodes: readonly number[], way: Way, most: number): number[] {
    const { met, round } = this.#adjacency.marks()
    const found: number[] = []
    for (const node of nodes) {
      if (!this.#has(node)) continue
      if (way !== 'in' && !this.#gather(node, true, met, round, found, most)) break
      if (way !== 'out' && !this.#gather(node, false, met, round, found, most)) break
    }
    return found
  }

  /** Adds the nodes that one is linked with, in one direction, each once; false if there are more than `most`. */
  #gather(node: number, out: boolean, met: Uint32Array, round: number, found: number[], most: number): boolean {
    const data = this.#data
    const kinds = this.#kinds
    const at = out ? data.outAt : data.inAt
    const links = out ? data.out : data.in
    for (let i = at[node]!, end = at[node + 1]!; i < end; i++) {
      const link = links[i]!
      const far = nodeOf(link)
      // Most links lead to nodes that were met before: that is cheaper to see than whether the view shows the link.
      if (met[far] === round || far === node || !((kinds >>> kindOf(link)) & 1)) continue
      if (!this.#sees(out ? i : data.inLink[i]!)) continue
      met[far] = round
      found.push(far)
      if (found.length > most) return false
    }
    return true
  }

  sorted(nodes: readonly number[]): number[] {
    const { rank } = this.#data
    return nodes.toSorted((a, b) => rank[a]! - rank[b]!)
  }

  degrees(nodes: readonly number[], way: Way): number[] {
    return nodes.map((node) => this.next([node], way, Number.POSITIVE_INFINITY).length)
  }

  between(pairs: readonly Pair[], way: Way): Link[] {
    const { ids } = this.#data
    return pairs.map(([from, to]) => {
      const relations: number[] = []
      const take = (near: number, far: number) => {
        this.each(near, 'out', (node, place) => {
          if (node === far) relations.push(ids[place]!)
          return true
        })
      }
      if (way !== 'in') take(from, to)
      if (way !== 'out') take(to, from)
      return { from, to, relations: relations.sort((a, b) => a - b), statements: [], sources: [] }
    })
  }
}
