import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { StoreError } from '../../src/store/error.ts'
import { migrate } from '../../src/store/sqlite/migrate.ts'
import { explaining, openWriter } from '../../src/store/sqlite/open.ts'
import { SqliteSession } from '../../src/store/sqlite/session.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { cast, property, relation } from '../records/sample.ts'
import { batches, importRecords } from './import-records.ts'
import { recordedAt, temporaryFolder, temporaryStore } from './temporary.ts'

const later = '2026-02-01T00:00:00.000Z'
const tables = ['entity', 'name', 'source', 'fact', 'property', 'claim']

function counts(path: string): number[] {
  const database = new Database(path)
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    return tables.map((table) => database.prepare<[], number>(`select count(*) from ${table}`).pluck().get()!)
  } finally {
    database.close()
  }
}

/** Imports a round in a process of its own and kills it some time after it told the word; tells what it told last. */
async function killedAfter(path: string, round: number, word: string, delay: number): Promise<string> {
  const script = join(import.meta.dirname, 'importing-process.ts')
  // Without a log while the database is empty.
  const filling = round % 2 === 0 ? 'filling' : ''
  const child = spawn(process.execPath, [script, path, String(round), filling], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) {
    last = line
    if (line === word) setTimeout(() => child.kill('SIGKILL'), delay)
  }
  await ended
  return last
}

test('a session killed at any moment leaves all of it or nothing', { timeout: 180_000 }, async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  await openSqlite({ path, statementTimeout: 5000 }).close()
  // What one import adds to each table.
  const whole = [
    batches,
    batches,
    1,
    batches * 998 + batches - 1,
    batches * 998 + batches - 1,
    batches * 998 + batches - 1,
  ]
  let before = counts(path)
  let between = 0
  for (let round = 0; round < 20; round++) {
    const word =
      round === 0 ? 'open' : round < 16 ? String(round % (batches - 1)) : round < 18 ? 'committing' : 'committed'
    const last = await killedAfter(path, round, word, word === 'committed' ? 0 : Math.random() * 20)
    const after = counts(path)
    const finished = before.map((count, i) => count + whole[i]!)
    expect([before, finished], `round ${round}, killed after ${last}`).toContainEqual(after)
    if (last === 'committed') expect(after).toEqual(finished)
    else if (/^\d+$/.test(last)) {
      // Some records were written, some were still to come.
      between++
      expect(after).toEqual(before)
    }
    before = after
  }
  expect(between).toBeGreaterThanOrEqual(10)
})

test('a disk that fails is told with the file and what to do', () => {
  const failing = () => {
    throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_SHMSIZE' })
  }
  expect(() => explaining('my.db', failing)).toThrow(StoreError)
  expect(() => explaining('my.db', failing)).toThrow(
    "my.db can't be read or written (SQLITE_IOERR_SHMSIZE). Look whether",
  )
})

test('a full disk ends the session with what to do, and nothing of it is left', () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const connection = openWriter(path)
  try {
    migrate(connection, path)
    const pages = Number(connection.pragma('page_count', { simple: true }))
    connection.pragma(`max_page_count = ${pages + 40}`)
    const session = new SqliteSession(connection, path, { recordedAt }, () => {})
    const put = () => {
      for (let batch = 0; batch < 3; batch++) for (const record of importRecords('full', batch)) session.put(record)
      session.commit()
    }
    expect(put).toThrow(StoreError)
    expect(put).toThrow('The session has ended')
    expect(counts(path)).toEqual([0, 0, 0, 0, 0, 0])
    // With room again, the same connection goes on.
    connection.pragma('max_page_count = 100000')
    const again = new SqliteSession(connection, path, { recordedAt }, () => {})
    for (const record of importRecords('full', 0)) again.put(record)
    again.commit()
    expect(counts(path)[0]).toBe(1)
  } finally {
    connection.close()
  }
})

test('a second writer waits, and then says that another one is writing', { timeout: 30_000 }, async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  const other = new Database(path)
  other.exec('begin immediate')
  const start = performance.now()
  expect(() => store.session({ recordedAt })).toThrow(
    `Another process is writing to ${path}. Try again when it has finished.`,
  )
  expect(performance.now() - start).toBeGreaterThan(5000)
  other.exec('rollback')
  other.close()
  store.session({ recordedAt }).rollback()
  await store.close()
})

test('who reads sees the graph as it was until the commit, and then the new one', () => {
  const store = temporaryStore()
  store.write(cast, recordedAt)
  const count = () => store.read('select cast(count(*) as text) from property', [])
  const counted = () => store.rowCounts().get('property')
  const session = store.session({ recordedAt: later })
  for (let i = 0; i < 10_000; i++) session.put(property({ value: String(i) }))
  session.put(relation())
  expect([count(), counted()]).toEqual(['0', 0])
  session.commit()
  expect([count(), counted()]).toEqual(['10000', 10_000])
})
