import type { LinkReader } from '../store/links.ts'
import { type AdjacencyData, ints, nodeOf } from './data.ts'
import { KnownTimes } from './known.ts'
import { type Filled, fill, join, nothing, type Room, roomFor } from './room.ts'

/** Puts links into arrays that hold those of each node side by side. All of them can be shared with other threads. */
export default function build(reader: LinkReader): AdjacencyData {
  const known = new KnownTimes(reader)
  const room = roomFor(reader)
  const nodes = nodesOf(reader)
  return arranged(reader, room, nodes, known, fill(reader, room, 'first', known), nothing)
}

/** Makes the arrays of a room that is full. */
export function arranged(
  reader: LinkReader,
  room: Room,
  about: Nodes,
  known: KnownTimes,
  first: Filled,
  last: Filled,
): AdjacencyData {
  join(room, known, first, last)
  const { nodes, counts, out } = room
  const links = first.links + last.links
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
  const column = (name: 'times' | 'validFrom' | 'validLast') => (first[name] || last[name] ? room[name] : null)
  return {
    version: reader.version,
    nodes,
    links,
    kinds: [...reader.kinds],
    ...about,
    outAt,
    inAt,
    out,
    in: inward,
    inLink,
    ids: room.ids,
    times: column('times'),
    known: known.data(),
    validFrom: column('validFrom'),
    validLast: column('validLast'),
  }
}

/** What is kept of the nodes themselves. */
type Nodes = Pick<AdjacencyData, 'rank' | 'nodeKind' | 'nodeKinds'>

export function nodesOf(reader: LinkReader): Nodes {
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
