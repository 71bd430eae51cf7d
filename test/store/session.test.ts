import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { RecordsRefused } from '../../src/records/problem.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { SessionOptions, Store } from '../../src/store/store.ts'
import { createProduct } from '../product.ts'
import { cast, claim, entity, figure, property, relation, source } from '../records/sample.ts'
import { recordedAt, temporaryFolder, temporaryStore } from './temporary.ts'

const later = '2026-02-01T00:00:00.000Z'
const evenLater = '2026-03-01T00:00:00.000Z'

function put(store: Store, records: Iterable<TupuRecord>, options: Partial<SessionOptions> = {}) {
  const session = store.session({ recordedAt: later, ...options })
  try {
    for (const record of records) session.put(record)
    return session.commit()
  } finally {
    session.rollback()
  }
}

const list = (store: Store, sql: string) => store.read(`select group_concat(x, ' ') from (${sql})`, [])
const total = (store: Store) => [...store.rowCounts().values()].reduce((sum, count) => sum + count, 0)
const started = () => {
  const store = temporaryStore()
  store.write(cast, recordedAt)
  return store
}
const names = (...texts: string[]) => ({ names: texts.map((text) => ({ text, lang: 'en', type: 'OFFICIAL' })) })
const row = (slot: string, fields: object = {}) => claim({ slot, locator: { line: 1 }, ...fields })

describe('the same records again', () => {
  test('change nothing, and are counted as unchanged', () => {
    const store = temporaryStore()
    const records = [
      ...cast,
      relation(),
      figure(),
      property({ claims: [claim({ via: [], locator: { line: 3, quote: 'x' } })] }),
    ]
    expect(put(store, records)).toMatchObject({ entity: { added: 2 }, relation: { added: 1 } })
    const before = total(store)
    const again = put(store, records, { recordedAt: evenLater })
    expect(again.relation).toEqual({ added: 0, changed: 0, unchanged: 1, retracted: 0 })
    expect(again.entity).toEqual({ added: 0, changed: 0, unchanged: 2, retracted: 0 })
    expect(total(store)).toBe(before)
  })

  test('count once where a session gives them many times, unless each may come only once', () => {
    const store = temporaryStore()
    const twice = [...cast, relation(), ...cast, relation({ claims: [claim({ locator: { line: 2 } })] })]
    const summary = put(store, twice)
    expect(summary.entity).toMatchObject({ added: 2, unchanged: 0 })
    expect(summary.relation).toMatchObject({ added: 1, changed: 0 })
    expect(store.rowCounts().get('claim')).toBe(2)
    expect(put(store, twice, { recordedAt: evenLater }).relation).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
    expect(store.rowCounts().get('claim')).toBe(2)
    expect(() => put(store, twice, { once: true })).toThrow('expected each key once, found ann a second time')
  })
})

