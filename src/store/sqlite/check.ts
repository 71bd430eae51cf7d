import { resolve } from 'node:path'
import type { CheckDatabase, CheckOutcome, Finding } from '../check.ts'
import { StoreError } from '../error.ts'
import type { Asked, Check } from './checks/check.ts'
import { copies } from './checks/copies.ts'
import { datesInOrder } from './checks/dates.ts'
import { derived } from './checks/derived.ts'
import { evidence } from './checks/evidence.ts'
import { file } from './checks/file.ts'
import { merges } from './checks/merges.ts'
import { names } from './checks/names.ts'
import { records } from './checks/records.ts'
import { rings } from './checks/rings.ts'
import { shares } from './checks/shares.ts'
import { values } from './checks/values.ts'
import { vocabularies } from './checks/words.ts'
import { expectCurrent } from './migrate.ts'
import { type Connection, explaining, openReader, statOf, takeBackUnfinished } from './open.ts'
import { verifyTables } from './verify.ts'

const checks: readonly Check[] = [
  ...file,
  ...records,
  ...derived,
  ...evidence,
  ...copies,
  ...merges,
  ...vocabularies,
  ...rings,
  ...shares,
  ...values,
  ...datesInOrder,
  ...names,
]

function open(path: string): Connection {
  const found = statOf(path)
  if (path === ':memory:' || !found) {
    throw new StoreError(`There is no database at ${path}. Set TUPU_DB to the path of one.`)
  }
  if (found.isDirectory()) throw new StoreError(`${path} is a folder. Set TUPU_DB to the database file in it.`)
  takeBackUnfinished(path)
  const connection = openReader(resolve(path))
  try {
    explaining(path, () => expectCurrent(connection, path))
    verifyTables(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function outcomeOf({ find, ...check }: Check, connection: Connection, asked: Asked, shown: number): CheckOutcome {
  const findings: Finding[] = []
  let count = 0
  const add = (finding: Finding) => {
    count++
    if (findings.length < shown) findings.push(finding)
  }
  try {
    for (const finding of find(connection, asked)) add(finding)
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    if (!String(code).startsWith('SQLITE_CORRUPT')) throw error
    add({ keys: [], message: `the file is damaged and can't be read on: ${message}` })
    return { ...check, severity: 'problem', count, findings }
  }
  return { ...check, count, findings }
}

/** Looks a SQLite database through as it is at the first check, whatever is written meanwhile. */
export const checkSqlite: CheckDatabase = function* ({ path, shown, ...asked }) {
  const connection = open(path)
  try {
    // Every page is read many times over, in no order: a cache of its own is faster than the map of a large file.
    connection.pragma('mmap_size = 0')
    connection.pragma('cache_size = -262144')
    connection.exec('begin')
    for (const check of checks) yield outcomeOf(check, connection, asked, shown)
  } finally {
    connection.close()
  }
}
