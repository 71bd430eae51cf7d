import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'

/** A folder that is removed when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tupu-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty store that is closed when the test has finished. */
export function temporaryStore(statementTimeout = 5000, processes?: number) {
  const store = openSqlite({ path: ':memory:', statementTimeout, processes })
  onTestFinished(() => store.close())
  return store
}

export const recordedAt = '2026-01-01T00:00:00.000Z'
