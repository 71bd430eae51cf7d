import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../store/temporary.ts'
import { tupuIn } from './tupu.ts'

const mapping = 'examples/deals/deals.yaml'
const deals = ['examples/deals/deals.csv', '--mapping', mapping]

test('an export never takes the place of the database, whatever leads to it', async () => {
  const folder = temporaryFolder()
  const { database, tupu } = tupuIn(folder)
  await tupu('import', ...deals)
  const [link, hard, tables] = ['link.jsonl', 'hard.jsonl', 'tables'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  symlinkSync(database, link)
  linkSync(database, hard)
  mkdirSync(tables)
  symlinkSync(database, join(tables, 'entity.csv'))
  const before = readFileSync(database)
  for (const [format, out, lost, what] of [
    ['jsonl', database, database, 'the database'],
    ['jsonl', join(folder, '.', 'tables', '..', 'tupu.db'), database, 'the database'],
    ['cypher', link, link, 'the database'],
    ['ftm', hard, hard, 'the database'],
    ['jsonl', `${database}-wal`, `${database}-wal`, 'a part of the database'],
    ['csv', tables, join(tables, 'entity.csv'), 'the database'],
  ] as const) {
    const { code, stderr } = await tupu('export', format, '--out', out)
    expect([code, stderr]).toEqual([1, `--out ${lost}: that is ${what}, which would be lost. Name another file.\n`])
  }
  expect(readFileSync(database)).toEqual(before)
})

test('what an import leaves out is written anew each time, and never over another file', async () => {
  const folder = temporaryFolder()
  const { database, tupu } = tupuIn(folder)
  const [table, rejects, notes] = ['deals.csv', 'rejects.txt', 'notes.txt'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const into = (path: string, file = table) => tupu('import', file, '--mapping', mapping, '--keep-going', path)
  writeFileSync(table, 'company,investor,year,amount\n甲,乙,2021,3000万\n丙,丁,not a year,5\n')
  writeFileSync(notes, 'my notes\n')
  for (const [path, what] of [
    [database, 'that is the database'],
    [`${database}-journal`, 'that is a part of the database'],
    [table, 'that is a file to import'],
    [mapping, 'that is the mapping'],
    [notes, 'it holds something else than what an import left out'],
  ] as const) {
    const { code, stderr } = await into(path)
    expect([code, stderr]).toEqual([1, expect.stringContaining(`--keep-going ${path}: ${what}`)])
  }
  expect(readFileSync(notes, 'utf8')).toBe('my notes\n')
  for (let run = 0; run < 2; run++) {
    expect((await into(rejects)).code).toBe(0)
    const lines = readFileSync(rejects, 'utf8').trimEnd().split('\n')
    expect(lines).toEqual(['# Left out by tupu import:', expect.stringContaining('not a year')])
  }
  writeFileSync(table, 'company,investor,year,amount\n甲,乙,2021,3000万\n')
  expect((await into(rejects)).code).toBe(0)
  expect(readFileSync(rejects, 'utf8')).toBe('')
})
