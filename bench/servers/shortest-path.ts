/** The length of the shortest path, searched from both ends, always from the smaller side; null if it is longer than `most`. */
export function shortestPath(
  from: number,
  to: number,
  most: number,
  neighboursOf: (ids: number[]) => number[],
): number | null {
  if (from === to) return 0
  let [near, far] = [new Set([from]), new Set([to])]
  let [edge, farEdge] = [[from], [to]]
  for (let hops = 1; hops <= most; hops++) {
    if (edge.length > farEdge.length) {
      ;[near, far] = [far, near]
      ;[edge, farEdge] = [farEdge, edge]
    }
    const next: number[] = []
    for (const id of neighboursOf(edge)) {
      if (far.has(id)) return hops
      if (near.has(id)) continue
      near.add(id)
      next.push(id)
    }
    if (next.length === 0) return null
    edge = next
  }
  return null
}
