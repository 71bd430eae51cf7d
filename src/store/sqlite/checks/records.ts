import { inField } from '../../../records/problem.ts'
import { problemsWith } from '../../../records/take.ts'
import { dumped } from '../records.ts'
import type { Check } from './check.ts'
import { unsoundMoves } from './merges.ts'

export const records: readonly Check[] = [
  {
    name: 'records-that-no-import-takes',
    severity: 'problem',
    about: 'records that an export writes, but an import of it refuses',
    advice: 'Export the database as jsonl, put the record right and import that into a new one.',
    *find(connection, { quick }) {
      if (quick) return
      const given = connection.prepare(`${unsoundMoves} limit 1`).get() === undefined
      for (const record of dumped(connection, false, given)) {
        const keys = 'key' in record && record.key ? [record.key] : []
        for (const problem of problemsWith(record)) yield { keys, message: inField(problem) }
      }
    },
  },
]
