import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Adjacency } from '../../src/graph/adjacency.ts'
import { AskedWeb } from '../../src/graph/asked.ts'
import build from '../../src/graph/build.ts'
import { findPaths, type PathQuestion, shortestLength } from '../../src/graph/paths.ts'
import type { Way } from '../../src/graph/web.ts'
import type { Ask } from '../../src/plan/value.ts'

const NODES = 12

/** A link from one node to another, known from 0 or 10 on. */
type Link = { readonly from: number; readonly to: number; readonly kind: number; readonly late: boolean }

const links = fc
  .array(
    fc.record({
      from: fc.integer({ min: 1, max: NODES }),
      to: fc.integer({ min: 1, max: NODES }),
      kind: fc.nat(1),
      late: fc.boolean(),
    }),
    { minLength: 8, maxLength: 40 },
  )
  .map((all) => all.sort((a, b) => a.from - b.from))

const words = ['LIKES', 'KNOWS']

function adjacencyOf(all: readonly Link[]): Adjacency {
  const data = build({
    version: 1,
    nodes: NODES + 1,
    links: all.length,
    // The order of the keys is against that of the ids.
    eachNode: (take) => {
      for (let id = NODES; id > 0; id--) take(id)
    },
    eachNodeKind: (take) => {
      for (let id = 1; id <= NODES; id++) take('THING', id)
    },
    kinds: words,
    times: [
      { stretch: [0, 100], gaps: false },
      { stretch: [10, 100], gaps: false },
    ],
    parts: 1,
    part: (_, take) => {
      for (const [i, { from, to, kind, late }] of all.entries()) take(i + 1, from, to, kind, late ? 1 : 0, 0, 0)
    },
    stretches: () => [],
  })
  return new Adjacency(data)
}

/** What the database would say. */
const askOf =
  (seen: readonly Link[], idOf: (link: Link) => number): Ask =>
  (query, given) => {
    if (query === 'size') return NODES + 1
    const nodes = JSON.parse(given.nodes as string) as number[]
    if (query === 'order') return nodes.toSorted((a, b) => b - a)
    const kinds = given.kinds as string | null
    const of = seen.filter(({ from, to, kind }) => from !== to && (!kinds || JSON.parse(kinds).includes(words[kind])))
    if (query === 'links')
      return of.flatMap((link) =>
        nodes.includes(link.from) && nodes.includes(link.to) ? [[link.from, link.to, idOf(link)]] : [],
      )
    const near = query === 'out' ? 'from' : 'to'
    const far = query === 'out' ? 'to' : 'from'
    const found = of.filter((link) => nodes.includes(link[near])).map((link) => link[far])
    return [...new Set(found)].slice(0, given.most as number)
  }

/** Whether a link may be followed from one node to another. */
const leads = (link: Link, from: number, to: number, way: Way, mutual: boolean) =>
  (link.from === from && link.to === to) ||
  ((way === 'both' || (mutual && words[link.kind] === 'KNOWS')) && link.to === from && link.from === to)

function naive(seen: readonly Link[], { from, to, way, maxHops }: PathQuestion, mutual: boolean): number[][] {
  const found: number[][] = []
  const walk = (path: number[]) => {
    const at = path.at(-1)!
    if (at === to) found.push(path)
    else if (path.length <= maxHops)
      for (const node of Array.from({ length: NODES }, (_, i) => NODES - i)) {
        const goesOn = seen.some((link) => leads(link, at, node, way, mutual))
        if (goesOn && !path.includes(node)) walk([...path, node])
      }
  }
  walk([from])
  return found.sort((a, b) => a.length - b.length)
}

const question = fc.record({
  from: fc.integer({ min: 1, max: NODES }),
  to: fc.integer({ min: 1, max: NODES }),
  way: fc.constantFrom('both' as const, 'out' as const),
  maxHops: fc.integer({ min: 1, max: 6 }),
  first: fc.constantFrom(1, 2, 5, 20),
  budget: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(100_000)),
})

test('paths are the same in arrays, asked for and naively, and so is where the search stops', () => {
  fc.assert(
    fc.property(links, question, fc.boolean(), fc.boolean(), fc.boolean(), (all, asked, early, narrow, mutual) => {
      fc.pre(asked.from !== asked.to)
      const seen = all.filter((link) => !(early && link.late) && !(narrow && link.kind === 1))
      const idOf = (link: Link) => all.indexOf(link) + 1
      const via = { kinds: narrow ? ['LIKES'] : null, mutual: mutual && !narrow ? ['KNOWS'] : [] }
      const adjacency = adjacencyOf(all)
      // The marks of an earlier search must not be taken for those of a later one.
      for (let i = 0; i < 2; i++) {
        const web = adjacency.seen({ knownAt: early ? 5 : 50, validOn: null, ...via })
        const found = findPaths(web, asked)
        const other = new AskedWeb(askOf(seen, idOf), { ...via, statements: false, sources: false })
        expect(findPaths(other, asked)).toEqual(found)
        const expected = naive(seen, asked, mutual).slice(0, asked.first)
        expect(expected.slice(0, found.paths.length)).toEqual(found.paths)
        if (found.complete) expect(found.paths).toEqual(expected)
        const { length, complete } = shortestLength(web, asked)
        if (complete) expect(length).toBe(expected.length ? expected[0]!.length - 1 : null)
        else expect(found).toEqual({ paths: [], complete: false })
        const hops = found.paths.flatMap((path) => path.slice(1).map((node, at) => [path[at]!, node] as const))
        const behind = hops.map(([from, to]) =>
          seen
            .filter((link) => leads(link, from, to, asked.way, mutual))
            .map(idOf)
            .sort((a, b) => a - b),
        )
        for (const one of [web, other])
          expect(one.between(hops, asked.way).map(({ relations }) => relations)).toEqual(behind)
      }
    }),
    { numRuns: 2000 },
  )
})
