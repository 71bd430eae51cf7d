import { Levels, type Link, type Pair, type Web } from './web.ts'

export type Neighborhood = {
  readonly nodes: readonly { readonly node: number; readonly distance: number; readonly hidden: number }[]
  readonly links: readonly Link[]
  /** Nodes that were found within the hops and left out. */
  readonly omitted: number
  /** Whether every node within the hops is there. */
  readonly complete: boolean
}

export type NeighborhoodQuestion = {
  readonly of: number
  readonly hops: number
  /** How many nodes are wanted, the one in the middle included. */
  readonly limit: number
  readonly budget: number
}

/** The nodes around one, the nearest first, equally near ones by key, and all links between them. */
export function findNeighborhood(web: Web, { of, hops, limit, budget }: NeighborhoodQuestion): Neighborhood {
  const levels = new Levels(web.nodes)
  levels.set(0, [of])
  const found = [{ node: of, distance: 0 }]
  let [omitted, complete, left] = [0, true, budget]
  for (let distance = 1; distance <= hops; distance++) {
    const reached = web.next(levels.lists[distance - 1]!, 'both', left)
    left -= reached.length
    if (left < 0) complete = false
    const fresh = reached.filter((node) => !levels.lists.some((_, level) => levels.has(level, node)))
    const taken = web.sorted(fresh).slice(0, limit - found.length)
    omitted += fresh.length - taken.length
    for (const node of taken) found.push({ node, distance })
    levels.set(distance, taken)
    if (left < 0 || omitted > 0) break
    if (taken.length === 0) break
  }
  return { ...drawn(web, found), omitted, complete: complete && omitted === 0 }
}

function drawn(web: Web, found: readonly { node: number; distance: number }[]): Pick<Neighborhood, 'nodes' | 'links'> {
  const nodes = found.map(({ node }) => node)
  const place = new Map(nodes.map((node, i) => [node, i]))
  const degrees = web.degrees(nodes, 'both')
  const pairs: Pair[] = []
  const shown = nodes.map((node, i) => {
    const near = neighborsAmong(web, node, place)
    for (const other of near) if (place.get(other)! > i) pairs.push([node, other])
    return near.length
  })
  pairs.sort(([a, b], [c, d]) => place.get(a)! - place.get(c)! || place.get(b)! - place.get(d)!)
  return {
    nodes: found.map((one, i) => ({ ...one, hidden: degrees[i]! - shown[i]! })),
    links: web.between(pairs, 'both'),
  }
}

const neighborsAmong = (web: Web, node: number, place: ReadonlyMap<number, number>): number[] =>
  web.next([node], 'both', Number.MAX_SAFE_INTEGER).filter((other) => place.has(other) && other !== node)
