import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CheckOutcome } from '../../src/store/check.ts'
import { checkSqlite } from '../../src/store/sqlite/check.ts'
import { type LastingEdge, ringsInTime, ringsOf } from '../../src/store/sqlite/checks/ring.ts'
import { shareOf } from '../../src/store/sqlite/checks/shares.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { claim, entity, event, figure, property, relation, source, statement } from '../records/sample.ts'
import { recordedAt, temporaryFolder } from './temporary.ts'

const at = '2026-02-01T00:00:00.000Z'
const own = (from: string, to: string, title: string) =>
  relation({ key: `${from}-${to}`, kind: 'OWNS', from, to, title })
const of = (kind: string, from: string, to: string, more: object = {}) =>
  relation({ key: `${from}-${to}`, kind, from, to, ...more })

const records = [
  entity('ann', { kind: 'PERSON', identifiers: [{ scheme: 'id', value: '1' }] }),
  ...['bob', 'c1', 'c2', 'c3', 'lost'].map((key) => entity(key)),
  entity('cn', { names: [{ text: '智', lang: 'zh', type: 'OFFICIAL' }] }),
  ...['p1', 'p2'].map((key) => entity(key, { kind: 'PRODUCT' })),
  source('paper', { publishedOn: '2025-12-31' }),
  source('reprint', { primarySource: 'paper' }),
  of('SUBSIDIARY_OF', 'c1', 'c2'),
  of('SUBSIDIARY_OF', 'c2', 'c3'),
  of('VERSION_OF', 'p1', 'p2'),
  // Holdings of each other are unusual, but can be; so can being a part of each other one after the other.
  own('bob', 'c1', 'shareholder, 60 %'),
  own('c1', 'bob', '12.5%'),
  of('SUBSIDIARY_OF', 'c3', 'c1', { validTo: '2020' }),
  relation({ key: 'deal', amount: '5', currency: 'CNY', validFrom: '2024', validTo: '2024' }),
  figure({ key: 'sales', claims: [claim({ locator: { line: 1, start: 0, end: 4 } })] }),
  figure({ key: 'place', metric: 'RANK', unit: 'RANK', value: '1', outOf: '3', currency: undefined }),
  figure({ key: 'share', metric: 'MARKET_SHARE', unit: 'PERCENT', value: '100', currency: undefined }),
  statement({ key: 'words', saidOn: '2025' }),
  event({ key: 'party', date: '2025-03', datePrecision: 'MONTH', participants: [{ entity: 'bob', role: 'SUBJECT' }] }),
  property({ key: 'since', name: 'FOUNDED_ON', value: '1066' }),
  property({ key: 'seat', name: 'COUNTRY', value: 'CN' }),
]

