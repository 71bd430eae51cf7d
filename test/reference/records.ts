import { type KnownRecord, normalise, withTimes } from '../../src/records/normalise.ts'
import type { TupuRecord } from '../../src/records/record.ts'

export type NormalisedRecord = KnownRecord

/** The records in full: with all keys, and since when everything is known. */
export function inFull(records: readonly TupuRecord[], recordedAt: string): NormalisedRecord[] {
  const sources = new Map(records.filter((record) => record.record === 'source').map((source) => [source.key, source]))
  return records.map((record) => withTimes(normalise(record), (key) => sources.get(key), recordedAt))
}
