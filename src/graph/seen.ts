import type { Adjacency, Sight } from './adjacency.ts'
import { type AdjacencyData, kindOf, nodeOf } from './data.ts'
import { LEVELS, type Link, type Marks, type Pair, type Step, type Way, type Web } from './web.ts'

/** The links of an adjacency that a view shows. */
export class SeenWeb implements Web {
  readonly nodes: number
  readonly #adjacency: Adjacency
  readonly #data: AdjacencyData
  /** At each time of links whether it is looked at; null if all are. */
  readonly #times: Uint8Array | null
  readonly #validOn: number
  /** A bit for each kind that is looked at. */
  readonly #kinds: number
  /** Those of them whose links lead both ways. */
  readonly #mutual: number
  /** Whether every link of these kinds is seen. */
  readonly #plain: boolean

  constructor(adjacency: Adjacency, sight: Sight) {
    const { data } = adjacency
    this.#adjacency = adjacency
    this.#data = data
    this.nodes = data.nodes
    this.#times = adjacency.times.at(sight.knownAt)
    this.#validOn = sight.validOn ?? 0
    const bitsOf = (wanted: (kind: string) => boolean) =>
      data.kinds.reduce((bits, word, i) => (wanted(word) ? bits | (1 << i) : bits), 0)
    this.#kinds = bitsOf((kind) => !sight.kinds || sight.kinds.includes(kind))
    this.#mutual = this.#kinds & bitsOf((kind) => sight.mutual.includes(kind))
    this.#plain = !this.#times && (!this.#validOn || (!data.validFrom && !data.validLast))
  }

  /** A bit for each kind whose links are followed on this way, as they read or against that. */
  #bits(way: Way, out: boolean): number {
    return way === 'both' || (way === 'out') === out ? this.#kinds : this.#mutual
  }

  /** Whether the link at this place is seen, whatever its kind. */
  #sees(place: number): boolean {
    if (this.#plain) return true
    const { times, validFrom, validLast } = this.#data
    if (this.#times && !this.#times[times ? times[place]! : 0]) return false
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

  marks(count: number): Marks {
    return this.#adjacency.marks(count)
  }

  next(nodes: readonly number[], way: Way, most: number): number[] {
    const { met, round } = this.marks(1)
    const [out, back] = [this.#bits(way, true), this.#bits(way, false)]
    const found: number[] = []
    for (const node of nodes) {
      if (!this.#has(node)) continue
      this.#reach(node, true, out, met, round, round, round, found, false)
      this.#reach(node, false, back, met, round, round, round, found, false)
      if (found.length > most) break
    }
    return found.length > most ? found.slice(0, most + 1) : found
  }

  spread(nodes: readonly number[], way: Way, { met, round }: Marks, mark: number, most: number): Step {
    const reached: number[] = []
    // Where there can't be more than `most`, nothing need be counted once both sides have met.
    const stops = this.#mostLinks(nodes, way) <= most
    const own = round + mark - (mark % LEVELS)
    const [out, back] = [this.#bits(way, true), this.#bits(way, false)]
    let meets = false
    for (const node of nodes) {
      if (!this.#has(node)) continue
      meets = this.#reach(node, true, out, met, round, own, round + mark, reached, stops) || meets
      if (meets && stops) break
      meets = this.#reach(node, false, back, met, round, own, round + mark, reached, stops) || meets
      if ((meets && stops) || reached.length > most) break
    }
    return { reached, meets }
  }

  /**
   * Marks and adds the nodes that one is linked with, in one direction by links of some kinds, but for those whose mark is from `own` to `mark`. Tells whether
   * one has another mark from `round` on, and may stop there.
   */
  #reach(
    node: number,
    out: boolean,
    kinds: number,
    met: Uint32Array,
    round: number,
    own: number,
    mark: number,
    reached: number[],
    stops: boolean,
  ): boolean {
    if (kinds === 0) return false
    const data = this.#data
    const at = out ? data.outAt : data.inAt
    const links = out ? data.out : data.in
    let meets = false
    for (let i = at[node]!, end = at[node + 1]!; i < end; i++) {
      const link = links[i]!
      const far = nodeOf(link)
      const found = met[far]!
      // Most links lead to nodes that were met before: that is cheaper to see than whether the view shows the link.
      if ((found >= own && found <= mark) || far === node || !((kinds >>> kindOf(link)) & 1)) continue
      if (!this.#sees(out ? i : data.inLink[i]!)) continue
      if (found >= round) {
        if (stops) return true
        meets = true
        continue
      }
      met[far] = mark
      reached.push(far)
    }
    return meets
  }

  #mostLinks(nodes: readonly number[], way: Way): number {
    const { outAt, inAt } = this.#data
    const [out, back] = [this.#bits(way, true), this.#bits(way, false)]
    let sum = 0
    for (const node of nodes) {
      if (!this.#has(node)) continue
      if (out) sum += outAt[node + 1]! - outAt[node]!
      if (back) sum += inAt[node + 1]! - inAt[node]!
    }
    return sum
  }

  among(nodes: readonly number[], way: Way, marks: Marks, from: number, to: number): number[] {
    const found: number[] = []
    for (const node of nodes) {
      this.#among(node, true, this.#bits(way, true), marks, from, to, found)
      this.#among(node, false, this.#bits(way, false), marks, from, to, found)
    }
    return found
  }

  #among(
    node: number,
    out: boolean,
    kinds: number,
    { met, round }: Marks,
    from: number,
    to: number,
    found: number[],
  ): void {
    if (kinds === 0) return
    const data = this.#data
    const at = out ? data.outAt : data.inAt
    const links = out ? data.out : data.in
    for (let i = at[node]!, end = at[node + 1]!; i < end; i++) {
      const link = links[i]!
      const far = nodeOf(link)
      if (met[far] !== round + from || !((kinds >>> kindOf(link)) & 1)) continue
      if (!this.#sees(out ? i : data.inLink[i]!)) continue
      met[far] = round + to
      found.push(far)
    }
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
      this.#places(from, to, this.#bits(way, true), (place) => relations.push(ids[place]!))
      this.#places(to, from, this.#bits(way, false), (place) => relations.push(ids[place]!))
      return { from, to, relations: relations.sort((a, b) => a - b), statements: [], sources: [] }
    })
  }

  /** Finds the links of some kinds that lead from one node to another, at the end that has fewer. */
  #places(from: number, to: number, kinds: number, take: (place: number) => void): void {
    if (kinds === 0) return
    const isShorter = this.#mostLinks([from], 'out') <= this.#mostLinks([to], 'in')
    const [near, far, way] = isShorter ? ([from, to, 'out'] as const) : ([to, from, 'in'] as const)
    this.each(near, way, (node, place, kind) => {
      if (node === far && (kinds >>> kind) & 1) take(place)
      return true
    })
  }
}