let path: string
beforeEach(async () => {
  path = join(temporaryFolder(), 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  store.write(records, recordedAt)
  store.merge('lost', 'bob', at)
  await store.close()
})

const check = (shown = 20) => [...checkSqlite({ path, today: '2026-02-01', shown })]
const found = (outcomes: CheckOutcome[]) =>
  outcomes.flatMap(({ name, findings }) => findings.map(({ keys }) => [name, ...keys].join(' ')))

function breaking(sql: string): void {
  const database = new Database(path)
  database.pragma('foreign_keys = OFF')
  database.exec(sql)
  database.close()
}

const idOf = (key: string, table = 'entity') => `(select id from ${table} where key = '${key}')`
const copy = (key: string, from: string, to: string, kind: string, title = '') => `
  insert into fact select max(id) + 1, '${key}', 'RELATION', min(known_from), max(known_to), 0 from fact;
  insert into relation (id, key, kind, from_id, to_id, title, known_from, known_to)
    select id, '${key}', '${kind}', ${idOf(from)}, ${idOf(to)}, '${title}', known_from, known_to from fact where key = '${key}';
  insert into claim (key, fact_id, asserted_as, source_id, modality, known_from, known_to, recorded_at)
    select '${key}.c', id, 'x', ${idOf('paper', 'source')}, 'REPORTED', known_from, known_to, '${recordedAt}'
    from fact where key = '${key}';`

const REFUSED = 'records-that-no-import-takes'
const DERIVED = 'derived-otherwise'

/** What breaks a sound database, and what is found then. */
const faults: readonly (readonly [check: string, sql: string, keys: string])[] = [
  ['schema', 'drop index entity_key', ''],
  ['schema', 'delete from search_state', ''],
  ['schema', 'drop trigger search_name_gone', ''],
  [REFUSED, `update figure set value = 'abc' where key = 'sales'`, 'sales'],
  [REFUSED, `update event set date = '2025-99-99', date_precision = 'DAY'`, 'party'],
  [REFUSED, `update entity set key = 'BAD KEY' where key = 'c3'`, 'BAD KEY'],
  [REFUSED, `update statement set said_on = '2025-13'`, 'words'],
  [REFUSED, `update claim set recorded_at = 'x' where fact_id = ${idOf('deal', 'fact')}`, 'deal'],
  [REFUSED, `update relation set currency = 'xx' where key = 'deal'`, 'deal'],
  [REFUSED, `update claim set asserted_as = 'y' where fact_id = ${idOf('deal', 'fact')}`, 'deal'],
  [REFUSED, `update figure set subject_id = null where key = 'sales'`, 'sales'],
  [REFUSED, 'update statement set speaker_id = null', 'words'],
  [REFUSED, 'update participant set entity_id = null', 'party'],
  [REFUSED, `update relation set valid_from = 'garbage' where key = 'deal'`, 'deal'],
  [REFUSED, `update merge set merged_at = 'x'`, 'lost'],
  [DERIVED, `update figure set value_key = 'b' where key = 'sales'`, 'sales'],
  [DERIVED, `update figure set cmp_key = '[]' where key = 'sales'`, 'sales'],
  [DERIVED, 'update event set date_day = null', 'party'],
  [DERIVED, `update statement set said_day = '2025-02-01'`, 'words'],
  [DERIVED, `update claim set asserted_day = '2025-01-01', key = 'k' where fact_id = ${idOf('deal', 'fact')}`, 'k'],
  [DERIVED, `update source set published_day = '2025-01-01' where key = 'paper'`, 'paper'],
  [DERIVED, `update source set title_folded = 'x' where key = 'paper'`, 'paper'],
  [DERIVED, `update name set folded = 'x' where text = 'c1'`, 'c1'],
  [DERIVED, `update name set norm = 'x' where text = 'c1'`, 'c1'],
  [DERIVED, `update entity set label = 'x' where key = 'c1'`, 'c1'],
  [DERIVED, `update relation set amount_key = null where key = 'deal'`, 'deal'],
  ['merges', 'delete from merge_move', 'lost'],
  ['merges', `update merge set into_id = ${idOf('c1')}`, 'lost c1'],
  ['merges', `update merge_move set place = 'foo.bar'`, 'lost'],
  ['merges', `update merge_move set row_key = 'garbage'`, 'lost'],
  ['merges', `update merge_move set before = 'garbage' where before is not null`, 'lost'],
  ['dangling-ends', `update relation set to_id = 999 where key = 'deal'`, 'deal'],
  ['dangling-ends', `update participant set entity_id = 999`, ''],
  ['facts-without-claims', `delete from claim where fact_id = ${idOf('sales', 'fact')}`, 'sales'],
  [
    'claims-without-asserter',
    `update claim set asserter_id = null, key = 'k' where fact_id = ${idOf('deal', 'fact')}`,
    'k',
  ],
  [
    'places-elsewhere',
    `update passage set source_id = ${idOf('reprint', 'source')}; update claim set key = 'k' where passage_id > 0`,
    'k reprint',
  ],
  ['places-elsewhere', `update passage set end_at = 0`, 'paper'],
  ['entities-without-names', `delete from name where entity_id = ${idOf('c3')}`, 'c3'],
  ['lists-with-gaps', `update name set rank = rank + 1 where entity_id = ${idOf('c1')}`, 'c1'],
  ['lists-with-gaps', 'update participant set position = 1', 'party'],
  ['facts-in-two-ways', `delete from property`, 'since'],
  ['facts-in-two-ways', `update figure set known_to = '2027' where key = 'sales'`, 'sales'],
  [
    'facts-in-two-ways',
    `update fact set known_from = '2020' where key = 'deal'; update relation set known_from = '2020' where key = 'deal'`,
    'deal',
  ],
  ['copies-that-differ', `update statement_about set said_day = null`, 'words'],
  ['copies-that-differ', `update subject_by_value set subject_label = 'x'`, 'seat bob'],
  ['copies-that-differ', `delete from subject_by_value`, 'seat bob'],
  ['copies-that-differ', `update subject_by_value set founded_on = '1900'`, 'seat bob'],
  ['copies-that-differ', `delete from link_block`, 'ann'],
  ['copies-that-differ', 'delete from search_reading', 'cn'],
  ['copies-that-differ', `update relation set valid_from_day = '2020-01-01'`, 'ann'],
  ['merges', `update relation set to_id = ${idOf('lost')} where key = 'deal'`, 'lost'],
  ['merges', `update entity set canonical_id = ${idOf('p1')} where key = 'lost'`, 'lost p1'],
  [
    'merges',
    `update entity set canonical_id = null where key = 'lost'; update name set entity_id = ${idOf('lost')} where text = 'lost'`,
    'lost',
  ],
  ['unknown-words', `update participant set role = 'GUEST'`, 'party'],
  ['unknown-words', `update figure set unit = 'FURLONG' where key = 'sales'`, 'sales'],
  ['cycles', copy('x', 'c3', 'c1', 'SUBSIDIARY_OF'), 'c1 c2 c3'],
  ['cycles', copy('x', 'p2', 'p1', 'VERSION_OF'), 'p1 p2'],
  ['cycles', copy('x', 'bob', 'bob', 'SUCCESSOR_OF'), 'bob'],
  ['cycles', `update relation set title = '50.01 %' where key = 'c1-bob'`, 'bob c1'],
  ['cycles', `update source set primary_source_id = ${idOf('reprint', 'source')} where key = 'paper'`, 'paper reprint'],
  ['shares-over-100', `update relation set title = '160 %' where key = 'bob-c1'`, 'bob-c1 c1'],
  ['owners-over-100', copy('x', 'c2', 'c1', 'OWNS', '45 %'), 'c1'],
  ['values-out-of-range', `update figure set value = '0', value_key = 'b' where key = 'place'`, 'place bob'],
  ['values-out-of-range', `update figure set value = '4', value_key = 'c500014' where key = 'place'`, 'place bob'],
  ['values-out-of-range', `update figure set value = '1.5', value_key = 'c5000115' where key = 'place'`, 'place bob'],
  [
    'values-out-of-range',
    `update figure set value = '100.1', value_key = 'c500031001' where key = 'share'`,
    'share bob',
  ],
  ['values-out-of-range', `update figure set currency = null where key = 'sales'`, 'sales bob'],
  ['values-out-of-range', `update relation set amount = '-5', amount_key = 'a49998 4~' where key = 'deal'`, 'deal'],
  ['units-of-another-metric', `update figure set unit = 'PERSON' where key = 'sales'`, 'sales bob'],
  [
    'dates-out-of-range',
    `update relation set valid_to = '9999-12-31', valid_to_last = '9999-12-31' where key = 'deal'`,
    'deal',
  ],
  ['dates-out-of-range', `update property set value = '0001'`, 'since'],
  [
    'ends-before-begins',
    `update relation set valid_to = '2023', valid_to_last = '2023-12-31' where key = 'deal'`,
    'deal',
  ],
  ['ends-before-begins', `update event set latest = '2025-01-01'`, 'party'],
  [
    'ends-before-begins',
    `update claim set retracted_at = '2025', key = 'k' where fact_id = ${idOf('deal', 'fact')}`,
    'k',
  ],
  [
    'dates-in-the-future',
    `update source set published_on = '2026-01-03', published_day = '2026-01-03' where key = 'paper'`,
    'paper',
  ],
  [
    'dates-in-the-future',
    `update claim set asserted_on = '2026-02', asserted_day = '2026-02-01', key = 'k' where fact_id = ${idOf('deal', 'fact')}`,
    'k',
  ],
  [
    'dates-in-the-future',
    `update claim set recorded_at = '2026-02-03T00:00:00.000Z', key = 'k' where fact_id = ${idOf('deal', 'fact')}`,
    'k',
  ],
  [
    'forgotten',
    `insert into tombstone values ('${'6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b'}', '2026'); update entity set key = '1' where key = 'ann'`,
    '1',
  ],
  ['same-names', `update name set norm = 'c1' where text = 'c2'`, 'c1 c2'],
]

describe('checking a database', () => {
  test('finds nothing in a sound one', () => {
    expect(check().filter(({ count }) => count > 0)).toEqual([])
  })

  test.each(faults)('finds %s after: %s', (name, sql, keys) => {
    breaking(sql)
    const outcomes = check()
    expect(found(outcomes)).toContain([name, keys].join(' ').trim())
    for (const { count, findings, advice } of outcomes) {
      expect(findings.length).toBe(count)
      expect(advice).toMatch(/\.$/)
    }
  })

  test('finds something with each check but that of the pages', () => {
    const names = check().map(({ name }) => name)
    expect(names.filter((name) => !faults.some(([one]) => one === name))).toEqual(['file'])
  })

  test('finds a page that was overwritten', async () => {
    const database = new Database(path)
    database.pragma('wal_checkpoint(TRUNCATE)')
    const root = database
      .prepare<[], number>(`select rootpage from sqlite_schema where name = 'claim_by_source'`)
      .pluck()
      .get()!
    database.close()
    const { openSync, writeSync, closeSync } = await import('node:fs')
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.alloc(64, 0xee), 0, 64, (root - 1) * 4096)
    closeSync(file)
    for (const quick of [false, true]) {
      const outcomes = [...checkSqlite({ path, today: '2026-02-01', shown: 20, quick })]
      expect(outcomes.find(({ name }) => name === 'file')!.count).toBeGreaterThan(0)
    }
  })

  test('counts all and keeps the first', () => {
    breaking('delete from claim')
    const facts = check(2).find(({ name }) => name === 'facts-without-claims')!
    expect([facts.count, facts.findings.length]).toEqual([14, 2])
  })

  test('never creates, never writes, and says why it can not look', () => {
    const none = join(temporaryFolder(), 'none.db')
    expect(() => [...checkSqlite({ path: none, today: '2026-01-01', shown: 1 })]).toThrow('There is no database at')
    expect(existsSync(none)).toBe(false)
    const folder = temporaryFolder()
    expect(() => [...checkSqlite({ path: folder, today: '2026-01-01', shown: 1 })]).toThrow('is a folder')
    const text = join(folder, 'text.db')
    writeFileSync(text, 'this is a text, and a text is no database '.repeat(100))
    expect(() => [...checkSqlite({ path: text, today: '2026-01-01', shown: 1 })]).toThrow('is not a SQLite database')
    breaking('pragma user_version = 1')
    expect(() => check()).toThrow('was written by an older Tupu')
  })

  test('looks beside one who is writing', () => {
    const writer = new Database(path)
    writer.exec(`begin immediate; delete from claim`)
    expect(check().every(({ count }) => count === 0)).toBe(true)
    writer.exec('rollback')
    writer.close()
  })
})

