import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entity } from '../records/sample.ts'
import { temporaryFolder } from '../store/temporary.ts'
import { tupuIn } from './tupu.ts'

test.each([
  ['merge', 'a', 'b'],
  ['split', 'a'],
  ['forget', 'a'],
  ['export', 'jsonl'],
])('%s says that there is no database, and creates none', async (...args) => {
  const folder = temporaryFolder()
  const { tupu, database } = tupuIn(folder)
  expect(await tupu(...args)).toEqual({
    code: 1,
    stdout: '',
    stderr: `There is no database at ${database}. Import something first, or set TUPU_DB to another path.\n`,
  })
  expect(readdirSync(folder)).toEqual([])
})

test('split says whether it took a merge back or freed a key that only led elsewhere', async () => {
  const folder = temporaryFolder()
  const { tupu } = tupuIn(folder)
  const file = join(folder, 'file.jsonl')
  const lei = { identifiers: [{ scheme: 'lei', value: '1' }] }
  const records = [entity('a', lei), entity('b'), entity('c', lei)]
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  await tupu('import', file)
  await tupu('merge', 'b', 'a')
  expect((await tupu('split', 'c')).stdout).toBe('c only led to a; the key is free again.\n')
  expect((await tupu('split', 'b')).stdout).toBe('b stands on its own again.\n')
  expect((await tupu('export', 'jsonl')).stdout).not.toContain('"key":"c"')
})
