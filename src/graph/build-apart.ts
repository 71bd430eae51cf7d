import type { LinkReader, LinkWork } from '../store/links.ts'
import { arranged, nodesOf } from './build.ts'
import { KnownTimes } from './known.ts'
import { type Filled, fill, nothing, type Room, roomFor } from './room.ts'

/** So many links are read by two threads; of fewer, one would be done before the other has begun. */
const MANY = 500_000

/** Puts links into arrays as `build` does; of very many, another thread reads a part. */
const build: LinkWork['default'] = async (reader, help) => {
  const room = roomFor(reader)
  const known = new KnownTimes(reader)
  const helped = room.links < MANY ? nothing : (help(room) as Promise<Filled>)
  // The other thread reads links meanwhile, and so more of them.
  const nodes = nodesOf(reader)
  const first = fill(reader, room, 'first', known)
  return arranged(reader, room, nodes, known, first, await helped)
}
export default build

/** Fills the room of the other thread, unless links have changed since that began to read. */
export function help(reader: LinkReader, shared: unknown): Filled {
  const room = shared as Room
  return reader.version === room.version ? fill(reader, room, 'last', new KnownTimes(reader)) : nothing
}
