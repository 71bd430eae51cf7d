import Database from 'better-sqlite3'

/** A database that is only read, with all of it mapped into memory. */
export function openToRead(path: string): Database.Database {
  const database = new Database(path, { readonly: true, fileMustExist: true })
  database.pragma(`mmap_size = ${2 ** 35}`)
  database.pragma('cache_size = -65536')
  return database
}
