import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { checkSqlite } from '../../src/store/sqlite/check.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { claim, entity, property, source, statement } from '../records/sample.ts'
import { recordedAt, temporaryFolder } from './temporary.ts'

const later = '2026-02-01T00:00:00.000Z'
const named = (key: string, text: string, kind = 'COMPANY') =>
  entity(key, { kind, names: [{ text, lang: 'zh-Hans', type: 'OFFICIAL' }] })
const seat = (key: string, subject: string, value: string) =>
  property({ key, subject, name: 'COUNTRY', value, claims: [claim()] })

/** Subjects with a value, and whether it is all that is said of it; then the days on which statements about entities were made. */
function copies(path: string): string[] {
  const outcome = [...checkSqlite({ path, today: '2026-02-01', shown: 9 })].find(
    ({ name }) => name === 'copies-that-differ',
  )
  expect(outcome?.findings).toEqual([])
  const database = new Database(path, { readonly: true })
  const rows = database
    .prepare<[], string>(
      `select concat_ws(' ', subject_key, subject_label, value, iif(alone, 'alone', null)) as row from subject_by_value
       union all select concat_ws(' ', e.key, a.said_day, a.key) from statement_about a join entity e on e.id = a.entity_id order by row`,
    )
    .pluck()
    .all()
  database.close()
  return rows
}

test('what stands a second time beside an index follows all that is written', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  const write = (...records: TupuRecord[]) => store.write(records, later)
  const said = (day: string) => statement({ key: 'words', about: ['bob'], saidOn: day })
  store.write(
    [named('ann', '安', 'PERSON'), named('bob', '鲍勃'), named('rob', '罗伯'), source('paper'), said('2025')],
    recordedAt,
  )
  write(seat('b', 'bob', 'CN'), seat('a', 'ann', 'CN'), seat('r', 'rob', 'US'))
  expect(copies(path)).toEqual(['ann 安 CN alone', 'bob 2025-01-01 words', 'bob 鲍勃 CN alone', 'rob 罗伯 US alone'])

  write(seat('c', 'bob', 'HK'))
  expect(copies(path)).toEqual([
    'ann 安 CN alone',
    'bob 2025-01-01 words',
    'bob 鲍勃 CN',
    'bob 鲍勃 HK',
    'rob 罗伯 US alone',
  ])

  // What stands beside them follows, too: said once, otherwise, and twice.
  const founded = (key: string, value: string) =>
    property({ key, subject: 'bob', name: 'FOUNDED_ON', value, claims: [claim()] })
  for (const [i, record] of [founded('f', '2010'), founded('f', '2011'), founded('g', '2012')].entries()) {
    store.write([record], `2026-02-01T00:00:0${i + 1}.000Z`)
    expect(copies(path)).toHaveLength(5)
  }

  // A better name, and other words under the same key; those before stay under a key of their own.
  write(entity('rob', { names: [{ text: 'Rob', lang: 'en', type: 'OFFICIAL' }] }), said('2025-06'))
  store.write([seat('r', 'rob', 'HK')], '2026-02-02T00:00:00.000Z')
  const now = copies(path)
  expect(now.filter((row) => row.startsWith('rob'))).toEqual(['rob 罗伯 HK', 'rob 罗伯 US'])
  expect(now.filter((row) => row.includes('words'))).toEqual([
    expect.stringMatching(/^bob 2025-01-01 words.+/),
    'bob 2025-06-01 words',
  ])

  store.merge('rob', 'bob', later)
  expect(copies(path).filter((row) => row.endsWith('US'))).toEqual(['bob 鲍勃 US'])
  store.split('rob')
  expect(copies(path)).toEqual(now)

  const many = Array.from({ length: 5000 }, (_, i) => [named(`e${i}`, `名${i}`), seat(`s${i}`, `e${i}`, 'CN')]).flat()
  write(...many)
  expect(copies(path).filter((row) => row.endsWith('CN alone'))).toHaveLength(5001)

  store.forget('ann', later)
  expect(copies(path).filter((row) => row.startsWith('ann'))).toEqual([])
  await store.close()
})
