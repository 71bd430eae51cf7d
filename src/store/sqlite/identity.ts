import { StoreError } from '../error.ts'
import { label } from '../label.ts'
import type { Connection } from './open.ts'
import { tombstoneOf } from './write-context.ts'

/** Every column that refers to an entity, with the primary key of its table. */
export const references: readonly { table: string; column: string; key: readonly string[] }[] = [
  { table: 'entity', column: 'canonical_id', key: ['id'] },
  { table: 'source', column: 'publisher_id', key: ['id'] },
  { table: 'source_author', column: 'entity_id', key: ['source_id', 'position'] },
  { table: 'name', column: 'entity_id', key: ['id'] },
  { table: 'name', column: 'asserter_id', key: ['id'] },
  { table: 'identifier', column: 'entity_id', key: ['scheme', 'value'] },
  { table: 'coverage', column: 'asserter_id', key: ['entity_id', 'list'] },
  { table: 'relation', column: 'from_id', key: ['id'] },
  { table: 'relation', column: 'to_id', key: ['id'] },
  { table: 'relation', column: 'product_id', key: ['id'] },
  { table: 'figure', column: 'subject_id', key: ['id'] },
  { table: 'statement', column: 'speaker_id', key: ['id'] },
  { table: 'statement_about', column: 'entity_id', key: ['statement_id', 'position'] },
  { table: 'participant', column: 'entity_id', key: ['event_id', 'position'] },
  { table: 'property', column: 'subject_id', key: ['id'] },
  { table: 'claim', column: 'asserter_id', key: ['id'] },
]

/** Names that came with a merge rank from a multiple of this on, those of a later merge from the next. */
export const MERGED_RANKS = 1_000_000

type Entity = { id: number; key: string; kind: string; label: string; canonical_id: number | null }

const find = (connection: Connection, key: string): Entity => {
  const found = connection.prepare<[string], Entity>('select * from entity where key = ?').get(key)
  if (!found) throw new StoreError(`There is no entity with the key ${key}.`)
  return found
}

/** The label that an entity has by its names. */
function relabel(connection: Connection, id: number): void {
  const names = connection
    .prepare<[number], { text: string; lang: string }>(
      'select text, lang from name where entity_id = ? order by rank, id',
    )
    .all(id)
  if (names.length > 0) connection.prepare('update entity set label = ? where id = ?').run(label(names), id)
}

/** Makes one entity a part of another: its key redirects, all that refers to it moves, and each move is noted. */
export function mergeEntities(connection: Connection, from: string, into: string, at: string): void {
  const [lost, kept] = [find(connection, from), find(connection, into)]
  for (const { key, canonical_id } of [lost, kept]) {
    if (canonical_id !== null) throw new StoreError(`${key} has been merged into another entity already.`)
  }
  if (lost.id === kept.id) throw new StoreError(`${from} can't be merged into itself.`)
  if (lost.kind !== kept.kind) {
    throw new StoreError(
      `${from} is a ${lost.kind} and ${into} is a ${kept.kind}: only entities of one kind can be merged.`,
    )
  }
  const merge = connection
    .prepare('insert into merge (from_id, into_id, merged_at) values (?, ?, ?)')
    .run(lost.id, kept.id, at).lastInsertRowid
  const note = connection.prepare(
    'insert into merge_move (merge_id, position, place, row_key, before) values (?, ?, ?, ?, ?)',
  )
  let position = 0
  const lastRank = connection
    .prepare<[number], number>('select coalesce(max(rank), 0) from name where entity_id = ?')
    .pluck()
    .get(kept.id)!
  const ranks = connection.prepare<[number], { id: number; rank: number }>(
    'select id, rank from name where entity_id = ? order by rank, id',
  )
  const firstRank = (Math.floor(lastRank / MERGED_RANKS) + 1) * MERGED_RANKS
  for (const [i, { id, rank }] of ranks.all(lost.id).entries()) {
    note.run(merge, position++, 'name.rank', JSON.stringify([id]), JSON.stringify(rank))
    connection.prepare('update name set rank = ? where id = ?').run(firstRank + i, id)
  }
  for (const { table, column, key } of references) {
    const rows = connection.prepare<[number], (string | number)[]>(`select ${key} from ${table} where ${column} = ?`)
    for (const row of rows.raw().all(lost.id))
      note.run(merge, position++, `${table}.${column}`, JSON.stringify(row), null)
    connection.prepare(`update ${table} set ${column} = ? where ${column} = ?`).run(kept.id, lost.id)
  }
  connection.prepare('update entity set canonical_id = ? where id = ?').run(kept.id, lost.id)
  relabel(connection, kept.id)
}

