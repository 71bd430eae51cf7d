import type { LinkReader, LinkTaker } from '../store/links.ts'
import { type AdjacencyData, ints, MOST_KINDS, MOST_NODES, nodeOf, packed } from './data.ts'
import { KnownTimes } from './known.ts'

/** Puts links into arrays that hold those of each node side by side. All of them can be shared with other threads. */
export default function build(reader: LinkReader): AdjacencyData {
  const { nodes, links, kinds } = reader
  if (nodes > MOST_NODES) throw new RangeError(`${nodes} nodes don't fit: at most ${MOST_NODES} do`)
  if (kinds.length > MOST_KINDS) throw new RangeError(`${kinds.length} kinds of links: at most ${MOST_KINDS} fit`)
  const known = new KnownTimes(reader)
  const { counts, out, ...columns } = columnsOf(reader, known)
  const [outAt, inAt] = [ints(nodes + 1), ints(nodes + 1)]
  for (let i = 0; i < nodes; i++) outAt[i + 1] = outAt[i]! + counts[i]!
  for (let i = 0; i < links; i++) inAt[nodeOf(out[i]!) + 1]!++
  for (let i = 0; i < nodes; i++) inAt[i + 1]! += inAt[i]!
  const [inward, inLink] = [ints(links), ints(links)]
  // The counts have done their work: from here on they are where the next link of each node comes.
  const next = counts
  next.set(inAt.subarray(0, nodes))
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
    links,
    kinds,
    ...nodesOf(reader),
    outAt,
    inAt,
    out,
    in: inward,
    inLink,
    ...columns,
    known: known.data(),
  }
}

/** Reads all links, and counts those that go out from each node. */
function columnsOf(reader: LinkReader, known: KnownTimes) {
  const { nodes, links } = reader
  const counts = ints(nodes)
  // Memory that is never written to is not taken, so there is room in every column.
  const [out, ids, times, validFrom, validLast] = [ints(links), ints(links), ints(links), ints(links), ints(links)]
  const has = { times: false, validFrom: false, validLast: false }
  let place = 0
  const take: LinkTaker = (id, from, to, kind, time, first, last) => {
    counts[from]!++
    out[place] = packed(to, kind)
    ids[place] = id
    const code = known.code(id, time)
    if (code !== 0) {
      times[place] = code
      has.times = true
    }
    if (first !== 0) {
      validFrom[place] = first
      has.validFrom = true
    }
    if (last !== 0) {
      validLast[place] = last
      has.validLast = true
    }
    place++
  }
  for (let part = 0; part < reader.parts; part++) reader.part(part, take)
  return {
    counts,
    out,
    ids,
    times: has.times ? times : null,
    validFrom: has.validFrom ? validFrom : null,
    validLast: has.validLast ? validLast : null,
  }
}

/** What is kept of the nodes themselves. */
type Nodes = Pick<AdjacencyData, 'rank' | 'nodeKind' | 'nodeKinds'>

function nodesOf(reader: LinkReader): Nodes {
  const rank = ints(reader.nodes)
  let place = 0
  reader.eachNode((id) => {
    rank[id] = place++
  })
  const nodeKinds: string[] = []
  const nodeKind = new Uint8Array(new SharedArrayBuffer(reader.nodes))
  reader.eachNodeKind((kind, id) => {
    if (nodeKinds.at(-1) !== kind) nodeKinds.push(kind)
    nodeKind[id] = nodeKinds.length - 1
  })
  return { rank, nodeKind, nodeKinds }
}
