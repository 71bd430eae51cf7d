import type { LinkReader } from '../store/links.ts'
import { ints, MOST_KINDS, MOST_NODES, packed } from './data.ts'
import type { KnownTimes } from './known.ts'

/** Nodes whose links are read together. */
const AT_ONCE = 1000

/** The room for links, which is filled from both of its ends until nothing is left to read: by one thread from each. */
export type Room = {
  readonly version: number
  readonly nodes: number
  /** How many links there is room for. */
  readonly links: number
  /** How many links go out from each node. */
  readonly counts: Int32Array
  readonly out: Int32Array
  readonly ids: Int32Array
  readonly times: Int32Array
  readonly validFrom: Int32Array
  readonly validLast: Int32Array
  /** How many sets of nodes have been begun, from either end. */
  readonly begun: Int32Array
}

/** Memory that is never written to is not taken, so there is room in every column. */
export function roomFor({ version, nodes, links, kinds }: LinkReader): Room {
  if (nodes > MOST_NODES) throw new RangeError(`${nodes} nodes don't fit: at most ${MOST_NODES} do`)
  if (kinds.length > MOST_KINDS) throw new RangeError(`${kinds.length} kinds of links: at most ${MOST_KINDS} fit`)
  const [counts, begun] = [ints(nodes), ints(1)]
  const [out, ids, times, validFrom, validLast] = [ints(links), ints(links), ints(links), ints(links), ints(links)]
  return { version, nodes, links, counts, out, ids, times, validFrom, validLast, begun }
}

/** What one thread has put into a room, apart from the links themselves. */
export type Filled = {
  readonly links: number
  /** Whether any link has something else than the usual in a column. */
  readonly times: boolean
  readonly validFrom: boolean
  readonly validLast: boolean
  readonly known: KnownTimes['entries']
}

export const nothing: Filled = { links: 0, times: false, validFrom: false, validLast: false, known: [] }

/** Reads sets of nodes and puts their links into the room, ascending from its beginning or descending from its end. */
export function fill(reader: LinkReader, room: Room, end: 'first' | 'last', known: KnownTimes): Filled {
  const sets = Math.ceil(room.nodes / AT_ONCE)
  const { counts, out, ids, times, validFrom, validLast } = room
  let links = 0
  const has = { times: false, validFrom: false, validLast: false }
  for (let own = 0; Atomics.add(room.begun, 0, 1) < sets; own++) {
    const first = (end === 'first' ? own : sets - 1 - own) * AT_ONCE
    const part = reader.part(first, Math.min(first + AT_ONCE, room.nodes) - 1)
    let place = end === 'first' ? links : room.links - links - part.count
    let last = 0
    part.each((id, from, to, kind, time, start, final) => {
      if (from < last) throw new RangeError('The links of a node must come one after another')
      last = from
      counts[from]!++
      out[place] = packed(to, kind)
      ids[place] = id
      const code = known.code(id, time)
      if (code !== 0) {
        times[place] = code
        has.times = true
      }
      if (start !== 0) {
        validFrom[place] = start
        has.validFrom = true
      }
      if (final !== 0) {
        validLast[place] = final
        has.validLast = true
      }
      place++
    })
    links += part.count
  }
  return { links, ...has, known: known.entries }
}

/** Moves what stands at the end of the room behind what stands at its beginning. */
export function join(room: Room, known: KnownTimes, first: Filled, last: Filled): void {
  const [from, to] = [room.links - last.links, room.links]
  if (last.times) {
    const codes = last.known.map((entry) => known.add(entry))
    for (let i = from; i < to; i++) room.times[i] = codes[room.times[i]!]!
  }
  if (from === first.links) return
  for (const column of [room.out, room.ids, room.times, room.validFrom, room.validLast])
    column.copyWithin(first.links, from, to)
}
