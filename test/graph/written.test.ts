import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { createProduct } from '../product.ts'

const now = '2026-06-01T00:00:00.000Z'
const entity = (key: string, kind: 'FUND' | 'COMPANY', text = key, lang = 'en'): TupuRecord => ({
  record: 'entity',
  key,
  kind,
  names: [{ text, lang, type: 'OFFICIAL' }],
})
const invested = (from: string, to: string): TupuRecord => ({
  record: 'relation',
  key: `${from}-${to}`,
  kind: 'INVESTED_IN',
  from,
  to,
  claims: [{ key: `${from}-${to}.c`, assertedBy: 'lead', source: 's', modality: 'REPORTED', knownFrom: '2025-01-01' }],
})
const names = ['浦东创投', 'A "quoted" \\ fund', 'tab\tand 🏙️ 𠮷', 'ünïcode', "it's"]
const funds = names.map((_, i) => `fund-${i}`)
const companies = Array.from({ length: 12 }, (_, i) => `company-${i}`)
const records: TupuRecord[] = [
  { record: 'source', key: 's', kind: 'DATASET' },
  entity('lead', 'FUND'),
  ...funds.map((key, i) => entity(key, 'FUND', names[i])),
  ...companies.map((key) => entity(key, 'COMPANY')),
  ...companies.map((to) => invested('lead', to)),
  // The first leads to all of them: a number of two digits.
  ...funds.flatMap((from, i) => companies.slice(i * 3).map((to) => invested(from, to))),
]

const selections = [
  'edges { node { key name } sharedCount }',
  'edges { sharedCount node { name } again: sharedCount }',
  'totalCount edges { node { key } } more: edges { node { name influence } }',
  'edges { node { id key } cursor } pageInfo { hasNextPage }',
]
const query = (selection: string, first: number) =>
  `{ fund(by: {key: "lead"}) { coInvestors(first: ${first}) { ${selection} } } }`

/** Asks in both lanes, which must agree: before anything is known of the nodes, and when it is. */
async function asked() {
  const product = await createProduct(records, { now, recordedAt: '2026-01-01T00:00:00.000Z' })
  onTestFinished(() => product.close())
  const cells = vi.spyOn(product.store, 'cells')
  const ask = async (selection: string, first = 10) => {
    let answer: unknown
    for (let turn = 0; turn < 3; turn++) {
      answer = (await product.execute(query(selection, first))).data
      await nextTurn()
    }
    return (answer as { fund: { coInvestors: { edges: { node: Record<string, unknown> }[] } } }).fund.coInvestors.edges
  }
  return { ...product, cells, ask }
}

test.each(selections)('what is written from memory is what the database writes: %s', async (selection) => {
  const { ask } = await asked()
  for (const first of [1, 3, 10]) expect(await ask(selection, first)).toHaveLength(Math.min(first, 4))
})

test('what is written of nodes is read once, and again after each commit', async () => {
  const { ask, cells, store } = await asked()
  const first = await ask(selections[0]!)
  expect(first.map(({ node }) => node.name)).toEqual(names.slice(0, 4))
  await ask(selections[0]!)
  expect(cells).toHaveBeenCalledTimes(1)
  // Another fund is read of besides those that are known.
  store.write(
    [entity('fund-0', 'FUND', '改名', 'zh-Hans'), invested('fund-4', 'company-1')],
    '2026-02-01T00:00:00.000Z',
  )
  const renamed = await ask(selections[0]!)
  expect(renamed.map(({ node }) => node.name)).toEqual(['改名', ...names.slice(1)])
  store.merge('fund-1', 'fund-2', '2026-03-01T00:00:00.000Z')
  expect((await ask(selections[0]!)).map(({ node }) => node.key)).toEqual(['fund-0', 'fund-2', 'fund-3', 'fund-4'])
  expect(cells).toHaveBeenCalledTimes(3)
})

test('more nodes and more templates than are kept are written, too', async () => {
  const { graph, store } = await asked()
  const { Written } = await import('../../src/graph/written.ts')
  expect(graph.current()).not.toBeNull()
  let reads = 0
  const written = new Written({
    ...store,
    readVersion: () => 1,
    snapshot: (action) => action(),
    cells: (_table, columns, ids) => {
      reads++
      return Array.from(ids, (id) => [id, columns.map((column) => `"${column} ${id} 张"`)] as const)
    },
  } as typeof store)
  const template = (i: number) => JSON.stringify({ table: 'entity', pieces: [`{"n${i}":`, 0, ',"k":', ['key'], '}'] })
  const list = async (i: number, nodes: number[]) => {
    written.renew()
    const counts = nodes.map((node) => node % 1000)
    const once = written.list(template(i), nodes, counts)
    await nextTurn()
    const bytes = once ?? written.list(template(i), nodes, counts)
    expect(JSON.parse(`[${Buffer.from(bytes!)}]`)).toEqual(
      nodes.map((node) => ({ [`n${i}`]: node % 1000, k: `key ${node} 张` })),
    )
  }
  for (let i = 0; i < 40; i++) await list(i, [1, 5, 100_000])
  expect(reads).toBe(40)
  for (let from = 1; from < 70_000; from += 10_000)
    await list(
      39,
      Array.from({ length: 10_000 }, (_, i) => from + i),
    )
  await list(39, [1, 5, 100_000])
})
