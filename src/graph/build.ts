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
  const [out, ids] = [ints(links), ints(links)]
  const [times, starts, ends] = [new Column(links), new Column(links), new Column(links)]
  const [outAt, inAt] = [ints(nodes + 1), ints(nodes + 1)]
  let kinds: readonly string[] = []
  let count = 0
  let last = 0
  reader.eachLink((id, from, to, kind, words, knownFrom, knownTo, gaps, validFrom, validLast) => {
    if (from < last) throw new RangeError('The links of a node must come one after another')
    while (last < from) outAt[++last] = count
    kinds = words
    out[count] = packed(to, kind)
    ids[count] = id
    times.set(count, known.code(id, knownFrom, knownTo, gaps))
    starts.set(count, validFrom)
    ends.set(count, validLast)
    inAt[to + 1]!++
    count++
  })
  if (kinds.length > MOST_KINDS) throw new RangeError(`${kinds.length} kinds of links: at most ${MOST_KINDS} fit`)
  while (last < nodes) outAt[++last] = count

  for (let i = 0; i < nodes; i++) inAt[i + 1]! += inAt[i]!
  const [inward, inLink] = [ints(count), ints(count)]
  const next = inAt.slice()
  for (let from = 0; from < nodes; from++)
    for (let i = outAt[from]!; i < outAt[from + 1]!; i++) {
      const link = out[i]!
      const to = nodeOf(link)
      const place = next[to]!++
      inward[place] = link - to + from
      inLink[place] = i
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
    ids,
    times: times.values,
    known: known.data(),
    validFrom: starts.values,
    validLast: ends.values,
  }
}
