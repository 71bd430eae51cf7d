import { inField, RecordsRefused } from '../records/problem.ts'
import { ReadError, type ReadRecord, readFiles } from '../records/read.ts'
import type { AnyRecord, TupuRecord } from '../records/record.ts'
import type { Store, WriteSummary } from '../store/store.ts'

/**
 * Reads records from YAML and JSONL files, checks them and writes them in one transaction: all or nothing. Throws ReadError,
 * which tells file, line and field of everything that is wrong.
 */
export function loadFiles(store: Store, files: Iterable<string>, recordedAt: string): WriteSummary {
  const places = new WeakMap<AnyRecord, ReadRecord['place']>()
  function* records(): Generator<TupuRecord> {
    for (const { record, place } of readFiles(files)) {
      places.set(record, place)
      yield record
    }
  }
  try {
    return store.write(records(), recordedAt)
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error
    throw new ReadError(
      error.problems.map((problem) => `${places.get(problem.record)?.(problem.path)}: ${inField(problem)}`),
    )
  }
}
