import type { LinkReader } from '../store/links.ts'
import { type AdjacencyData, MOST_KINDS, MOST_NODES, nodeOf, packed } from './data.ts'
import { KnownTimes } from './known.ts'

const ints = (length: number) => new Int32Array(new SharedArrayBuffer(length * 4))

/** A column that takes no room until a value differs from the usual one. */
class Column {
  values: Int32Array | null = null
  readonly #length: number
  constructor(length: number) {
    this.#length = length
  }

  set(at: number, value: number): void {
    if (value === 0 && !this.values) return
    this.values ??= ints(this.#length)
    this.values[at] = value
  }

  /** The values, each moved to its place. */
  moved(places: Int32Array, count: number): Int32Array | null {
    const from = this.values
    if (!from) return null
    const to = ints(count)
    for (let i = 0; i < count; i++) to[places[i]!] = from[i]!
    this.values = null
    return to
  }
}

/** Puts links into arrays that hold those of each node side by side. All of them can be shared with other threads. */
export default function build(reader: LinkReader): AdjacencyData {
  const { nodes, links } = reader
  if (nodes > MOST_NODES) throw new RangeError(`${nodes} nodes don't fit: at most ${MOST_NODES} do`)
  const rank = ints(nodes)
  let place = 0
  reader.eachNode((id) => {
    rank[id] = place++
  })
  const nodeKinds: string[] = []
  const nodeKind = new Uint8Array(new SharedArrayBuffer(nodes))
  reader.eachNodeKind((kind, id) => {
    if (nodeKinds.at(-1) !== kind) nodeKinds.push(kind)
    nodeKind[id] = nodeKinds.length - 1
  })

  const known = new KnownTimes(reader)
  const [near, far, ids] = [ints(links), ints(links), new Column(links)]
  const [times, starts, ends] = [new Column(links), new Column(links), new Column(links)]
  const [outAt, inAt] = [ints(nodes + 1), ints(nodes + 1)]
  let kinds: readonly string[] = []
  let count = 0
  reader.eachLink((id, from, to, kind, words, knownFrom, knownTo, gaps, validFrom, validLast) => {
    kinds = words
    near[count] = packed(from, kind)
    far[count] = to
    ids.set(count, id)
    times.set(count, known.code(id, knownFrom, knownTo, gaps))
    starts.set(count, validFrom)
    ends.set(count, validLast)
    outAt[from + 1]!++
    inAt[to + 1]!++
    count++
  })
  if (kinds.length > MOST_KINDS) throw new RangeError(`${kinds.length} kinds of links: at most ${MOST_KINDS} fit`)
  for (let i = 0; i < nodes; i++) {
    outAt[i + 1]! += outAt[i]!
    inAt[i + 1]! += inAt[i]!
  }

  const [out, inward, inLink] = [ints(count), ints(count), ints(count)]
  const places = new Int32Array(count)
  const next = outAt.slice()
  for (let i = 0; i < count; i++) {
    const link = near[i]!
    const from = nodeOf(link)
    const p = next[from]!++
    places[i] = p
    out[p] = far[i]! | (link - from)
  }
  next.set(inAt)
  for (let i = 0; i < count; i++) {
    const q = next[far[i]!]!++
    inward[q] = near[i]!
    inLink[q] = places[i]!
  }
  return {
    version: reader.version,
    nodes,
    links: count,
    kinds: [...kinds],
    nodeKinds,
    rank,
    nodeKind,
    outAt,
    inAt,
    out,
    in: inward,
    inLink,
    ids: ids.moved(places, count) ?? ints(0),
    times: times.moved(places, count),
    known: known.data(),
    validFrom: starts.moved(places, count),
    validLast: ends.moved(places, count),
  }
}
