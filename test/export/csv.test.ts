import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csv } from '../../src/export/csv.ts'
import { Notes } from '../../src/export/format.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { awkward, awkwardRecords, filled, seeded } from './text.ts'

/** The rows of each file as csv-parse reads them. */
function tables(records: Iterable<TupuRecord>): Record<string, Record<string, string>[]> {
  const texts: Record<string, string> = {}
  for (const [file, text] of csv.write(records, new Notes())) texts[file] = (texts[file] ?? '') + text
  const read = (text: string) => parse(text, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[]
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, read(text)]))
}

test('the founding data, as csv-parse reads it', () => {
  const found = tables(seeded().records())
  expect(Object.keys(found)).toEqual([...csv.files])
  const counts = Object.fromEntries(Object.entries(found).map(([file, rows]) => [file, rows.length]))
  expect(counts).toMatchObject({
    entity: 29,
    source: 5,
    relation: 31,
    figure: 37,
    statement: 24,
    event: 8,
    property: 20,
  })
  expect(found.entity!.find((row) => row.key === 'zhipu')).toEqual({ key: 'zhipu', kind: 'COMPANY', name: '智谱' })
  expect(found.relation!.find((row) => row.key === 'huafa-group.invested-in.zhipu')).toMatchObject({
    kind: 'INVESTED_IN',
    from: 'huafa-group',
    to: 'zhipu',
    validFrom: '2025',
    negated: 'false',
  })
  const claims = found.claim!.filter((row) => row.fact === 'huafa-group.invested-in.zhipu')
  expect(claims).toMatchObject([{ assertedBy: 'tianyancha', via: 'tianyancha-records', line: '17', end: '121' }])
})

test('awkward texts come back as they are, formulas too', () => {
  const found = tables(filled(awkwardRecords()).records())
  expect(found.name![0]).toMatchObject({ entity: 'a', position: '0', text: awkward, source: 's', line: '1' })
  expect(found.identifier).toEqual([{ entity: 'a', scheme: 'x y', value: awkward }])
  expect(found.list).toMatchObject([{ entity: 'a', list: awkward, quote: awkward }])
  expect(found.source!.find((row) => row.key === 's')).toMatchObject({ title: awkward, authors: 'b a' })
  expect(found.relation).toMatchObject([
    { key: 'r1', title: awkward, negated: 'true' },
    { key: 'r2', to: '', toAs: awkward },
  ])
  expect(found.figure).toMatchObject([
    { value: '123456789012345678901234567890.5', decimals: '-3', periodLabel: '2024-H1', periodStart: '2024-01-01' },
  ])
  expect(found.statement).toMatchObject([{ about: 'b a', summaryZhHans: awkward, summaryZhHant: '繁體' }])
  expect(found.participant).toMatchObject([
    { event: 'e1', position: '0', entity: 'a', entityAs: '' },
    { position: '1', entity: '', entityAs: awkward, amount: '5' },
  ])
  expect(found.property).toMatchObject([{ value: awkward, lang: 'zh-Hans' }])
  expect(found.claim).toHaveLength(11)
  const ended = { via: 't r', quote: awkward, printed: awkward, retractedAt: '2025-06-01T00:00:00.000Z' }
  expect(found.claim!.filter((row) => row.assertedBy === 'a')).toMatchObject(Array(6).fill(ended))
})
