import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { StoreError } from '../../src/store/error.ts'
import { checkSqlite } from '../../src/store/sqlite/check.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { claim, entity, figure, property, relation, source } from '../records/sample.ts'
import { runScript } from './process.ts'
import { temporaryFolder } from './temporary.ts'

const open = (path: string) => openSqlite({ path, statementTimeout: 5000 })

/** Makes a database one of an older version, whose rows were as `changes` makes them. */
function makeOlder(path: string, version: number, changes: string): void {
  const older = new Database(path)
  older.exec(changes)
  if (version < 15) {
    older.exec(
      `delete from search_state where what = 'event'; drop trigger search_event_gone; drop trigger search_event_changed`,
    )
  }
  older.pragma(`user_version = ${version}`)
  older.close()
}

function refusal(path: string): string {
  try {
    open(path)
  } catch (error) {
    if (error instanceof StoreError) return error.message
    throw error
  }
  return 'nothing'
}

test('a database is created with its folder, and is there when it is opened again', async () => {
  const path = join(temporaryFolder(), 'deep', 'er', 'tupu.db')
  await open(path).close()
  const store = open(path)
  expect(store.ready()).toBe(true)
  expect(store.rowCounts().get('entity')).toBe(0)
  await store.close()
  expect(store.ready()).toBe(false)
})

test('a file that is no database is refused and left as it was', () => {
  const path = join(temporaryFolder(), 'notes.txt')
  writeFileSync(path, 'These are notes, and many of them.'.repeat(100))
  expect(refusal(path)).toBe(`${path} is not a SQLite database. Move it away, or set TUPU_DB to another path.`)
})

test('the database of another program is refused', () => {
  const path = join(temporaryFolder(), 'other.db')
  const other = new Database(path)
  other.exec('create table song (title text)')
  other.close()
  expect(refusal(path)).toBe(`${path} is a database of another program. Set TUPU_DB to another path.`)
})

test('a newer database is refused', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  await open(path).close()
  const newer = new Database(path)
  newer.pragma('user_version = 99')
  newer.close()
  expect(refusal(path)).toMatch(
    /was written by a newer Tupu \(its tables have version 99, this one knows \d+\)\. Update Tupu/,
  )
})

test('a folder, and a path below a file, are refused with what to do', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'file'), '')
  expect(refusal(join(folder, 'data'))).toContain(`data is a folder. Set TUPU_DB to a file in it`)
  expect(refusal(join(folder, 'file', 'tupu.db'))).toContain("can't be created: a file is in the way")
  const long = join(folder, 'x'.repeat(300))
  expect(refusal(long)).toBe(`${long} can't be reached (ENAMETOOLONG). Set TUPU_DB to another path.`)
})

// The superuser may do everything.
test.skipIf(process.getuid?.() === 0)('what this user may not reach or write is refused with what to do', async () => {
  const folder = join(temporaryFolder(), 'mine')
  const path = join(folder, 'tupu.db')
  await open(path).close()
  onTestFinished(() => chmodSync(folder, 0o700))
  const looking = () => [...checkSqlite({ path, today: '2026-01-01', shown: 1 })]

  chmodSync(path, 0o400)
  chmodSync(folder, 0o500)
  const copied =
    /SQLite writes beside a file even to read it\. Give this user the right .* or copy it, .*, and set TUPU_DB to the copy\.$/
  expect(refusal(path)).toMatch(copied)
  expect(looking).toThrow(copied)

  chmodSync(folder, 0o000)
  expect(refusal(path)).toMatch(/can't be reached: this user may not look into one of its folders\. Give/)
  expect(looking).toThrow(/can't be reached: this user may not look into one of its folders\. Give/)
})

test('processes that start at once make the tables once and seed once', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const started = Array.from({ length: 4 }, () => runScript('seeding-process.ts', [path]))
  const summaries = (await Promise.all(started)) as ({ entity: { added: number } } | null)[]
  const added = summaries.map((summary) => summary?.entity.added ?? 0).filter((count) => count > 0)
  expect(added).toHaveLength(1)
  const store = open(path)
  expect(store.rowCounts().get('entity')).toBe(added[0])
  await store.close()
})

test('the links of a database that was written before they were kept are settled when it is opened', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const store = open(path)
  const deal = relation({ key: 'deal', claims: [claim()] })
  store.write([entity('ann', { kind: 'PERSON' }), entity('bob'), source('paper'), deal], '2026-01-01T00:00:00.000Z')
  await store.close()
  const before = new Database(path)
  before.exec(
    `delete from link_block; update link_state set last_relation = 0, links = 0; update entity set influence = 0`,
  )
  before.close()
  await open(path).close()
  const found = [...checkSqlite({ path, today: '2026-02-01', shown: 20 })].filter(
    ({ name }) => name === 'copies-that-differ',
  )
  expect(found.map(({ count }) => count)).toEqual([0])
  const again = open(path)
  expect(again.links().links).toBe(1)
  expect(again.read('select group_concat(influence) from entity', [])).toBe('1,1')
  await again.close()
})

