import { writeSync } from 'node:fs'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { batches, importRecords } from './import-records.ts'

// Imports a round of records and tells of each step at once, so that it can be killed at any.
const [path = '', round = '', filling = ''] = process.argv.slice(2)
const tell = (word: string | number) => writeSync(1, `${word}\n`)

const store = openSqlite({ path, statementTimeout: 5000, filling: filling === 'filling' })
tell('open')
const session = store.session({ recordedAt: '2026-02-01' })
for (let batch = 0; batch < batches; batch++) {
  for (const record of importRecords(round, batch)) session.put(record)
  tell(batch)
}
tell('committing')
session.commit()
tell('committed')
await store.close()
