import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { entity } from '../records/sample.ts'
import { temporaryFolder } from '../store/temporary.ts'
import { tupuIn } from './tupu.ts'

describe('tupu check', () => {
  test('ends with 2 where there is nothing to check, and creates nothing', async () => {
    const { tupu, database } = tupuIn(temporaryFolder())
    const { code, stdout, stderr } = await tupu('check')
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `There is no database at ${database}. Set TUPU_DB to the path of one.\n`,
    ])
    expect(existsSync(database)).toBe(false)
  })

  test('ends with 0 on the founding data, with 0 on notes, and with 1 on problems, which it tells with key and advice', async () => {
    const { tupu, database } = tupuIn(temporaryFolder())
    await tupu('seed')
    const sound = await tupu('check')
    expect([sound.code, sound.stdout]).toEqual([0, expect.stringContaining(': no problems, no notes.')])

    const broken = new Database(database)
    const two = `(select id from entity where kind = 'PERSON' limit 2)`
    broken.exec(`update name set text = 'One', folded = 'one', norm = 'one' where entity_id in ${two};
      update entity set label = 'One' where id in ${two}`)
    const noted = await tupu('check')
    expect([noted.code, noted.stdout]).toEqual([
      0,
      expect.stringMatching(/^note {5}same-names: .*: 1\n {9}- \S+, \S+: 2 of/m),
    ])

    broken.pragma('foreign_keys = OFF')
    broken.exec(`delete from claim where fact_id in (select id from figure)`)
    broken.close()
    const wrong = await tupu('check')
    expect(wrong.code).toBe(1)
    expect(wrong.stdout).toMatch(
      /^problem {2}facts-without-claims: .*: 37\n( {9}- \S+: a figure without a claim\n){20} {9}… and 17 more\n {9}Import/m,
    )

    const { code, stdout } = await tupu('check', '--json')
    const { problems, notes, checks } = JSON.parse(stdout)
    expect([code, problems > 37, notes]).toEqual([1, true, 1])
    expect(checks.find((one: { name: string }) => one.name === 'facts-without-claims')).toMatchObject({
      severity: 'problem',
      count: 37,
      advice: expect.any(String),
    })
  })

  test('tells every key, though it be a part of other words', async () => {
    const folder = temporaryFolder()
    const { tupu } = tupuIn(folder)
    const owns = { record: 'relation', key: 'o', kind: 'OWNS', from: 'a', to: 'b', title: '150%' }
    const records = [
      { record: 'source', key: 's', kind: 'DATASET', title: 'S' },
      ...['a', 'b'].map((key) => ({ ...entity(key), names: [{ text: 'Alpha', lang: 'en', type: 'OFFICIAL' }] })),
      { ...owns, claims: [{ source: 's', assertedAs: 'S', modality: 'REPORTED' }] },
    ]
    const file = join(folder, 'a.jsonl')
    writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
    await tupu('import', file)
    const { stdout } = await tupu('check')
    expect(stdout).toContain('- a, b: 2 of the kind COMPANY are called Alpha\n')
    expect(stdout).toContain('- o, b: 150% of b\n')
  })

  test('looks while a server runs', async () => {
    const { tupu, serve } = tupuIn(temporaryFolder())
    const ask = await serve()
    expect((await tupu('check')).code).toBe(0)
    expect((await ask('{ companies { totalCount } }')).errors).toBeUndefined()
  })
})
