import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { cast, entity } from '../records/sample.ts'
import { recordedAt, temporaryFolder, temporaryStore } from './temporary.ts'

test('values are bound by name, whole numbers as such', () => {
  const store = temporaryStore()
  expect(store.read(`select @p1 || ' ' || @p0 || ' ' || typeof(@p2)`, [20, 'x', null, 'unused'])).toBe('x 20 null')
  expect(store.read('select null', [])).toBeNull()
  expect(store.read('select key from entity', [])).toBeNull()
  expect(store.statements).toBe(3)
})

test('reading can not write', () => {
  expect(() => temporaryStore().read(`delete from entity returning key`, [])).toThrow('readonly')
})

test('more different statements than are kept prepared are all answered', () => {
  const store = temporaryStore()
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 600; i++) expect(store.read(`select '${i}'`, [])).toBe(String(i))
  }
})

test('counts of rows follow what is written', () => {
  const store = temporaryStore()
  expect(store.rowCounts().get('entity')).toBe(0)
  store.write(cast, recordedAt)
  expect(store.rowCounts().get('entity')).toBe(2)
  expect(store.rowCounts()).toBe(store.rowCounts())
})

test('a text comes back as it went in', () => {
  const text = `"quotes" \\ 'single' \u{1f600} \u2028 𠮷`
  const store = temporaryStore()
  store.write([entity('e', { names: [{ text, lang: 'en', type: 'OFFICIAL' }] })], recordedAt)
  expect(store.read('select text from name', [])).toBe(text)
})

test('what is read in one turn is of one state, but for what this process writes', async () => {
  const path = `${temporaryFolder()}/tupu.db`
  const [store, other] = [1, 2].map(() => openSqlite({ path, statementTimeout: 5000 })) as [Store, Store]
  onTestFinished(async () => {
    await Promise.all([store.close(), other.close()])
  })
  const names = () => [store.read('select group_concat(key) from entity', []), String(store.readBytes(counted, []))]
  const counted = 'select count(*) as json from entity'
  expect(names()).toEqual([null, '0'])
  other.write([entity('ann')], '2026-01-01')
  expect(names()).toEqual([null, '0'])
  await nextTurn()
  expect(names()).toEqual(['ann', '1'])
  store.write([entity('bob')], '2026-01-01')
  expect(names()).toEqual(['ann,bob', '2'])
  expect(() => store.read('select missing', [])).toThrow()
  await nextTurn()
  expect(names()).toEqual(['ann,bob', '2'])
})
