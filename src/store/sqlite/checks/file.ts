import Database from 'better-sqlite3'
import type { Finding } from '../../check.ts'
import { migrate } from '../migrate.ts'
import type { Connection } from '../open.ts'
import type { Check } from './check.ts'

const ENOUGH = 1000

type Violation = { table: string; rowid: number | null; parent: string }

function* dangling(connection: Connection): Generator<Finding> {
  const keyed = new Set(
    connection
      .prepare<[], string>(
        `select m.name from sqlite_schema m join pragma_table_info(m.name) c on c.name = 'key' where m.type = 'table'`,
      )
      .pluck()
      .all(),
  )
  const all = connection.prepare<[], Violation>('select "table", rowid, parent from pragma_foreign_key_check')
  for (const { table, rowid, parent } of all.iterate()) {
    const key =
      rowid !== null && keyed.has(table)
        ? connection.prepare<[number], string>(`select key from ${table} where rowid = ?`).pluck().get(rowid)
        : undefined
    const row = key ?? (rowid === null ? 'a row' : `row ${rowid}`)
    yield { keys: key === undefined ? [] : [key], message: `${table}: ${row} refers to a ${parent} that is not there` }
  }
}

/** What a database that is made anew has, and this one lacks. */
function* lacking(connection: Connection): Generator<Finding> {
  const fresh = new Database(':memory:')
  try {
    migrate(fresh, ':memory:')
    const named = 'select type, name from sqlite_schema order by type, name'
    const there = connection.prepare('select 1 from sqlite_schema where type = ? and name = ?')
    for (const { type, name } of fresh.prepare<[], { type: string; name: string }>(named).iterate())
      if (!there.get(type, name)) yield { keys: [], message: `the ${type} ${name} is missing` }
    const has = connection.prepare<[string]>('select 1 from search_state where what = ?')
    for (const what of fresh.prepare<[], string>('select what from search_state').pluck().iterate())
      if (!has.get(what)) yield { keys: [], message: `search_state has no row for ${what}` }
  } finally {
    fresh.close()
  }
}

export const file: readonly Check[] = [
  {
    name: 'file',
    severity: 'problem',
    about: 'pages, rows and indexes of the file that are damaged',
    advice: 'Restore the database from a copy, or export what can be read and import it into a new one.',
    *find(connection, { quick }) {
      const check = quick ? 'quick_check' : 'integrity_check'
      for (const row of connection.pragma(`${check}(${ENOUGH})`) as Record<string, string>[]) {
        if (row[check] !== 'ok') yield { keys: [], message: row[check]! }
      }
    },
  },
  {
    name: 'schema',
    severity: 'problem',
    about: 'tables, indexes and triggers that are missing',
    advice: 'Export the database as jsonl and import that into a new one, or restore it from a copy.',
    find: lacking,
  },
  {
    name: 'dangling-ends',
    severity: 'problem',
    about: 'records that refer to what is not there',
    advice: 'Import the record that is missing, or restore the database from a copy.',
    find: dangling,
  },
]
