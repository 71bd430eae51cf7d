import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'

test('a database whose tables are not as the program expects is refused with what differs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tupu-verify-'))
  try {
    const path = join(folder, 'tupu.db')
    await openSqlite({ path, statementTimeout: 1000 }).close()
    const database = new Database(path)
    database.exec('alter table claim drop column printed')
    database.exec('alter table source add column rating text')
    database.close()
    expect(() => openSqlite({ path, statementTimeout: 1000 })).toThrow(/claim\.printed is missing/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
