import { expect, test } from 'vitest'
import { cast, entity } from '../records/sample.ts'
import { recordedAt, temporaryStore } from './temporary.ts'

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
