import { seedIfEmpty } from '../../src/import/seed.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'

const store = openSqlite({ path: process.argv[2]!, statementTimeout: 5000 })
const summary = await seedIfEmpty(store, '2026-01-01T00:00:00Z')
await store.close()
process.send!(summary)
