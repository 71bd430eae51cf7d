import type { Ask } from '../plan/value.ts'
import { LEVELS, type Link, type Marks, type Pair, type Step, type Way, type Web } from './web.ts'

/** What kinds of links are looked at; null for all relations, and shared things only where told. */
export type Via = {
  readonly kinds: readonly string[] | null
  /** Those of them whose links lead both ways, however they read. */
  readonly mutual: readonly string[]
  readonly statements: boolean
  readonly sources: boolean
}

/** Links that are asked of the database, a set of nodes at a time, under the view of the question. */
export class AskedWeb implements Web {
  readonly nodes: number
  readonly #ask: Ask
  readonly #via: Via
  readonly #kinds: string | null
  readonly #mutual: string
  /** What is next to single nodes, since that is asked again. */
  readonly #near = new Map<string, number[]>()

  constructor(ask: Ask, via: Via) {
    this.#ask = ask
    this.#via = via
    this.#kinds = via.kinds && JSON.stringify(via.kinds)
    this.#mutual = JSON.stringify(via.mutual)
    this.nodes = ask('size', {}) as number
  }

  next(nodes: readonly number[], way: Way, most: number): number[] {
    if (nodes.length === 0) return []
    const key = nodes.length === 1 ? `${nodes[0]} ${way}` : undefined
    const known = key && this.#near.get(key)
    if (known && known.length <= most) return known
    const found = this.#next(nodes, way, Math.min(most, 2 ** 31))
    if (key && found.length <= most) this.#near.set(key, found)
    return found
  }

  #next(nodes: readonly number[], way: Way, most: number): number[] {
    const given = { nodes: JSON.stringify(nodes), kinds: this.#kinds, most: most + 1 }
    const found = new Set<number>()
    const add = (query: string, kinds = this.#kinds) => {
      for (const node of this.#ask(query, { ...given, kinds }) as number[]) found.add(node)
    }
    if (this.#via.kinds?.length !== 0) {
      if (way !== 'in') add('out')
      if (way !== 'out') add('in')
      if (way !== 'both' && this.#via.mutual.length > 0) add(way === 'in' ? 'out' : 'in', this.#mutual)
    }
    if (this.#via.statements) add('statements')
    if (this.#via.sources) add('sources')
    // Everybody shares documents with themselves.
    if (nodes.length === 1) found.delete(nodes[0]!)
    const all = [...found]
    return all.length > most ? all.slice(0, most + 1) : all
  }

  marks(): Marks {
    return { met: new Uint32Array(this.nodes), round: 1, count: 0 }
  }

  spread(nodes: readonly number[], way: Way, { met, round, count }: Marks, mark: number, most: number): Step {
    const own = round + mark - (mark % LEVELS)
    const reached: number[] = []
    let meets = false
    // What has a mark already may come again.
    for (const node of this.next(nodes, way, most + count)) {
      const found = met[node]!
      if (found >= own && found <= round + mark) continue
      if (found >= round) meets = true
      else {
        met[node] = round + mark
        reached.push(node)
      }
    }
    return { reached, meets }
  }

  among(nodes: readonly number[], way: Way, { met, round }: Marks, from: number, to: number): number[] {
    const found = this.next(nodes, way, Number.MAX_SAFE_INTEGER).filter((node) => met[node] === round + from)
    for (const node of found) met[node] = round + to
    return found
  }

  sorted(nodes: readonly number[]): number[] {
    if (nodes.length < 2) return [...nodes]
    return this.#ask('order', { nodes: JSON.stringify(nodes) }) as number[]
  }

  degrees(nodes: readonly number[], way: Way): number[] {
    return nodes.map((node) => this.next([node], way, Number.MAX_SAFE_INTEGER).length)
  }

  between(pairs: readonly Pair[], way: Way): Link[] {
    const nodes = JSON.stringify([...new Set(pairs.flat())])
    const linksOf = (kinds: string | null) => {
      const lists = this.#ask('links', { nodes, kinds }) as number[][]
      const relations = Map.groupBy(lists, ([from, to]) => `${from} ${to}`)
      return (from: number, to: number) => (relations.get(`${from} ${to}`) ?? []).map(([, , id]) => id!)
    }
    const none = () => []
    const of = this.#via.kinds?.length === 0 ? none : linksOf(this.#kinds)
    const mutual = way === 'both' || this.#via.mutual.length === 0 ? none : linksOf(this.#mutual)
    const [out, back] = [way === 'in' ? mutual : of, way === 'out' ? mutual : of]
    const shared = (query: string, wanted: boolean) =>
      wanted ? new Shared(this.#ask(query, { nodes }) as [number, number][]) : undefined
    const statements = shared('sharedStatements', this.#via.statements)
    const sources = shared('sharedSources', this.#via.sources)
    return pairs.map(([from, to]) => ({
      from,
      to,
      relations: [...out(from, to), ...back(to, from)].sort((a, b) => a - b),
      statements: statements?.between(from, to) ?? [],
      sources: sources?.between(from, to) ?? [],
    }))
  }
}

/** In which things each node stands. */
class Shared {
  readonly #things = new Map<number, Set<number>>()

  constructor(pairs: readonly (readonly [thing: number, node: number])[]) {
    for (const [thing, node] of pairs) {
      const things = this.#things.get(node)
      if (things) things.add(thing)
      else this.#things.set(node, new Set([thing]))
    }
  }

  between(a: number, b: number): number[] {
    const others = this.#things.get(b)
    return [...(this.#things.get(a) ?? [])].filter((thing) => others?.has(thing)).sort((x, y) => x - y)
  }
}
