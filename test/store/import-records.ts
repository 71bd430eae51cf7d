import type { TupuRecord } from '../../src/records/record.ts'

/** The number of batches in an import; each is written when the next begins, at the latest. */
export const batches = 10

/** A thousand records of a round: enough for a batch to be written. */
export function* importRecords(round: string, batch: number): Generator<TupuRecord> {
  const key = `e-${round}-${batch}`
  const claims = [{ assertedAs: 'x', source: `s-${round}`, modality: 'REPORTED' as const }]
  if (batch === 0) yield { record: 'source', key: `s-${round}`, kind: 'DATASET' }
  else yield { record: 'property', subject: key, name: 'STATUS', value: 'first', claims }
  yield { record: 'entity', key, kind: 'COMPANY', names: [{ text: key, lang: 'en', type: 'OFFICIAL' }] }
  for (let i = 0; i < 998; i++) yield { record: 'property', subject: key, name: 'STATUS', value: String(i), claims }
}
