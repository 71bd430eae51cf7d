import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
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
