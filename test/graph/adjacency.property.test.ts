import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { asking, now } from './asking.ts'
import { Naive, type NaiveView } from './naive.ts'

const companies = ['a', 'b', 'c', 'd', 'e']
const people = ['p', 'q', 'r']
const keys = [...companies, ...people]
const sources = ['s1', 's2']
const kinds = ['INVESTED_IN', 'INVESTED_IN', 'PARTNER_OF', 'DIRECTOR_OF'] as const
const days = ['2024', '2024-06', '2024-07-31', '2025']
const moments = ['2024-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z', '2025-07-01T00:00:00.000Z']

const base: TupuRecord[] = [
  ...keys.map(
    (key): TupuRecord => ({
      record: 'entity',
      key,
      kind: people.includes(key) ? 'PERSON' : 'COMPANY',
      names: [{ text: key, lang: 'en', type: 'OFFICIAL' }],
    }),
  ),
  ...sources.map((key): TupuRecord => ({ record: 'source', key, kind: 'DATASET', publishedOn: '2024-01-01' })),
]

const claim = fc.record({
  source: fc.constantFrom(...sources),
  assertedBy: fc.constantFrom('a', 'p'),
  modality: fc.constantFrom('REPORTED' as const, 'OPINION' as const),
  from: fc.nat(2),
  ends: fc.boolean(),
})

const relation = fc.record({
  n: fc.nat(19),
  kind: fc.constantFrom(...kinds),
  from: fc.constantFrom(...keys),
  to: fc.constantFrom(...companies),
  negated: fc.integer({ min: 0, max: 9 }),
  validFrom: fc.option(fc.constantFrom(...days.slice(0, 2)), { nil: undefined }),
  validTo: fc.option(fc.constantFrom(...days), { nil: undefined }),
  claims: fc.array(claim, { minLength: 1, maxLength: 3 }),
})

const relations = (minLength: number, maxLength: number) =>
  fc.uniqueArray(relation, { minLength, maxLength, selector: ({ n }) => n })

/** Many at the beginning, so that what follows changes something. */
const start = fc.record({ put: relations(14, 20), whole: fc.constant(false) })

