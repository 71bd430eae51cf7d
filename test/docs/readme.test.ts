import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settings } from '../../src/config.ts'
import { recordsOf } from '../../src/import/read.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const queries = [...readme.matchAll(/```graphql\n(.*?)```(?:\s*```json\n(.*?)```)?/gs)].map(([, query, answer]) => ({
  query: query!,
  answer,
}))

const example = (name: string) => fileURLToPath(new URL(`../../examples/deals/${name}`, import.meta.url))

/** The records of the table that the README loads. */
async function deals(): Promise<TupuRecord[]> {
  const problems: string[] = []
  const records: TupuRecord[] = []
  const input = { path: example('deals.csv'), mapping: example('deals.yaml') }
  for await (const { record } of recordsOf(input, { onProblem: (problem) => problems.push(problem) }))
    records.push(record as TupuRecord)
  expect(problems).toEqual([])
  return records
}

let product: Product
beforeAll(async () => {
  product = await createProduct([...seed, ...(await deals())], {
    now: '2026-01-15T12:00:00.000Z',
    recordedAt: '2026-01-01T00:00:00.000Z',
  })
})
afterAll(() => product.close())

describe('the README', () => {
  test('has queries, the first with its answer', () => {
    expect(queries.length).toBeGreaterThanOrEqual(5)
    expect(queries[0]!.answer).toBeTruthy()
  })

  test.each(queries)('query $#', async ({ query, answer }) => {
    const { data, errors } = await product.execute(query)
    expect(errors).toBeUndefined()
    expect(JSON.stringify(data)).not.toContain('"edges":[]')
    if (answer) expect(data).toEqual(JSON.parse(answer).data)
  })

  test.each(['README.md', 'ARCHITECTURE.md'])('and %s say nothing twice', (name) => {
    const text = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8').replace(/```.*?```/gs, '')
    const starts = text.split('\n').flatMap((line) => (line.length > 40 ? [line.slice(0, 32)] : []))
    expect(starts.filter((start, i) => starts.indexOf(start) < i)).toEqual([])
  })

  test('shows the table and the mapping that it loads', () => {
    for (const name of ['deals.csv', 'deals.yaml']) expect(readme).toContain(readFileSync(example(name), 'utf8').trim())
  })

  test('lists every setting as the configuration has it', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \| (.*?) \|$/gm)].map(
      ([, name, fallback, unit, meaning]) => ({ name, default: fallback!.replaceAll('`', ''), unit, meaning }),
    )
    expect(rows).toEqual(settings.map((s) => ({ name: s.name, default: s.default, unit: s.unit, meaning: s.meaning })))
  })
})
