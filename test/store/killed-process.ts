import { readFileSync } from 'node:fs'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { endless } from './endless.ts'

// Starts a statement that never ends, tells which process runs it, and waits to be killed.
const store = openSqlite({ path: process.argv[2]!, statementTimeout: 60_000, processes: 1 })
await store.readApart("select 'warm'", [])
void Promise.resolve(store.readApart(endless, [])).catch(() => {})
const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
setTimeout(() => process.send!(Number(children)), 200)
