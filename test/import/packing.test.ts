import { expect, test } from 'vitest'
import { Packer, Unpacker } from '../../src/import/apart/packing.ts'
import { seedFiles } from '../../src/import/seed.ts'
import { normalise } from '../../src/records/normalise.ts'
import { readFiles } from '../../src/records/read.ts'
import type { AnyRecord, TupuRecord } from '../../src/records/record.ts'

const json = (record: AnyRecord) => JSON.parse(JSON.stringify(record))

/** What comes out of the other end. */
function sent(records: readonly AnyRecord[], full = true): { record: AnyRecord; line: unknown; full: boolean }[] {
  const packer = new Packer()
  for (const [i, record] of records.entries()) packer.add({ record, full, line: i, place: () => `at ${i}` })
  const values = JSON.parse(JSON.stringify(packer.take()))
  return new Unpacker(values).all((record, at, full) => ({ record: json(record), line: at, full }))
}

const seeded = [...readFiles(seedFiles())].map(({ record }) => record as AnyRecord)

test('the seed is the same after it was packed, forwards, backwards and twice', () => {
  const all = [...seeded, ...seeded.toReversed(), ...seeded.flatMap((one) => [one, one])]
  expect(sent(all).map(({ record }) => record)).toEqual(all.map(json))
})

test('lines and what is not normalised stay told', () => {
  expect(sent(seeded.slice(0, 3), false).map(({ line, full }) => [line, full])).toEqual([
    [0, false],
    [1, false],
    [2, false],
  ])
  const packer = new Packer()
  packer.add({ record: seeded[0]!, full: true, place: () => 'a file:3' })
  expect(new Unpacker(packer.take()).all((record, at, full) => [record, at, full])[0]).toEqual([
    json(seeded[0]!),
    'a file:3',
    true,
  ])
})

test('every field of facts and their claims survives, also 0 and what was there before and is not', () => {
  const claim = { source: 's', assertedAs: 'somebody', modality: 'REPORTED' as const }
  const figure = {
    record: 'figure' as const,
    subject: 'a',
    metric: 'REVENUE' as const,
    unit: 'CURRENCY' as const,
    currency: 'CNY',
    precision: 'EXACT' as const,
    value: '0',
  }
  const records = [
    { ...figure, decimals: 0, period: '2024', claims: [{ ...claim, locator: { line: 1, quote: 'a' }, slot: '1' }] },
    { ...figure, claims: [{ ...claim, locator: { line: 1, start: 0, end: 3 } }] },
    { ...figure, decimals: 0, period: { duration: 'P3M' }, claims: [claim] },
    { ...figure, scope: { en: 'x' }, claims: [claim, { ...claim, source: 't' }] },
    { ...figure, key: 'own', claims: [{ ...claim, key: 'another', via: ['t'], printed: '0' }] },
    { record: 'property' as const, subject: 'a', name: 'STATUS' as const, value: 'x', claims: [claim] },
    { record: 'property' as const, subject: 'a', name: 'STATUS' as const, value: 'x', lang: 'en', claims: [claim] },
  ].map((record) => normalise(record as TupuRecord))
  expect(sent(records).map(({ record }) => record)).toEqual(records.map(json))
})