describe('rings', () => {
  test.each<[string, [number, number][], number[][]]>([
    [
      'of none',
      [
        [1, 2],
        [2, 3],
        [1, 3],
      ],
      [],
    ],
    ['of one', [[2, 2]], [[2]]],
    [
      'the shortest of a part',
      [
        [1, 2],
        [2, 3],
        [3, 1],
        [2, 1],
        [3, 4],
      ],
      [[1, 2]],
    ],
    [
      'each part on its own',
      [
        [1, 2],
        [2, 1],
        [2, 3],
        [3, 4],
        [4, 3],
      ],
      [
        [3, 4],
        [1, 2],
      ],
    ],
  ])('%s', (_, edges, rings) => {
    expect([...ringsOf(() => edges, 5)]).toEqual(rings)
  })

  test.each<[string, LastingEdge[], number[][]]>([
    [
      'at one time, though it is over',
      [
        [1, 2, '2010', '2016'],
        [2, 3, '2011', '2013'],
        [3, 1, '2013', '2020'],
      ],
      [[1, 2, 3]],
    ],
    [
      'not of what holds one after the other',
      [
        [1, 2, '2010', '2012'],
        [2, 3, '2011', '2013'],
        [3, 1, '2013', '2020'],
        [4, 4, '2014', '2013'],
      ],
      [],
    ],
    [
      'the part that holds at one time',
      [
        [2, 3, '2010', '2012'],
        [3, 4, '2011', '2014'],
        [4, 2, '2013', '2020'],
        [4, 3, '2013', '2013'],
        [5, 5, '2013', '2013'],
      ],
      [[3, 4], [5]],
    ],
  ])('%s', (_, edges, rings) => {
    expect([...ringsInTime(() => edges, 5)].sort()).toEqual(rings)
  })

  test('of relations are told whenever they held at one time', async () => {
    const store = openSqlite({ path, statementTimeout: 5000 })
    const subsidiary = (from: string, to: string, validFrom?: string, validTo?: string) =>
      of('SUBSIDIARY_OF', from, to, { validFrom, validTo })
    store.write(
      [
        ...['past', 'gone', 'before', 'after', 'year', 'same', 'most', 'whole'].map((key) => entity(key)),
        ...[subsidiary('past', 'gone', '2010', '2016'), subsidiary('gone', 'past', '2011-05', '2016')],
        ...[subsidiary('before', 'after', '2010', '2016-03'), subsidiary('after', 'before', '2016-04')],
        ...[subsidiary('year', 'same', '2010', '2016'), subsidiary('same', 'year', '2016')],
        relation({ key: 'm', kind: 'OWNS', from: 'most', to: 'whole', title: '60 %', validTo: '2016-05-01' }),
        relation({
          key: 'w',
          kind: 'OWNS',
          from: 'whole',
          to: 'most',
          title: '70 %',
          validFrom: '2014',
          validTo: '2018',
        }),
      ],
      recordedAt,
    )
    await store.close()
    expect(found(check())).toEqual(['cycles past gone', 'cycles most whole'])
  })

  test('as long as they come', () => {
    const rows = 200_000
    const edges = function* (): Generator<[number, number]> {
      for (let i = 1; i <= rows; i++) yield [i, (i % rows) + 1]
    }
    const [ring] = ringsOf(edges, rows)
    expect(ring!.length).toBe(rows)
  })
})

