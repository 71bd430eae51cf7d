import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ApartReader } from '../../src/import/apart/reader.ts'
import { checked } from '../../src/import/checked.ts'
import { batchesOf, type Imported, type Input } from '../../src/import/read.ts'
import { normalise } from '../../src/records/normalise.ts'
import { RecordsRefused } from '../../src/records/problem.ts'
import { ReadError } from '../../src/records/read-error.ts'
import type { TupuRecord } from '../../src/records/record.ts'

const mapping = `
source: { key: list, kind: DATASET }
assertedAs: a list
identity: [id]
entities:
  - { kind: COMPANY, key: { template: 'c-{id}' }, names: [{ text: { column: name }, lang: zh-Hans }] }
relations:
  - kind: OWNS
    from: { template: 'c-{id}' }
    toAs: { column: name }
    amount: { column: amount }
    currency: { column: currency }
    validFrom: { column: since }
`

let folder: string
let input: Input
const reader = new ApartReader()
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tupu-apart-'))
  const rows = Array.from({ length: 20_000 }, (_, i) => {
    if (i % 997 === 5) return `${i},无日期${i},1,CNY,someday`
    // An amount without a currency shows only when the record is looked at as a whole.
    if (i % 997 === 7) return `${i},公司${i},1,,2020`
    return `${i},公司${i},${i},CNY,2020-0${1 + (i % 9)}`
  })
  writeFileSync(join(folder, 'rows.csv'), `id,name,amount,currency,since\n${rows.join('\n')}\n`)
  writeFileSync(join(folder, 'mapping.yaml'), mapping)
  input = { path: join(folder, 'rows.csv'), mapping: join(folder, 'mapping.yaml') }
})
afterAll(async () => {
  await reader.close()
  rmSync(folder, { recursive: true })
})

/** Each record in full with its place, or what is wrong with it, and the problems of rows. */
async function all(batches: (listener: { onProblem: (problem: string) => void }) => AsyncIterable<Imported[]>) {
  const found: unknown[] = []
  const problems: string[] = []
  for await (const batch of batches({ onProblem: (problem) => problems.push(problem) })) {
    for (const { record, place } of batch.map(checked)) {
      try {
        found.push([JSON.parse(JSON.stringify(normalise(record as TupuRecord))), place([])])
      } catch (error) {
        if (!(error instanceof RecordsRefused)) throw error
        found.push([error.message, place([])])
      }
    }
  }
  return { found, problems }
}

test('what is read apart is what is read here, with its problems and places', { timeout: 60_000 }, async () => {
  const here = await all((listener) => batchesOf(input, listener))
  const apart = await all((listener) => reader.batches(input, listener))
  expect(here.problems).toHaveLength(21)
  expect(apart.problems).toEqual(here.problems)
  expect(here.found.filter((one) => String(one).includes('an amount needs a currency'))).toHaveLength(21)
  expect(apart.found).toEqual(here.found)
})

test('reading may be given up, and another file be read after it', { timeout: 60_000 }, async () => {
  for await (const batch of reader.batches(input, { onProblem: () => {} })) {
    expect(batch.length).toBeGreaterThan(0)
    break
  }
  const { found } = await all((listener) => reader.batches(input, listener))
  expect(found.length).toBeGreaterThan(39_000)
})

test('a file that can not be read says so as it does here', { timeout: 60_000 }, async () => {
  const path = join(folder, 'broken.csv')
  writeFileSync(path, Buffer.concat([Buffer.from('id,name,amount,currency,since\n1,'), Buffer.from([0xff, 0xfe])]))
  const problems = async (batches: AsyncIterable<Imported[]>): Promise<readonly string[]> => {
    try {
      for await (const _ of batches);
    } catch (error) {
      if (error instanceof ReadError) return error.problems
      throw error
    }
    return []
  }
  const broken = { ...input, path }
  const expected = await problems(batchesOf(broken, { onProblem: () => {} }))
  expect(expected).toHaveLength(1)
  expect(await problems(reader.batches(broken, { onProblem: () => {} }))).toEqual(expected)
  const missing = { ...input, mapping: join(folder, 'none.yaml') }
  await expect(problems(reader.batches(missing, { onProblem: () => {} }))).resolves.toHaveLength(1)
})