test('figures of a database that was written before their periods had labels get them, and the same again is the same', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const ends = ['01-31', '02-28', '02-29', '03-31', '06-30', '09-30', '12-31']
  const starts = ['01-01', '02-01', '04-01', '06-01', '07-01', '10-01', '12-01', '12-02']
  const periods = starts.flatMap((start) => {
    const later = ends.filter((end) => end > start)
    return [...later.map((end) => `2024-${end}`), '2025-12-31'].map((end) => ({ start: `2024-${start}`, end }))
  })
  periods.push({ start: '2023-02-01', end: '2023-02-28' }, { start: '2023-02-01', end: '2023-03-01' })
  const records = [
    ...[entity('ann', { kind: 'PERSON' }), entity('bob'), source('paper')],
    ...[...periods, { end: '2024-12-31' }, { duration: 'P1Y' }].map((period) => figure({ period })),
  ]
  const store = open(path)
  store.write(records, '2026-01-01T00:00:00.000Z')
  const dump = [...store.dump()]
  expect(dump.filter((one) => JSON.stringify(one).includes('"label":'))).toHaveLength(12)
  await store.close()
  makeOlder(path, 11, 'update figure set period_label = null')
  const again = open(path)
  expect([...again.dump()]).toEqual(dump)
  expect(again.write(records, '2026-02-01T00:00:00.000Z').figure).toEqual({
    ...{ added: 0, changed: 0, retracted: 0 },
    unchanged: periods.length + 2,
  })
  expect([...again.dump()]).toEqual(dump)
  await again.close()
})

test('figures of a database that was written before their periods had lengths get them, and the same again is the same', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const ends = ['2022-01-31', '2022-02-28', '2022-12-31', '2023-04-01', '2023-09-30', '2023-12-30', '2024-02-29']
  const starts = ['2022-01-01', '2022-01-02', '2021-12-26', '2021-03-01', '2021-10-31', '2000-02-29']
  const periods = starts.flatMap((start) => ends.map((end) => ({ start, end })))
  const given = figure({
    key: 'given',
    period: { ...periods[0], duration: 'P1W' },
    scope: { 'zh-Hans': '“云”/"x"\\ é' },
  })
  const records = [
    ...[entity('ann', { kind: 'PERSON' }), entity('bob'), source('paper'), given],
    ...[...periods, '2024-Q3', { end: '2024-12-31' }, { duration: 'P5Y' }].map((period) => figure({ period })),
  ]
  const store = open(path)
  store.write(records, '2026-01-01T00:00:00.000Z')
  const dump = [...store.dump()]
  const compared = `select group_concat(cmp_key, char(10) order by key) from figure`
  const keys = store.read(compared, [])
  await store.close()
  makeOlder(
    path,
    15,
    `update figure set period_duration = null where key <> 'given' and period_end is not null;
     update figure set cmp_key = json_set(cmp_key, '$[6]', period_duration) where key = 'given'`,
  )
  const again = open(path)
  expect([...again.dump()]).toEqual(dump)
  expect(again.read(compared, [])).toBe(keys)
  const { unchanged } = again.write(records, '2026-02-01T00:00:00.000Z').figure
  expect(unchanged).toBe(periods.length + 4)
  await again.close()
})

test('a database that showed former names shows those in use, in its lists by country, too', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const name = (text: string, lang: string, type: string) => ({ text, lang, type })
  const store = open(path)
  store.write(
    [
      ...[entity('ann', { kind: 'PERSON' }), source('paper')],
      entity('bob', {
        names: [name('旧名', 'zh-Hans', 'FORMER'), name('New', 'en', 'OFFICIAL'), name('新名', 'zh-Hans', 'OFFICIAL')],
      }),
      entity('cyd', { names: [name('C', 'fr', 'FORMER'), name('B', 'fr', 'SHORT'), name('A', 'sv', 'ALIAS')] }),
      entity('dan', { names: [name('Only', 'en', 'FORMER')] }),
      property({ name: 'COUNTRY', value: 'CN' }),
    ],
    '2026-01-01T00:00:00.000Z',
  )
  const shown = (one: typeof store) => one.read(`select group_concat(label, ' ' order by key) from entity`, [])
  expect(shown(store)).toBe('ann 新名 B Only')
  await store.close()
  makeOlder(
    path,
    12,
    `update entity set label = '旧名' where key = 'bob'; update entity set label = 'C' where key = 'cyd';
     update subject_by_value set subject_label = '旧名'; delete from subject_due`,
  )
  const again = open(path)
  expect(shown(again)).toBe('ann 新名 B Only')
  expect(again.read('select group_concat(subject_label) from subject_by_value', [])).toBe('新名')
  await again.close()
  const [copies] = [...checkSqlite({ path, today: '2026-02-01', shown: 20 })].filter(
    ({ name }) => name === 'copies-that-differ',
  )
  expect(copies!.count).toBe(0)
})

test('a database that showed no names of places shows them', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const named = (...langs: string[]) => ({ names: langs.map((lang) => ({ text: lang, lang, type: 'OFFICIAL' })) })
  const store = open(path)
  store.write(
    [
      ...[entity('ann', { kind: 'PERSON' }), source('paper'), entity('bob', named('en', 'zh-TW', 'zh-CN'))],
      ...[entity('cyd', named('en', 'zh')), entity('dan', named('de', 'en-GB')), entity('eve', named('en', 'zh-Hant'))],
      property({ name: 'COUNTRY', value: 'CN' }),
    ],
    '2026-01-01T00:00:00.000Z',
  )
  const shown = (one: typeof store) => one.read(`select group_concat(label, ' ' order by key) from entity`, [])
  expect(shown(store)).toBe('ann zh-CN zh en-GB zh-Hant')
  await store.close()
  makeOlder(
    path,
    16,
    `update entity set label = 'en' where key <> 'ann' and key <> 'eve';
     update subject_by_value set subject_label = 'en'; delete from subject_due`,
  )
  const again = open(path)
  expect(shown(again)).toBe('ann zh-CN zh en-GB zh-Hant')
  expect(again.read('select group_concat(subject_label) from subject_by_value', [])).toBe('zh-CN')
  await again.close()
})
