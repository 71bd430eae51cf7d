import { readdirSync, readFileSync } from 'node:fs'
import { StoreError } from '../error.ts'
import { type Connection, explaining } from './open.ts'

const folder = new URL('../migrations/', import.meta.url)

/** Marks a file as a database of Tupu: the letters "Tupu" as a number. */
const APPLICATION = 0x54757075

type Migration = { readonly version: number; readonly file: string }

/** The migrations in order; `001-….sql` makes version 1. */
function migrations(): Migration[] {
  const files = readdirSync(folder).filter((file) => /^\d+-.*\.sql$/.test(file))
  return files.sort().map((file) => ({ version: Number.parseInt(file, 10), file }))
}

const number = (connection: Connection, pragma: string) => Number(connection.pragma(pragma, { simple: true }))

function check(connection: Connection, path: string, newest: number): number {
  const version = number(connection, 'user_version')
  const tables = connection.prepare('select count(*) from sqlite_schema').pluck().get()
  if (tables !== 0 && number(connection, 'application_id') !== APPLICATION) {
    throw new StoreError(`${path} is a database of another program. Set TUPU_DB to another path.`)
  }
  if (version > newest) {
    throw new StoreError(
      `${path} was written by a newer Tupu (its tables have version ${version}, this one knows ${newest}). Update Tupu, or set TUPU_DB to another path.`,
    )
  }
  return version
}

/** Throws StoreError unless the file is a database of Tupu whose tables are up to date. */
export function expectCurrent(connection: Connection, path: string): void {
  const newest = migrations().at(-1)?.version ?? 0
  const version = check(connection, path, newest)
  if (version === newest) return
  throw new StoreError(
    version === 0
      ? `${path} is empty. Set TUPU_DB to the path of a database.`
      : `${path} was written by an older Tupu (its tables have version ${version}, this one needs ${newest}). npm start or tupu seed brings it up to date.`,
  )
}

/** Brings the tables up to date; safe when several processes do it at once. */
export function migrate(connection: Connection, path: string): void {
  const all = migrations()
  const newest = all.at(-1)?.version ?? 0
  explaining(path, () => {
    if (check(connection, path, newest) === newest) return
    const upgrade = connection.transaction(() => {
      // Another process may have done it while this one waited for the lock.
      const version = check(connection, path, newest)
      for (const { file } of all.filter((one) => one.version > version)) {
        connection.exec(readFileSync(new URL(file, folder), 'utf8'))
      }
      if (version > 0 && (connection.pragma('foreign_key_check') as unknown[]).length > 0) {
        throw new StoreError(
          `${path} has rows that refer to none. Restore it from a copy, or set TUPU_DB to another path.`,
        )
      }
      connection.pragma(`application_id = ${APPLICATION}`)
      connection.pragma(`user_version = ${newest}`)
    })
    // A table that is made anew takes the name of the old one; until then, what refers to it would refer to nothing.
    connection.pragma('foreign_keys = OFF')
    try {
      upgrade.immediate()
    } finally {
      connection.pragma('foreign_keys = ON')
    }
  })
}
