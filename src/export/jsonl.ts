import type { AnyRecord } from '../records/record.ts'
import type { TextFormat } from './format.ts'

/** The project's own records, one on each line: all that there is to know, and what `tupu import` reads. */
export const jsonl = {
  whole: true,
  *write(records: Iterable<AnyRecord>) {
    for (const record of records) yield `${JSON.stringify(record)}\n`
  },
} satisfies TextFormat