/** Takes a merge back. What was said of the merged key since stays with the entity that it was merged into. */
export function splitEntity(connection: Connection, key: string): void {
  const lost = find(connection, key)
  const merge = connection
    .prepare<[number], { id: number; into_id: number }>('select id, into_id from merge where from_id = ?')
    .get(lost.id)
  if (!merge) throw new StoreError(`${key} has not been merged into another entity.`)
  // What the other was merged into in turn has the rows now; that merge must be taken back first.
  const [into] = [connection.prepare<[number], Entity>('select * from entity where id = ?').get(merge.into_id)!]
  if (into.canonical_id !== null) throw new StoreError(`${into.key} has been merged itself; split ${into.key} first.`)
  const moves = connection.prepare<[number], { place: string; row_key: string; before: string | null }>(
    'select place, row_key, before from merge_move where merge_id = ? order by position',
  )
  for (const { place, row_key, before } of moves.all(merge.id)) {
    const [table, column] = place.split('.') as [string, string]
    const names = references.find((one) => one.table === table)!.key
    const where = names.map((name) => `${name} = ?`).join(' and ')
    const key = JSON.parse(row_key) as (string | number)[]
    if (before !== null)
      connection.prepare(`update ${table} set ${column} = ? where ${where}`).run(JSON.parse(before), ...key)
    // What has been corrected since refers to somebody else, and stays so.
    else {
      connection
        .prepare(`update ${table} set ${column} = ? where ${where} and ${column} = ?`)
        .run(lost.id, ...key, into.id)
    }
  }
  connection.prepare('update entity set canonical_id = null where id = ?').run(lost.id)
  connection.prepare('delete from merge_move where merge_id = ?').run(merge.id)
  connection.prepare('delete from merge where id = ?').run(merge.id)
  relabel(connection, lost.id)
  relabel(connection, into.id)
}

/** The facts that can't be told without the entity. */
const OWN = `select id from relation where ? in (from_id, to_id, product_id)
  union select id from figure where subject_id = ? union select id from property where subject_id = ?
  union select id from statement where speaker_id = ?
  union select statement_id from statement_about where entity_id = ?`

/** Erases a person: names, identifiers, facts and the quotes that tell them. Digests stay, so that nobody brings them back. */
export function forgetEntity(connection: Connection, key: string, at: string): void {
  const named = find(connection, key)
  const one = connection
    .prepare<[number], Entity>('select * from entity where id = ?')
    .get(named.canonical_id ?? named.id)!
  if (one.kind !== 'PERSON') throw new StoreError(`${key} is a ${one.kind}: only a person can be forgotten.`)
  const run = (sql: string, ...values: (string | number | bigint)[]) => connection.prepare(sql).run(...values)
  const bury = (...parts: string[]) => run('insert or ignore into tombstone values (?, ?)', tombstoneOf(...parts), at)
  const keys = connection
    .prepare<[number, number], { id: number; key: string }>(
      'select id, key from entity where id = ? or canonical_id = ?',
    )
    .all(one.id, one.id)
  for (const { key } of keys) bury(key)
  const identifiers = connection.prepare<[number], { scheme: string; value: string }>(
    'select scheme, value from identifier where entity_id = ?',
  )
  for (const { scheme, value } of identifiers.all(one.id)) bury(scheme, value)

  connection.exec('create temp table gone (id integer primary key)')
  connection.exec('create temp table places (id integer primary key)')
  run(`insert into temp.gone ${OWN}`, ...Array(5).fill(one.id))
  // Events stay without the name, but what is quoted for them may have it.
  run(
    `insert or ignore into temp.places select passage_id from claim
     where passage_id > 0 and (fact_id in (select id from temp.gone)
       or fact_id in (select event_id from participant where entity_id = ?))`,
    one.id,
  )
  run('insert or ignore into temp.places select passage_id from name where passage_id > 0 and entity_id = ?', one.id)
  run(`update participant set entity_id = null, entity_as = '(forgotten)' where entity_id = ?`, one.id)
  const claims = 'select id from claim where fact_id in (select id from temp.gone)'
  run(`delete from claim_via where claim_id in (${claims})`)
  run('delete from claim where fact_id in (select id from temp.gone)')
  run('delete from statement_about where statement_id in (select id from temp.gone)')
  for (const table of ['relation', 'figure', 'property', 'statement', 'fact']) {
    run(`delete from ${table} where id in (select id from temp.gone)`)
  }
  // What the person asserted of others stays, but not that it was they.
  run(`update claim set asserter_id = null, asserted_as = '(forgotten)' where asserter_id = ?`, one.id)
  run('update name set asserter_id = null where asserter_id = ?', one.id)
  run('update coverage set asserter_id = null where asserter_id = ?', one.id)
  run('update source set publisher_id = null where publisher_id = ?', one.id)
  run('delete from source_author where entity_id = ?', one.id)
  for (const table of ['name', 'identifier', 'coverage']) run(`delete from ${table} where entity_id = ?`, one.id)
  run(
    `delete from passage where id in (select id from temp.places)
       and id not in (select passage_id from claim where passage_id > 0)
       and id not in (select passage_id from name where passage_id > 0)
       and id not in (select passage_id from coverage where passage_id > 0)`,
  )
  forgetQuotes(connection)
  for (const { id } of keys) {
    run('delete from merge_move where merge_id in (select id from merge where ? in (from_id, into_id))', id)
    run('delete from merge where ? in (from_id, into_id)', id)
  }
  run('delete from entity where canonical_id = ?', one.id)
  run('delete from entity where id = ?', one.id)
  connection.exec('drop table temp.gone')
  connection.exec('drop table temp.places')
}

/** Passages that others rest on keep their place and lose their words. */
function forgetQuotes(connection: Connection): void {
  connection.exec(
    `update passage set quote = null, prefix = null, suffix = null where id in (select id from temp.places)`,
  )
}
