import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type ExportOptions, exportCommand } from '../../src/commands/export.ts'
import { sentenceOf } from '../../src/commands/mistake.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { recordedAt, temporaryFolder } from '../store/temporary.ts'
import { awkwardRecords } from './text.ts'

const program = new URL('process.ts', import.meta.url).pathname

function start(database: string, options: ExportOptions, flags: string[] = []) {
  const env = { ...process.env, TUPU_DB: database, TELL_MEMORY: '1' }
  return spawn(process.execPath, [...flags, program, JSON.stringify(options)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(database: string, options: ExportOptions, flags: string[] = []) {
  const child = start(database, options, flags)
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { out, error, code: code as number }
}

async function database(folder: string, records: Iterable<TupuRecord>): Promise<string> {
  const path = join(folder, 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  store.write(records, recordedAt)
  await store.close()
  return path
}

/** Many relations between few companies. */
function* many(count: number): Generator<TupuRecord> {
  yield { record: 'source', key: 's', kind: 'DATASET' }
  for (let i = 0; i < 1000; i++) {
    yield {
      record: 'entity',
      key: `e${i}`,
      kind: 'COMPANY',
      names: [{ text: `公司${i}`, lang: 'zh-Hans', type: 'OFFICIAL' }],
    }
  }
  for (let i = 0; i < count; i++) {
    const claims = [{ assertedBy: 'e0', source: 's', locator: { line: i + 1 }, modality: 'REPORTED' as const }]
    yield { record: 'relation', key: `r${i}`, kind: 'OWNS', from: `e${i % 1000}`, to: `e${(i * 7) % 1000}`, claims }
  }
}

test('to a file, compressed where its name says so, over what was there, through a link, and to the standard output', async () => {
  const folder = temporaryFolder()
  const path = await database(folder, awkwardRecords())
  const [plain, packed, link] = ['a.jsonl', 'a.jsonl.gz', 'link.jsonl'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(plain, 'old')
  symlinkSync(plain, link)
  const first = await run(path, { format: 'jsonl', out: link })
  expect(first).toMatchObject({ code: 0, out: '' })
  expect(first.error).toContain(
    `Exported 3 source, 2 entity, 2 relation, 1 figure, 1 statement, 1 event, 1 property to ${link}.`,
  )
  await run(path, { format: 'jsonl', out: packed })
  const { out } = await run(path, { format: 'jsonl', out: '-' })
  expect(out.split('\n')).toHaveLength(12)
  expect(readFileSync(plain, 'utf8')).toBe(out)
  expect(gunzipSync(readFileSync(packed)).toString()).toBe(out)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test.each(['graphml', 'ftm'])('%s tells what it wrote without what it left out', async (format) => {
  const folder = temporaryFolder()
  const path = await database(folder, awkwardRecords())
  const { error } = await run(path, { format, out: join(folder, 'out') })
  const [exported] = error.split('\n')
  expect(exported).toContain('2 entity')
  expect(exported).not.toMatch(/statement|event|figure/)
  expect(error).toMatch(/Note: 1 (event records|events) left out/)
})

test('csv into a folder, which is made', async () => {
  const folder = temporaryFolder()
  const path = await database(folder, awkwardRecords())
  const out = join(folder, 'tables')
  expect(await run(path, { format: 'csv', out })).toMatchObject({ code: 0 })
  expect(readdirSync(out)).toHaveLength(12)
  expect(await run(path, { format: 'csv', out, gzip: true })).toMatchObject({ code: 0 })
  expect(gunzipSync(readFileSync(join(out, 'claim.csv.gz')))).toEqual(readFileSync(join(out, 'claim.csv')))
})

test('each mistake is told in one sentence, and nothing is written', async () => {
  onTestFinished(() => void vi.unstubAllEnvs())
  const folder = temporaryFolder()
  const path = await database(folder, awkwardRecords())
  mkdirSync(join(folder, 'taken'))
  const before = readdirSync(folder).sort()
  const out = join(folder, 'out')
  const missing = join(folder, 'no', 'out')
  const none = join(folder, 'none.db')
  const cases: [ExportOptions, string, string?][] = [
    [
      { format: 'xls', out },
      'There is no format "xls"; expected one of jsonl, csv, graphml, cypher, jsonld, nquads, ftm.',
    ],
    [{ format: 'toString', out }, 'There is no format "toString"; expected one of'],
    [{ format: 'jsonl', out, where: ['entity=nobody'] }, 'There is no entity with the key "nobody".'],
    [{ format: 'jsonl', out, where: ['kind'] }, '--where "kind": expected one of entity, source,'],
    [{ format: 'jsonl', out: missing }, `${missing}: there is no folder ${join(folder, 'no')}.`],
    [{ format: 'csv', out: missing }, `${missing}: there is no folder ${join(folder, 'no')}.`],
    [{ format: 'jsonl', out: join(folder, 'taken') }, 'taken is a folder; expected the name of a file.'],
    [{ format: 'csv' }, 'csv makes several files; say with --out into which folder.'],
    [{ format: 'csv', out: path }, `${path} is a file; expected a folder.`],
    [{ format: 'jsonl', out }, `There is no database at ${none}.`, none],
  ]
  for (const [options, expected, db] of cases) {
    vi.stubEnv('TUPU_DB', db ?? path)
    const sentence = await exportCommand(options).then(() => 'no mistake', sentenceOf)
    expect(sentence).toContain(expected)
    expect(sentence).not.toContain('\n')
  }
  const { code, error, out: printed } = await run(path, { format: 'xls' })
  expect([code, printed, error.split('\n')[0]]).toEqual([1, '', cases[0]![1]])
  expect(readdirSync(folder).sort()).toEqual(before)
})

test('a large export takes little memory, can be cut short, and leaves no half file', {
  timeout: 120_000,
}, async () => {
  const folder = temporaryFolder()
  const path = await database(folder, many(100_000))
  const out = join(folder, 'large.jsonld')
  // Less than the records take as objects, by far.
  const { code, error } = await run(path, { format: 'jsonld', out }, ['--max-old-space-size=64'])
  expect([code, error]).toEqual([0, expect.stringContaining('100000 relation')])
  const peak = Number(/peak (\d+)/.exec(error)![1]) / 1024
  expect(peak).toBeLessThan(400)

  // A reader that has had enough.
  const cut = start(path, { format: 'nquads' })
  await once(cut.stdout, 'data')
  cut.stdout.destroy()
  const [told, [exit]] = await Promise.all([text(cut.stderr), once(cut, 'close')])
  expect([exit, told.replace(/peak \d+\n/, '')]).toEqual([0, ''])

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const killed = start(path, { format: 'nquads', out: join(folder, 'killed.nq') })
    while (!readdirSync(folder).some((name) => name.startsWith('.killed'))) await new Promise((go) => setTimeout(go, 5))
    killed.kill(signal)
    expect(await once(killed, 'close')).toEqual([null, signal])
    expect(existsSync(join(folder, 'killed.nq'))).toBe(false)
    const left = readdirSync(folder).filter((name) => name.endsWith('.part')).length
    expect(left).toBe(signal === 'SIGKILL' ? 1 : 0)
  }
})
