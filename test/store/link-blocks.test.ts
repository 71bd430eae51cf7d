import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, BlockReader, blockOf, SPAN } from '../../src/store/sqlite/link-blocks.ts'

const kinds = ['HOLDS', 'INVESTED_IN', 'KNOWS']
const int = (max: number) => fc.integer({ min: 0, max })
const instant = fc.integer({ min: Date.UTC(1, 0), max: Date.UTC(9999, 11) })
const times = fc.array(fc.record({ stretch: fc.tuple(instant, instant), gaps: fc.boolean() }), {
  minLength: 1,
  maxLength: 9,
})
const day = fc.oneof(fc.constant(0), fc.integer({ min: 10101, max: 99991231 }))

/** Links by the node that they go out from: id, node, end, kind, time, first and last day. */
const links = fc
  .array(fc.tuple(int(2 ** 31 - 1), int(SPAN - 1), int(2 ** 26 - 1), int(2), int(8), day, day), { maxLength: 300 })
  .map((all) => all.sort((a, b) => a[1] - b[1]))

test('links come out of blocks as they were put in, one block after another', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(links, times), { maxLength: 5 }), (blocks) => {
      // Each reader has an order of its own for kinds and times.
      const reader = new BlockReader(kinds.toReversed())
      for (const [i, [all, given]] of blocks.entries()) {
        const first = i * SPAN
        const put = all.map(
          ([id, node, end, kind, time, ...days]) =>
            [id, first + node, end, kind, time % given.length, ...days] as const,
        )
        const each = (take: (...link: (typeof put)[number]) => void) => {
          for (const link of put) take(...link)
        }
        const block: Block = blockOf({ count: put.length, each }, first, { kinds, times: given })
        const found: unknown[] = []
        reader.read(block, first, (id, from, to, kind, time, ...days) =>
          found.push([id, from, to, kinds.toReversed()[kind], reader.times[time], ...days]),
        )
        expect(found).toEqual(
          put.map(([id, from, to, kind, time, ...days]) => [id, from, to, kinds[kind], given[time], ...days]),
        )
      }
    }),
  )
})

test('a column in which all links are alike takes no room', () => {
  const size = (day: number, kind: number) =>
    blockOf(
      {
        count: 2,
        each: (take) => {
          take(1, 0, 5, 0, 0, 0, 0)
          take(2, 0, 6, kind, 0, day, 0)
        },
      },
      0,
      { kinds, times: [{ stretch: [0, 1], gaps: false }] },
    ).links.length
  const [plain, dated, sorted] = [size(0, 0), size(20250101, 0), size(0, 1)]
  expect([dated, sorted]).toEqual([plain + 8, plain + 8])
})
