import { existsSync, mkdirSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { StoreError } from '../error.ts'

export type Connection = Database.Database

/** How long a connection waits for another process that is writing, in milliseconds. */
const BUSY = 10_000

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code ?? '')
}

/** Tells whether a statement failed because another process held the database for longer than we wait. */
export const isBusy = (error: unknown) => codeOf(error).startsWith('SQLITE_BUSY')

function explained(path: string, error: unknown): unknown {
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB') {
    return new StoreError(`${path} is not a SQLite database. Move it away, or set TUPU_DB to another path.`)
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new StoreError(
      `${path} is damaged; tupu check tells how far. Restore it from a copy, or set TUPU_DB to another path.`,
    )
  }
  if (isBusy(error)) {
    return new StoreError(`Another process is writing to ${path}. Try again when it has finished.`)
  }
  if (['SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY', 'SQLITE_PERM', 'EACCES'].includes(code)) {
    return new StoreError(
      `${path} can't be opened for writing, and SQLite writes beside a file even to read it. Give this user the right to write it and its folder, or copy it, with its -wal file if there is one, to a folder that this user can write, and set TUPU_DB to the copy.`,
    )
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    return new StoreError(`The disk that holds ${path} is full. Make room, or set TUPU_DB to a path on another disk.`)
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return new StoreError(
      `${path} can't be read or written (${code}). Look whether its disk is full or broken, or set TUPU_DB to a path on another disk.`,
    )
  }
  return error
}

/** Runs the action; if it fails for a reason that the user can mend, the error says how. */
export function explaining<Result>(path: string, action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    throw explained(path, error)
  }
}

/** As `explaining`, for rows that are read one after another. */
export function* explainingEach<Row>(path: string, rows: Iterable<Row>): Generator<Row> {
  try {
    yield* rows
  } catch (error) {
    throw explained(path, error)
  }
}

/** What is at the path, if anything. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    throw new StoreError(
      codeOf(error) === 'EACCES'
        ? `${path} can't be reached: this user may not look into one of its folders. Give this user the right, or set TUPU_DB to another path.`
        : `${path} can't be reached (${codeOf(error)}). Set TUPU_DB to another path.`,
    )
  }
}

function makeFolder(path: string): void {
  const folder = dirname(path)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const reason = codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOTDIR' ? 'a file is in the way' : 'no permission'
    throw new StoreError(`The folder ${folder} can't be created: ${reason}. Create it, or set TUPU_DB to another path.`)
  }
  if (statOf(path)?.isDirectory()) {
    throw new StoreError(`${path} is a folder. Set TUPU_DB to a file in it, such as ${path}/tupu.db.`)
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Write-ahead logging lets others read while one writes. Switching to it does not wait for a busy database by itself. */
function useWriteAheadLog(connection: Connection): void {
  for (const end = Date.now() + BUSY; ; sleep(20)) {
    try {
      connection.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error
    }
  }
}

/**
 * Has what is written next go into the file itself, with a journal of what it overwrites; tells whether it will, which it can't while
 * others have the database open. In a log of gigabytes it takes longer to find a page than to read it.
 */
export function leaveWriteAheadLog(connection: Connection): boolean {
  try {
    return connection.pragma('journal_mode = DELETE', { simple: true }) === 'delete'
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  }
}

/** Begins the log anew; if others are reading just now, the next that opens the database for writing does. */
export function returnToWriteAheadLog(connection: Connection): void {
  try {
    connection.pragma('journal_mode = WAL')
  } catch (error) {
    if (!isBusy(error)) throw error
  }
}

/** Takes back what a process that was killed while it wrote without a log has left; a reader can't. */
export function takeBackUnfinished(path: string): void {
  if (!existsSync(`${path}-journal`)) return
  explaining(path, () => {
    const connection = new Database(path, { fileMustExist: true, timeout: BUSY })
    try {
      connection.prepare('select count(*) from sqlite_schema').get()
    } finally {
      connection.close()
    }
  })
}

/** Opens a database file for writing, creating it and its folder if need be. */
export function openWriter(path: string): Connection {
  makeFolder(path)
  return explaining(path, () => {
    const connection = new Database(path, { timeout: BUSY })
    try {
      useWriteAheadLog(connection)
      connection.pragma('synchronous = NORMAL')
      // What a large import leaves of the log is cut off when the log is begun anew.
      connection.pragma('journal_size_limit = 67108864')
      connection.pragma('foreign_keys = ON')
      connection.pragma('cache_size = -32768')
      return connection
    } catch (error) {
      connection.close()
      throw error
    }
  })
}

/** Opens a database file that is there already, for reading only. */
export function openReader(path: string): Connection {
  return explaining(path, () => {
    const connection = new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY })
    // The most that the driver maps: reading mapped pages takes about a sixth less time than copying them into the cache.
    connection.pragma('mmap_size = 2147418112')
    connection.pragma('cache_size = -32768')
    return connection
  })
}
