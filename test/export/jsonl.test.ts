import { describe, expect, test } from 'vitest'
import { jsonl } from '../../src/export/jsonl.ts'
import { canonicalJson } from '../../src/records/canonical.ts'
import { type KnownRecord, normaliseAll } from '../../src/records/normalise.ts'
import { readJsonl, sound } from '../../src/records/read.ts'
import { record, type TupuRecord } from '../../src/records/record.ts'
import type { Store } from '../../src/store/store.ts'
import { drawWorld } from '../reference/generate/worlds.ts'
import { recordedAt } from '../store/temporary.ts'
import { awkwardRecords, filled, seeded, textOf } from './text.ts'

const textIn = (store: Store) => textOf(jsonl, store.records()).text
const read = (text: string) =>
  Array.from(sound(readJsonl(text.split('\n'), 'export')), ({ record }) => record as TupuRecord)

/** Writes what an export says into an empty database, long after, and exports it again. */
const again = (text: string) => textIn(filled(read(text), '2030-01-01T00:00:00.000Z'))

describe('importing an export gives the same export, byte for byte', () => {
  test('of the founding data', () => {
    const text = textIn(seeded())
    expect(text.split('\n')).toHaveLength(5 + 29 + 31 + 37 + 24 + 8 + 20 + 1)
    expect(again(text)).toBe(text)
  })

  test('of records with every member and awkward texts', () => {
    const text = textIn(filled(awkwardRecords()))
    expect(again(text)).toBe(text)
  })

  test.each(Array.from({ length: 25 }, (_, i) => i * 7919))('of random world %i', (world) => {
    const text = textIn(filled(drawWorld(world)))
    expect(again(text)).toBe(text)
    // Nor does it matter in which order the records came.
    expect(textIn(filled(read(text).reverse()))).toBe(text)
  })
})

test('an export says all that was written', () => {
  const sorted = (list: { key?: string | undefined }[]) => list.toSorted((a, b) => (a.key! < b.key! ? -1 : 1))
  const plain = (records: Iterable<TupuRecord | KnownRecord>) =>
    sorted(
      Array.from(records, (one) => {
        const claims = 'claims' in one ? sorted(one.claims) : undefined
        return { ...one, claims, ...('negated' in one && !one.negated ? { negated: undefined } : {}) }
      }),
    ).map(canonicalJson)
  for (const given of [awkwardRecords(), drawWorld(3)]) {
    const checked = given.map((one) => record.parse(one))
    const known = normaliseAll(checked, recordedAt).map((one) => {
      if (one.record !== 'entity') return one
      // Both are sets.
      const identifiers = one.identifiers?.toSorted((a, b) => (a.scheme < b.scheme ? -1 : 1))
      return { ...one, identifiers, lists: one.lists?.toSorted((a, b) => (a.list < b.list ? -1 : 1)) }
    })
    expect(plain(filled(checked).records())).toEqual(plain(known))
  }
})

test('the order is one: sources, entities, facts by kind, each by key', () => {
  const order = ['source', 'entity', 'relation', 'figure', 'statement', 'event', 'property']
  const found = [...seeded().records()].map(({ record, key }) => `${order.indexOf(record)} ${key}`)
  expect(found).toEqual(found.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
})

test('what is written while an export runs is not in it', () => {
  const store = seeded()
  const before = [...store.records()].length
  const running = store.records()[Symbol.iterator]()
  running.next()
  store.write(awkwardRecords(), '2026-02-01T00:00:00.000Z')
  let count = 1
  while (!running.next().done) count++
  expect(count).toBe(before)
  expect([...store.records()].length).toBe(before + awkwardRecords().length)
})

test('an export that is given up leaves the database free', async () => {
  const store = seeded()
  for (const _ of store.records()) break
  store.write(awkwardRecords(), '2026-02-01T00:00:00.000Z')
})
