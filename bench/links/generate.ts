import Database from 'better-sqlite3'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'

/** Numbers from 0 to 1, the same at each run. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state / 0x7fffffff
  }
}

const known = `'2024-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'`

/** A database of so many organisations, a tenth of them funds, and investments among them; written past the import, which is slower. */
export async function generate(path: string, nodes: number, links: number): Promise<void> {
  await openSqlite({ path, statementTimeout: 1000 }).close()
  const database = new Database(path)
  database.pragma('synchronous = off')
  database.pragma('foreign_keys = off')
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      `select name, sql from sqlite_schema where type = 'index' and sql > '' and tbl_name in ('entity', 'relation')`,
    )
    .all()
  for (const { name } of indexes) database.exec(`drop index "${name}"`)
  const next = random(12_345)
  database.exec('begin')
  const entity = database.prepare('insert into entity (id, key, kind, label) values (?, ?, ?, ?)')
  for (let id = 1; id <= nodes; id++) entity.run(id, `org-${id}`, id % 10 === 0 ? 'FUND' : 'COMPANY', `Org ${id}`)
  const fact = database.prepare(
    `insert into fact (id, key, kind, known_from, known_to) values (?, ?, 'RELATION', ${known})`,
  )
  const relation = database.prepare(
    `insert into relation (id, key, kind, from_id, to_id, valid_from, valid_from_day, known_from, known_to)
     values (?, ?, 'INVESTED_IN', ?, ?, ?, ?, ${known})`,
  )
  for (let id = 1; id <= links; id++) {
    const from = 1 + Math.floor(nodes * next() ** 1.5)
    const to = 1 + Math.floor(nodes * next())
    const year = String(2000 + (id % 25))
    fact.run(id, `r-${id}`)
    relation.run(id, `r-${id}`, from, to, year, `${year}-01-01`)
  }
  database.exec('commit')
  for (const { sql } of indexes) database.exec(sql)
  database.exec('analyze')
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  // What follows from links is worked out when the database is opened.
  await openSqlite({ path, statementTimeout: 1000 }).close()
}
