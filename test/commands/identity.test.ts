import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claim, entity, event, source, statement } from '../records/sample.ts'
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
  expect((await tupu('split', 'c')).stdout).toBe(
    'c only led to a; the key is free again. What was given under it stays with a.\n',
  )
  expect((await tupu('split', 'b')).stdout).toBe('b stands on its own again.\n')
  expect((await tupu('export', 'jsonl')).stdout).not.toContain('"key":"c"')
})

test('forget tells how to be rid of a name that others say, and an import what it keeps for the forgotten', async () => {
  const folder = temporaryFolder()
  const { tupu } = tupuIn(folder)
  const write = (name: string, ...records: object[]) => {
    const path = join(folder, name)
    writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
    return path
  }
  const ann = entity('ann', { kind: 'PERSON', names: [{ text: 'Ann Example', lang: 'en', type: 'OFFICIAL' }] })
  const said = (en: string) =>
    statement({ key: 'said', speaker: 'bob', summary: { en }, claims: [claim({ assertedBy: 'bob' })] })
  const of = (key: string) =>
    event({ key, participants: [{ entity: 'ann', role: 'SUBJECT' }], claims: [claim({ assertedBy: 'bob' })] })
  const all = [ann, entity('bob'), source('paper')]
  const file = write('file.jsonl', ...all, said('I met Ann Example'), of('day-of-ann'))
  await tupu('import', file)
  const { stdout, stderr } = await tupu('forget', 'ann')
  expect(stdout).toBe('ann is forgotten.\n')
  expect(stderr).toContain('tupu forget ann --past NAME erases the versions before')
  expect(stderr).toContain('- statement.summary_en of said\n')
  const held = await tupu('import', file, '--replace-source', 'paper')
  expect(held.stdout).toContain('nothing of paper was retracted')
  expect(held.stdout).toContain('take out who is to be forgotten')
  await tupu('import', write('next.jsonl', ...all, said('I met somebody')))
  expect((await tupu('export', 'jsonl')).stdout).toContain('I met Ann Example')
  expect(await tupu('forget', 'ann', '--past', 'Ann Example')).toEqual({
    code: 0,
    stdout: 'What is over is erased where it names ann.\n',
    stderr: '',
  })
  expect((await tupu('export', 'jsonl')).stdout).not.toContain('Ann Example')
})