describe('a changed record', () => {
  const ask = `{ old: view(knownAt: "2026-01-15") { relations { edges { node { title } } } } relations { edges { node { title key } } } }`
  const titles = (data: unknown) => JSON.stringify(data).match(/"title":"[^"]*"/g)

  test('takes the place of the fact with its key, which stays for views of the past', async () => {
    const product = await createProduct([...cast, relation({ key: 'deal', title: 'A' })], {
      now: evenLater,
      recordedAt,
    })
    const summary = put(product.store, [relation({ key: 'deal', title: 'B' })])
    expect(summary.relation).toEqual({ added: 0, changed: 1, unchanged: 0, retracted: 0 })
    const { data } = await product.execute(ask)
    expect(titles(data)).toEqual(['"title":"A"', '"title":"B"'])
    expect(list(product.store, 'select key as x from fact order by key')).toBe('deal deal.until-20260201000000000')
    await product.close()
  })

  test('ends what its row said before', async () => {
    const slot = (title: string) => relation({ title, claims: [row('row:1')] })
    const product = await createProduct([...cast, slot('A')], { now: evenLater, recordedAt })
    expect(put(product.store, [slot('B')]).relation).toEqual({ added: 0, changed: 1, unchanged: 0, retracted: 0 })
    const { data } = await product.execute(ask)
    expect(titles(data)).toEqual(['"title":"A"', '"title":"B"'])
    expect(put(product.store, [slot('B')], { recordedAt: evenLater }).relation).toMatchObject({
      unchanged: 1,
      changed: 0,
    })
    // And back again: a claim that was over is made anew.
    put(product.store, [slot('A')], { recordedAt: evenLater })
    expect(list(product.store, 'select count(*) as x from claim')).toBe('3')
    await product.close()
  })

  test('keeps its claim when its row only moves', () => {
    const store = started()
    put(store, [relation({ claims: [row('r')] })])
    const summary = put(store, [relation({ claims: [row('r', { locator: { line: 9 } })] })], { recordedAt: evenLater })
    expect(summary.relation).toMatchObject({ unchanged: 1, changed: 0 })
    expect(list(store, 'select p.line as x from claim c join passage p on p.id = c.passage_id')).toBe('9')
  })

  test('can only be recorded after what it ends', () => {
    const store = started()
    put(store, [relation({ key: 'deal' })])
    expect(() => put(store, [relation({ key: 'deal', title: 'B' })])).toThrow(
      'expected to be recorded after claim deal.c-',
    )
  })

  test('ends claims of its source that it leaves out, but not those of others', () => {
    const store = started()
    const other = claim({ source: 'other' })
    put(store, [source('other'), relation({ key: 'deal', claims: [claim(), claim({ locator: { line: 2 } }), other] })])
    const summary = put(store, [relation({ key: 'deal' })], { recordedAt: evenLater })
    expect(summary.relation).toEqual({ added: 0, changed: 1, unchanged: 0, retracted: 0 })
    expect(list(store, 'select count(*) as x from claim where retracted_at is null')).toBe('2')
  })
})

describe('a source given whole', () => {
  test('retracts what it does not say any more', () => {
    const store = started()
    const [a, b] = [relation({ title: 'A' }), relation({ title: 'B' })]
    put(store, [a, b])
    const summary = put(store, [a], { recordedAt: evenLater, replaceSources: ['paper'] })
    expect(summary.relation).toEqual({ added: 0, changed: 0, unchanged: 1, retracted: 1 })
    expect(list(store, `select title as x from relation where known_to > '2027'`)).toBe('A')
  })
})

describe('an entity', () => {
  test('is met by an identifier; its own key then leads there', async () => {
    const lei = { identifiers: [{ scheme: 'lei', value: '1' }] }
    const product = await createProduct([...cast, entity('c', lei)], { now: later, recordedAt })
    const summary = put(product.store, [entity('d', { ...lei, ...names('Dee') }), property({ subject: 'd' })])
    expect(summary.entity).toMatchObject({ added: 0, changed: 1 })
    const { data } = await product.execute(
      `{ company(by: { key: "d" }) { key names { text } properties { totalCount } } }`,
    )
    expect(data).toEqual({
      company: { key: 'c', names: [{ text: 'c' }, { text: 'Dee' }], properties: { totalCount: 1 } },
    })
    await product.close()
  })

  test('gets more names, never fewer, and is shown by the first in the language', () => {
    const store = started()
    put(store, [entity('bob', { names: [{ text: '鲍勃', lang: 'zh-Hans', type: 'OFFICIAL' }] })])
    expect(
      list(store, `select text as x from name join entity e on e.id = entity_id where key = 'bob' order by rank`),
    ).toBe('bob 鲍勃')
    expect(list(store, `select label as x from entity where key = 'bob'`)).toBe('鲍勃')
  })

  test('with the name of another is reported', () => {
    const store = started()
    const { candidates } = put(store, [entity('robert', names('BOB'))])
    expect(candidates).toEqual({ count: 1, pairs: [['bob', 'robert']] })
  })
})