const operation = fc.oneof(
  { weight: 2, arbitrary: fc.constant({ put: [], whole: true }) },
  { weight: 3, arbitrary: fc.record({ put: relations(1, 4), whole: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ merge: fc.constantFrom(...companies), into: fc.constantFrom(...companies) }) },
  { weight: 2, arbitrary: fc.record({ split: fc.constantFrom(...companies) }) },
  { weight: 1, arbitrary: fc.record({ forget: fc.constantFrom(...people) }) },
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

/** Does what may be refused, such as to merge what is merged already; then nothing has changed. */
function run(store: Store, step: Operation, at: string): void {
  try {
    if ('merge' in step) store.merge(step.merge, step.into, at)
    else if ('split' in step) store.split(step.split)
    else if ('forget' in step) store.forget(step.forget, at)
    else put(store, step, at)
  } catch (error) {
    if ((error as Error).name !== 'StoreError') throw error
  }
}

function put(store: Store, { put, whole }: Extract<Operation, { put: unknown }>, at: string): void {
  const session = store.session({ recordedAt: at, ...(whole ? { replaceSources: ['s1'] } : {}) })
  try {
    for (const { n, negated, claims, ...content } of put)
      session.put({
        record: 'relation',
        key: `r${n}`,
        ...content,
        ...(negated === 0 ? { negated: true } : {}),
        claims: claims.map(({ from, ends, ...one }, i) => ({
          ...one,
          key: `r${n}.${content.kind}.${content.from}.${i}.${from}.${ends}`,
          knownFrom: moments[from]!,
          ...(ends && from < 2 ? { knownTo: moments[from + 1]! } : {}),
        })),
      })
    session.commit()
  } finally {
    session.rollback()
  }
}

const views: readonly [string, NaiveView][] = [
  ['', {}],
  ['knownAt: "2025-03-01"', { knownAt: '2025-03-01' }],
  ['validOn: "2024-03-01"', { validOn: '2024-03-01' }],
  ['validOn: "2024-08-01"', { validOn: '2024-08-01' }],
  ['modality: [OPINION]', { modality: ['OPINION'] }],
  ['accordingTo: ["p"]', { accordingTo: ['p'] }],
]

const fields = (from: string, to: string, of: string) => `
  all: paths(from: {key: "${from}"}, to: {key: "${to}"}, maxHops: 6, first: 20) { ...path }
  deals: paths(from: {key: "${from}"}, to: {key: "${to}"}, via: [INVESTED_IN], first: 5) { ...path }
  directed: paths(from: {key: "${from}"}, to: {key: "${to}"}, directed: true, first: 5) { ...path }
  around: neighborhood(of: {key: "${of}"}, hops: 2, limit: 5) {
    omitted complete nodes { entity { key } distance hidden } links { from { key } to { key } relations { key } } }
  commonNeighbors(a: {key: "${from}"}, b: {key: "${to}"}) { totalCount nodes { entity { key } links { relations { key } } } }
  entity(by: {key: "${of}"}) { ... on Investor { coInvestors(first: 100) { totalCount
    edges { cursor node { key } sharedCount sharedCompanies { key } claims { key } } }
    page: coInvestors(first: 2) { ...others }
    back: coInvestors(last: 2) { ...others }
    filtered: coInvestors(first: 2, where: { key: { in: ["a", "c", "d", "q"] } }) { ...others }
    sorted: coInvestors(first: 2, orderBy: [{ field: INFLUENCE, direction: DESC }]) { ...others } } }`
const others =
  'fragment others on InvestorCoInvestorsConnection { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { node { key } sharedCount } }'
const fragment = `fragment path on Path { length complete hops { to { key } direction relation { key } relations { key } } } ${others}`

type Edge = { node: { key: string }; sharedCount: number }
type Hop = { to: { key: string }; relations: { key: string }[] }
const nodesOf = (path: { hops: Hop[] }) => path.hops.map((hop) => hop.to.key).join(' ')

test('what is found in memory, in SQL and naively is the same after every change', { timeout: 120_000 }, async () => {
  const steps = fc.tuple(start, fc.array(operation, { minLength: 1, maxLength: 4 }))
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.shuffledSubarray(companies, { minLength: 2, maxLength: 2 }),
      async ([first, later], [x, y]) => {
        const store = openSqlite({ path: ':memory:', statementTimeout: 5000 })
        try {
          store.write(base, '2026-01-01')
          const [memory, database] = [asking(store), asking(store, 0)]
          for (const [i, step] of [first, ...later].entries()) {
            run(store, step, `2026-02-0${i + 1}`)
            const records = [...store.records()]
            const there = new Set(records.map((r) => r.key))
            // What was merged leads to another, and a naive look doesn't know to which.
            const left = companies.find((key) => there.has(key))!
            const [from, to, of] = [x!, y!, 'p'].map((key) => (there.has(key) ? key : left)) as [string, string, string]
            if (from === to) continue
            for (const [args, seen] of views) {
              const query = `{ view${args && `(${args})`} { ${fields(from, to, of)} } } ${fragment}`
              const answer = (await memory.ask(query)) as { view: Record<string, never> }
              expect(memory.graph.current()).not.toBeNull()
              expect(await database.ask(query)).toEqual(answer)
              const naive = new Naive(records, now, seen)
              const { all: paths, deals, entity } = answer.view as Record<string, { hops: Hop[] }[]>
              expect(paths!.map(nodesOf)).toEqual(naive.paths(from, to, 6).slice(0, 20))
              expect(deals!.map(nodesOf)).toEqual(naive.paths(from, to, 4, ['INVESTED_IN']).slice(0, 5))
              for (const path of paths!) {
                let at = from
                for (const hop of path.hops) {
                  expect(hop.relations.map((r) => r.key)).toEqual(naive.relationsBetween(at, hop.to.key))
                  at = hop.to.key
                }
              }
              const { coInvestors, page } = entity as never as {
                coInvestors: { edges: Edge[] }
                page: { edges: Edge[]; pageInfo: { endCursor: string | null } }
              }
              const cursor = page.pageInfo.endCursor
              if (cursor) {
                const further = `{ view${args && `(${args})`} { entity(by: {key: "${of}"}) { ... on Investor {
                  coInvestors(first: 2, after: ${JSON.stringify(cursor)}) { ...others } } } } } ${others}`
                const rest = (await memory.ask(further)) as { view: { entity: { coInvestors: { edges: Edge[] } } } }
                expect(await database.ask(further)).toEqual(rest)
                const all = [...page.edges, ...rest.view.entity.coInvestors.edges].map(({ node }) => node.key)
                expect(all).toEqual(coInvestors.edges.map(({ node }) => node.key).slice(0, 4))
              }
              expect(Object.fromEntries(coInvestors.edges.map((e) => [e.node.key, e.sharedCount]))).toEqual(
                naive.coInvestors(of),
              )
            }
            const { entities } = (await memory.ask(
              '{ entities(first: 100) { edges { node { key influence } } } }',
            )) as {
              entities: { edges: { node: { key: string; influence: number } }[] }
            }
            const influence = Object.fromEntries(entities.edges.map(({ node }) => [node.key, node.influence]))
            expect(influence).toEqual(new Naive(records, now).influence())
          }
        } finally {
          await store.close()
        }
      },
    ),
    { numRuns: 12, seed: 7 },
  )
})