test.each([
  ['51 %', 51],
  ['shareholder, 12,5%, direct', 12.5],
  ['100%', 100],
  ['chair', undefined],
])('%s is a share', (title, share) => {
  expect(shareOf(title)).toBe(share)
})

test('a claim that came in as given up is no problem', async () => {
  const store = openSqlite({ path, statementTimeout: 5000 })
  const given = relation({ key: 'over', claims: [claim({ retractedAt: '2026-01-15' })] })
  for (const day of ['2026-02-02', '2026-02-03']) store.write([given], `${day}T00:00:00.000Z`)
  const over = [...store.records()].find((one) => one.record === 'relation' && one.key === 'over')
  const instant = '2026-01-15T00:00:00.000Z'
  expect(over).toMatchObject({ claims: [{ recordedAt: instant, retractedAt: instant }] })
  await store.close()
  expect(found(check())).toEqual([])
})

test.each([`place = 'foo.bar'`, `row_key = 'garbage'`])(
  'what a merge has moved as %s is told by all',
  async (wrong) => {
    breaking(`update merge_move set ${wrong}`)
    const store = openSqlite({ path, statementTimeout: 5000 })
    expect(() => [...store.dump()]).toThrow('which leads nowhere. Run tupu check')
    expect(() => store.split('lost')).toThrow('which leads nowhere. Run tupu check')
    await store.close()
  },
)

test('what is no date is not told as one of the year 9999, nor a ring of merges as one of relations', () => {
  breaking(`update relation set valid_from = 'garbage' where key = 'deal'`)
  breaking(`update entity set canonical_id = ${idOf('lost')} where key = 'bob'`)
  const outcomes = found(check())
  expect(outcomes).toContain('merges bob lost')
  expect(outcomes.filter((one) => /^(dates-out-of-range|cycles) /.test(one))).toEqual([])
})