describe('a session', () => {
  test('that rehearses says what would happen after those before it, and leaves nothing', async () => {
    const path = join(temporaryFolder(), 'tupu.db')
    const open = (rehearsing: boolean) => openSqlite({ path, statementTimeout: 5000, filling: true, rehearsing })
    const written = open(false)
    written.write([cast[0]!], recordedAt)
    const before = [...written.records()]
    await written.close()
    const store = open(true)
    put(store, cast.slice(1))
    expect(() => put(store, [entity('gone'), relation({ to: 'nobody' })])).toThrow('nobody')
    expect(() => put(store, [relation({ to: 'gone' })])).toThrow('gone')
    expect(put(store, [relation()]).relation.added).toBe(1)
    expect(put(store, [relation()], { recordedAt: evenLater }).relation.unchanged).toBe(1)
    await store.close()
    const after = open(false)
    expect([...after.records()]).toEqual(before)
    await after.close()
  })

  test('leaves out what is refused if it may, with what refers to it', () => {
    const store = started()
    const refused: string[] = []
    const lost = entity('lost', { names: [{ text: 'L', lang: 'en', type: 'OFFICIAL', source: 'nowhere' }] })
    const ring = [
      entity('press', { names: [{ text: 'P', lang: 'en', type: 'OFFICIAL', source: 'daily' }] }),
      source('daily', { publisher: 'press' }),
    ]
    const summary = put(store, [lost, relation({ to: 'lost' }), relation(), ...ring], {
      onRefused: ({ message, record }) => refused.push(`${record.record}: ${message}`),
    })
    expect(refused).toEqual([
      'entity: there is no source with the key nowhere',
      'relation: there is no entity with the key lost',
    ])
    expect(summary).toMatchObject({ entity: { added: 1 }, source: { added: 1 }, relation: { added: 1 } })
    expect(list(store, 'select key as x from entity order by key')).toBe('ann bob press')
  })

  test('leaves out those that refer to each other in a ring, if one of them is refused', () => {
    const store = started()
    const code = (value: string) => ({ identifiers: [{ scheme: 'code', value }] })
    put(store, [entity('one', code('1')), entity('two', code('2'))])
    const said = (by: string) => ({ names: [{ text: by, lang: 'en', type: 'OFFICIAL', assertedBy: by }] })
    const refused: string[] = []
    const both = { identifiers: [...code('1').identifiers, ...code('2').identifiers] }
    const ring = [
      entity('a', { ...said('b'), ...code('3') }),
      entity('b', said('c')),
      entity('c', { ...said('a'), ...both }),
      // The same thing as a, but for a name that somebody asserts who is there.
      entity('d', { ...said('e'), ...code('3') }),
      entity('e', said('d')),
    ]
    const { entity: outcome } = put(store, ring, {
      onRefused: ({ message, record }) => refused.push(`${'key' in record && record.key}: ${message}`),
    })
    expect(refused).toEqual([
      'c: expected those of one entity, found those of one and two',
      'b: there is no entity with the key c',
      'a: there is no entity with the key b',
    ])
    expect(outcome.added).toBe(2)
    expect(list(store, 'select key as x from entity order by key')).toBe('ann bob d e one two')
    expect(list(store, 'select "table" as x from pragma_foreign_key_check')).toBe(null)
  })

  test('takes facts by the thousand before the entities that they are of', () => {
    const store = started()
    const many = Array.from({ length: 12_000 }, (_, i) => property({ subject: 'late', value: String(i) }))
    expect(put(store, [...many, entity('late')]).property.added).toBe(12_000)
    expect(() => put(store, [property({ subject: 'never' })])).toThrow(RecordsRefused)
    const indexes = list(store, `select name as x from sqlite_schema where type = 'index' and sql > '' order by name`)
    expect(indexes).toBe(
      list(started(), `select name as x from sqlite_schema where type = 'index' and sql > '' order by name`),
    )
  })

  test('is the only one', () => {
    const store = started()
    const session = store.session({ recordedAt: later })
    expect(() => store.session({ recordedAt: later })).toThrow('A session is open already')
    session.rollback()
    store.session({ recordedAt: later }).rollback()
  })
})
