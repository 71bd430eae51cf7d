import { expect, test } from 'vitest'
import build, { arranged, nodesOf } from '../../src/graph/build.ts'
import { KnownTimes } from '../../src/graph/known.ts'
import { fill, roomFor } from '../../src/graph/room.ts'
import type { LinkPart, LinkReader, Time } from '../../src/store/links.ts'

const NODES = 9500

/** Links of nodes that are made up: some have none, and they differ in kind, time and days. */
function reader(): LinkReader {
  const times: Time[] = [{ stretch: [0, 1], gaps: false }]
  const timeOf = (end: number) => {
    const known = times.findIndex((time) => time.stretch[1] === end)
    return known >= 0 ? known : times.push({ stretch: [0, end], gaps: false }) - 1
  }
  const part = (first: number, last: number): LinkPart => {
    const links = Array.from({ length: last - first + 1 }, (_, i) => first + i).flatMap((from) =>
      Array.from({ length: from % 4 }, (_, n) => ({ from, to: (from * 7 + n * 13) % NODES, n })),
    )
    return {
      count: links.length,
      each: (take) => {
        for (const { from, to, n } of links)
          take(from * 4 + n, from, to, from % 2, timeOf(1 + ((from * 3 + n) % 5)), from % 3, 0)
      },
    }
  }
  return {
    version: 1,
    nodes: NODES,
    links: NODES * 2,
    kinds: ['A', 'B'],
    times,
    eachNode: (take) => {
      for (let id = 0; id < NODES; id++) take(id)
    },
    eachNodeKind: () => undefined,
    part,
    stretches: () => [],
  }
}

test.each([0, 1, 3, 10])('links that two readers put in place are those of one, if the other reads %i sets', (sets) => {
  const [one, other] = [reader(), reader()]
  const room = roomFor(one)
  // The other's turn ends when so many sets are left as the first one takes.
  const all = Math.ceil(NODES / 1000)
  Atomics.store(room.begun, 0, all - sets)
  const last = fill(other, room, 'last', new KnownTimes(other))
  Atomics.store(room.begun, 0, sets)
  const known = new KnownTimes(one)
  const first = fill(one, room, 'first', known)
  const [both, alone] = [arranged(one, room, nodesOf(one), known, first, last), build(reader())]
  expect(first.links + last.links).toBe(alone.links)
  const upTo = (array: Int32Array) => array.subarray(0, alone.links)
  for (const column of ['out', 'in', 'inLink', 'ids', 'validFrom'] as const)
    expect(upTo(both[column]!)).toEqual(upTo(alone[column]!))
  expect([both.outAt, both.inAt, both.validLast]).toEqual([alone.outAt, alone.inAt, alone.validLast])
  const ends = ({ times, known }: typeof both) => Array.from(upTo(times!), (code) => known.to[known.at[code]!])
  expect(ends(both)).toEqual(ends(alone))
})
