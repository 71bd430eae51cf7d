import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Input, recordsOf } from '../../src/import/read.ts'
import { normalise } from '../../src/records/normalise.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { largerData } from '../larger-data.ts'

const data = largerData
const examples = resolve(import.meta.dirname, '../../examples')
if (!data)
  console.info(
    'Skipped: the tests on real data need TUPU_TEST_DATA, a folder with data/cn_listed, data/ror and data/sec_companyfacts',
  )

/** How many records of each kind there are. */
async function counts(input: Input): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  const listener = { onProblem: (problem: string) => expect.fail(problem) }
  for await (const { record } of recordsOf(input, listener)) {
    normalise(record as TupuRecord)
    found[record.record] = (found[record.record] ?? 0) + 1
  }
  return found
}

describe.skipIf(!data)('real data', () => {
  test.each([
    ['stock', { entity: 3188 }],
    ['executive', { entity: 20_872 }],
    ['executive_stock', { relation: 29_073 }],
    ['executive_prep', { entity: 24_775, relation: 29_073 }],
    ['stock_industry_prep', { property: 2908 }],
  ])('%s of lemonhu', async (name, expected) => {
    const path = join(data!, 'cn_listed/lemonhu', `${name}.csv`)
    expect(await counts({ path, mapping: join(examples, 'a-share/mapping.yaml') })).toMatchObject(expected)
  })

  test('ROR, the newest of each organisation', { timeout: 300_000 }, async () => {
    const found = await counts({
      path: join(data!, 'ror/ror_records.ndjson.gz'),
      mapping: join(examples, 'ror/mapping.yaml'),
    })
    expect(found).toMatchObject({ source: 1, entity: 51_370 + 6842 })
  })

  test.each([['CIK0000320193'], ['CIK0001997711']])('SEC facts of %s', { timeout: 120_000 }, async (name) => {
    const found = await counts({
      path: join(data!, 'sec_companyfacts', `${name}.json`),
      mapping: join(examples, 'sec/mapping.yaml'),
    })
    expect(found.entity).toBe(1)
    expect(found.figure).toBeGreaterThan(700)
  })
})
