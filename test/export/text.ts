import { Notes, type TextFormat } from '../../src/export/format.ts'
import { seedFiles } from '../../src/import/seed.ts'
import { readFiles } from '../../src/records/read.ts'
import { record, type TupuRecord } from '../../src/records/record.ts'
import type { ExportFilter, Store } from '../../src/store/store.ts'
import { recordedAt, temporaryStore } from '../store/temporary.ts'

/** A store with the founding data. */
export function seeded(): Store {
  return filled(Array.from(readFiles(seedFiles()), ({ record }) => record as TupuRecord))
}

/** A store with records that are checked first, as those of a file are. */
export function filled(records: Iterable<TupuRecord>, at = recordedAt): Store {
  const store = temporaryStore()
  store.write(
    Array.from(records, (one) => record.parse(one)),
    at,
  )
  return store
}

/** The whole text of an export, and what it notes. */
export function textOf(
  format: TextFormat,
  records: Iterable<TupuRecord>,
): { text: string; notes: Map<string, number> } {
  const notes = new Notes()
  return { text: [...format.write(records, notes)].join(''), notes: notes.counts }
}

/** How many records of each kind meet a filter. */
export function countsOf(store: Store, where: ExportFilter): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { record } of store.records({ where })) counts[record] = (counts[record] ?? 0) + 1
  return counts
}

/** A line end, a quote, markup, what a spreadsheet calls a formula, what other readers call an escape, and Chinese. */
export const awkward = '=1+1, "智谱"\r\n<b>&amp;</b>\t\\u0027 \\ \'; 𠮷 ]]> \u0001 end'

/** A company, a person, and one fact of each kind with the awkward text wherever a text may stand. */
export function awkwardRecords(): TupuRecord[] {
  const claims = [
    {
      assertedBy: 'a',
      source: 's',
      via: ['t', 'r'],
      locator: { line: 3, start: 1, end: 4, quote: awkward },
      modality: 'REPORTED' as const,
      printed: awkward,
      assertedOn: '2025-03',
      knownFrom: '2025-01-01T00:00:00.000Z',
      knownTo: '2025-06-01T00:00:00.000Z',
      recordedAt: '2025-01-02T00:00:00.000Z',
      retractedAt: '2025-06-01T00:00:00.000Z',
    },
    { assertedAs: awkward, source: 's', locator: { quote: 'only a quote' }, modality: 'OPINION' as const },
  ]
  const inSlot = [{ ...claims[0]!, slot: awkward }]
  const localized = { 'zh-Hans': awkward, 'zh-Hant': '繁體', en: awkward }
  return [
    {
      record: 'entity',
      key: 'a',
      kind: 'COMPANY',
      names: [
        { text: awkward, lang: 'zh-Hans', type: 'OFFICIAL', assertedBy: 'b', source: 's', locator: { line: 1 } },
        { text: 'A', lang: 'en', type: 'ALIAS', source: 't' },
      ],
      identifiers: [{ scheme: 'x y', value: awkward }],
      lists: [{ list: awkward, completeness: 'PARTIAL', source: 's', locator: { line: 1, quote: awkward } }],
    },
    { record: 'entity', key: 'b', kind: 'PERSON', names: [{ text: '张三', lang: 'zh-Hans', type: 'OFFICIAL' }] },
    {
      record: 'source',
      key: 's',
      kind: 'ARTICLE',
      title: awkward,
      publisher: 'a',
      authors: ['b', 'a'],
      place: awkward,
    },
    { record: 'source', key: 't', kind: 'FILING', url: 'https://example.org/?a=<b>', primarySource: 'r' },
    { record: 'source', key: 'r', kind: 'DATASET', publishedOn: '2024', licence: awkward },
    { record: 'relation', key: 'r1', kind: 'EMPLOYED_BY', from: 'b', to: 'a', title: awkward, negated: true, claims },
    { record: 'relation', key: 'r2', kind: 'INVESTED_IN', from: 'a', toAs: awkward, claims },
    {
      record: 'figure',
      key: 'f1',
      subject: 'a',
      metric: 'REVENUE',
      value: '123456789012345678901234567890.5',
      unit: 'CURRENCY',
      currency: 'CNY',
      decimals: -3,
      precision: 'MORE_THAN',
      period: { label: '2024-H1', duration: 'P6M' },
      scope: localized,
      claims,
    },
    { record: 'statement', key: 's1', speakerAs: awkward, about: ['b', 'a'], summary: localized, claims },
    {
      record: 'event',
      key: 'e1',
      kind: 'FUNDING_ROUND',
      title: localized,
      date: '2024-05',
      datePrecision: 'MONTH',
      participants: [
        { entity: 'a', role: 'ISSUER' },
        { entityAs: awkward, role: 'INVESTOR', amount: '5', currency: 'USD' },
      ],
      claims,
    },
    {
      record: 'property',
      key: 'p1',
      subject: 'a',
      name: 'DESCRIPTION',
      value: awkward,
      lang: 'zh-hans',
      claims: inSlot,
    },
  ]
}
