import type { Config } from '../config.ts'
import { seedIfEmpty } from '../import/seed.ts'
import { statOf } from '../store/sqlite/open.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import type { Store, WriteSummary } from '../store/store.ts'
import { Mistake } from './mistake.ts'

/** Opens the configured database, created if it isn't there, and puts the founding data into it if it is empty. */
export async function openDatabase(config: Config): Promise<{ store: Store; written: WriteSummary | null }> {
  const store = openSqlite({ path: config.database, statementTimeout: config.statementTimeout })
  try {
    return { store, written: await seedIfEmpty(store, new Date().toISOString()) }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Opens the configured database, which has to be there. */
export function openExisting({ database, statementTimeout }: Config): Store {
  if (!statOf(database)) {
    throw new Mistake(`There is no database at ${database}. Import something first, or set TUPU_DB to another path.`)
  }
  return openSqlite({ path: database, statementTimeout })
}

/** How many records were added, in words such as `31 entity, 5 source`. */
export function inWords(written: WriteSummary): string {
  const parts = Object.entries(written).map(([kind, { added }]) => `${added} ${kind}`)
  return parts.join(', ')
}
