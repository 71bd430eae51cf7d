import { readConfig } from '../config.ts'
import { loadFiles } from '../import/load.ts'
import { seedFiles } from '../import/seed.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { inWords } from './database.ts'

/** Puts the founding data into the configured database; what is there already stays as it is. */
export async function seed(): Promise<void> {
  const config = readConfig(process.env)
  const store = openSqlite({ path: config.database, statementTimeout: config.statementTimeout })
  try {
    const written = loadFiles(store, seedFiles(), new Date().toISOString())
    console.log(`Added to ${config.database}: ${inWords(written)}.`)
  } finally {
    await store.close()
  }
}
