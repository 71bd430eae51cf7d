/** Directed edges between rows with small numbers. */
export type Edges = () => Iterable<readonly [from: number, to: number, ...unknown[]]>
/** An edge that holds from one day to another, both included. */
export type LastingEdge = readonly [from: number, to: number, first: string, last: string]
export type LastingEdges = () => Iterable<LastingEdge>

type Graph = { readonly first: Int32Array; readonly to: Int32Array }

/** The edges by where they begin, as one list for all rows: 4 bytes for each edge and row. */
function adjacency(edges: Edges, rows: number): Graph {
  const first = new Int32Array(rows + 2)
  for (const [from] of edges()) first[from + 1]!++
  for (let i = 1; i < first.length; i++) first[i]! += first[i - 1]!
  const to = new Int32Array(first.at(-1)!)
  const next = first.slice()
  for (const [from, target] of edges()) to[next[from]!++] = target
  return { first, to }
}

/** The shortest ring through a row within a part of the graph in which every row reaches every other. */
function ringThrough(start: number, inside: Int32Array, { first, to }: Graph): number[] {
  const part = inside[start]
  const before = new Map<number, number>()
  for (const queue = [start], at = { i: 0 }; at.i < queue.length; at.i++) {
    const row = queue[at.i]!
    for (let i = first[row]!; i < first[row + 1]!; i++) {
      const next = to[i]!
      if (next === start) {
        const ring = [row]
        while (ring[0] !== start) ring.unshift(before.get(ring[0]!)!)
        return ring
      }
      if (inside[next] !== part || before.has(next)) continue
      before.set(next, row)
      queue.push(next)
    }
  }
  return [start]
}

/**
 * The parts of the graph in which every row reaches every other, some of their members each; `part` takes the part of each row.
 * Tarjan's algorithm without recursion: 20 bytes for each row, 4 for each edge.
 */
function* partsOf({ first, to }: Graph, rows: number, part: Int32Array): Generator<number[]> {
  const order = new Int32Array(rows + 1)
  const low = new Int32Array(rows + 1)
  const next = new Int32Array(rows + 1)
  const path: number[] = []
  const open: number[] = []
  let count = 0
  let parts = 0
  for (let root = 0; root <= rows; root++) {
    if (order[root] !== 0 || first[root] === first[root + 1]) continue
    path.push(root)
    while (path.length > 0) {
      const row = path.at(-1)!
      if (order[row] === 0) {
        order[row] = low[row] = ++count
        next[row] = first[row]!
        open.push(row)
      }
      if (next[row]! < first[row + 1]!) {
        const target = to[next[row]!++]!
        if (order[target] === 0) path.push(target)
        else if (part[target] === 0) low[row] = Math.min(low[row]!, order[target]!)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[row]!)
      if (low[row] !== order[row]) continue
      parts++
      const members: number[] = []
      for (let member = -1; member !== row; ) {
        member = open.pop()!
        part[member] = parts
        members.push(member)
      }
      const loops = () => to.subarray(first[row]!, first[row + 1]!).includes(row)
      if (members.length > 1 || loops()) yield members
    }
  }
}

/** A ring in each part of the graph that has one, as the numbers of its rows in order; `rows` is the highest number. */
export function* ringsOf(edges: Edges, rows: number): Generator<number[]> {
  const graph = adjacency(edges, rows)
  const part = new Int32Array(rows + 1)
  for (const members of partsOf(graph, rows, part)) yield ringThrough(Math.min(...members.slice(0, 1000)), part, graph)
}

/**
 * A ring in each part of the graph that has one whose edges all hold on some day. Such a day is the first of one of them, so only the
 * days on which an edge of the part begins are looked at.
 */
export function* ringsInTime(edges: LastingEdges, rows: number): Generator<number[]> {
  const graph = adjacency(edges, rows)
  const part = new Int32Array(rows + 1)
  const parts = new Map<number, LastingEdge[]>()
  for (const [member] of partsOf(graph, rows, part)) parts.set(part[member!]!, [])
  if (parts.size === 0) return
  for (const edge of edges()) if (part[edge[0]] === part[edge[1]]) parts.get(part[edge[0]]!)?.push(edge)
  for (const lasting of parts.values()) {
    const names = [...new Set(lasting.flatMap(([from, to]) => [from, to] as const))].sort((a, b) => a - b)
    const numbers = new Map(names.map((name, i) => [name, i]))
    for (const day of new Set(lasting.map(([, , begins]) => begins).sort())) {
      const holding = lasting.filter(([, , begins, ends]) => begins <= day && day <= ends)
      const numbered = holding.map(([from, to]): [number, number] => [numbers.get(from)!, numbers.get(to)!])
      const [ring] = ringsOf(() => numbered, names.length - 1)
      if (!ring) continue
      yield ring.map((number) => names[number]!)
      break
    }
  }
}
