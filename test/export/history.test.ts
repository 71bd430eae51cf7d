import { expect, test } from 'vitest'
import { jsonl } from '../../src/export/jsonl.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import type { Store } from '../../src/store/store.ts'
import { temporaryStore } from '../store/temporary.ts'
import { filled, textOf } from './text.ts'

const status = (key: string, value: string, slot?: string): TupuRecord => ({
  record: 'property',
  key,
  subject: 'a',
  name: 'STATUS',
  value,
  claims: [{ assertedBy: 'a', source: 's', modality: 'REPORTED', slot }],
})

function put(store: Store, recordedAt: string, records: TupuRecord[]): void {
  const session = store.session({ recordedAt })
  for (const record of records) session.put(record)
  session.commit()
}

/** What a database says, and what another says that was filled with it. */
function both(before: TupuRecord, after: TupuRecord): [string, string] {
  const store = temporaryStore()
  const a: TupuRecord = {
    record: 'entity',
    key: 'a',
    kind: 'COMPANY',
    names: [{ text: 'A', lang: 'en', type: 'SHORT' }],
  }
  put(store, '2026-01-01T00:00:00.000Z', [{ record: 'source', key: 's', kind: 'DATASET' }, a, before])
  put(store, '2026-02-01T00:00:00.000Z', [after])
  const { text } = textOf(jsonl, store.records())
  expect(text).toContain('"retractedAt":"2026-02-01T00:00:00.000Z"')
  const records = text.trimEnd().split('\n')
  const again = filled(
    records.map((line) => JSON.parse(line) as TupuRecord),
    '2030-01-01T00:00:00.000Z',
  )
  return [textOf(jsonl, again.records()).text, text]
}

test('a fact that was changed goes out and in again with what it was before', () => {
  const [again, text] = both(status('p', 'open'), status('p', 'closed'))
  expect(again).toBe(text)
})

test('so does a claim that was ended by another in its slot', () => {
  const [again, text] = both(status('p', 'open', 'row:1'), status('q', 'closed', 'row:1'))
  expect(again).toBe(text)
})
