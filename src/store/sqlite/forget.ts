import { StoreError } from '../error.ts'
import type { Forgotten } from '../store.ts'
import { FORGOTTEN } from './forgotten.ts'
import { type Entity, find } from './identity.ts'
import type { Connection } from './open.ts'
import { erasePastWords, eraseTraces, mentionsOf, notePast, noteTraces, restsNot, takeTraces } from './traces.ts'
import { tombstoneOf } from './write-context.ts'

/** The facts that can't be told without the entity. */
const OWN = `select id from relation where ? in (from_id, to_id, product_id)
  union select id from figure where subject_id = ? union select id from property where subject_id = ?
  union select id from statement where speaker_id = ?
  union select statement_id from statement_about where entity_id = ?`

/** Erases a person: names, identifiers, facts and the quotes that tell them. Digests stay, so that nobody brings them back. */
export function forgetEntity(connection: Connection, key: string, at: string): Forgotten['mentions'] {
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

  for (const table of ['gone', 'places', 'touched_event', 'touched_source']) {
    connection.exec(`create temp table ${table} (id integer primary key)`)
  }
  noteTraces(
    connection,
    one.id,
    keys.map((row) => row.key),
  )
  run(`insert into temp.gone ${OWN}`, ...Array(5).fill(one.id))
  // Events stay without the name, but what is quoted for them may have it.
  run(
    `insert or ignore into temp.places select passage_id from claim
     where passage_id > 0 and (fact_id in (select id from temp.gone)
       or fact_id in (select event_id from participant where entity_id = ?))`,
    one.id,
  )
  run('insert or ignore into temp.places select passage_id from name where passage_id > 0 and entity_id = ?', one.id)
  // What is said of the lists of an entity stays with it when it is merged.
  for (const { id } of keys) {
    run('insert or ignore into temp.places select passage_id from coverage where passage_id > 0 and entity_id = ?', id)
    run(
      'insert or ignore into temp.touched_source select source_id from coverage where source_id > 0 and entity_id = ?',
      id,
    )
    run('delete from coverage where entity_id = ?', id)
  }
  run('insert or ignore into temp.touched_event select event_id from participant where entity_id = ?', one.id)
  for (const sources of [
    `claim where fact_id in (select id from temp.gone) or fact_id in (select id from temp.touched_event) or asserter_id = ?`,
    ...['name', 'source_author'].map((table) => `${table} where source_id > 0 and entity_id = ?`),
    '(select id as source_id, publisher_id from source) where publisher_id = ?',
    `(select v.source_id, c.fact_id from claim_via v join claim c on c.id = v.claim_id) where fact_id in (select id from temp.gone) and ? > 0`,
  ]) {
    run(`insert or ignore into temp.touched_source select source_id from ${sources}`, one.id)
  }
  run(`update participant set entity_id = null, entity_as = '${FORGOTTEN}' where entity_id = ?`, one.id)
  eraseFacts(connection)
  // What the person asserted of others stays, but not that it was they.
  run(`update claim set asserter_id = null, asserted_as = '${FORGOTTEN}' where asserter_id = ?`, one.id)
  run('update name set asserter_id = null where asserter_id = ?', one.id)
  run('update coverage set asserter_id = null where asserter_id = ?', one.id)
  run('update source set publisher_id = null where publisher_id = ?', one.id)
  run('delete from source_author where entity_id = ?', one.id)
  for (const table of ['name', 'identifier']) run(`delete from ${table} where entity_id = ?`, one.id)
  erasePlaces(connection)
  forgetQuotes(connection)
  for (const { id } of keys) {
    run('delete from merge_move where merge_id in (select id from merge where ? in (from_id, into_id))', id)
    run('delete from merge where ? in (from_id, into_id)', id)
  }
  run('delete from entity where canonical_id = ?', one.id)
  run('delete from entity where id = ?', one.id)
  eraseTraces(connection)
  const mentions = mentionsOf(connection)
  for (const table of ['gone', 'places', 'touched_event', 'touched_source', 'traces', 'key_traces']) {
    connection.exec(`drop table temp.${table}`)
  }
  return mentions
}

/**
 * Erases what is over and has one of these names, or the key, of a person who is forgotten: facts that nobody claims any more, and
 * the words of claims that are over. What others say now stays.
 */
export function forgetPast(connection: Connection, key: string, names: readonly string[]): Forgotten['mentions'] {
  if (connection.prepare('select 1 from tombstone where hash = ?').get(tombstoneOf(key)) === undefined) {
    throw new StoreError(`${key} is not forgotten; tupu forget ${key} comes first.`)
  }
  for (const table of ['gone', 'places']) connection.exec(`create temp table ${table} (id integer primary key)`)
  takeTraces(connection, key, names)
  notePast(connection)
  eraseFacts(connection)
  erasePlaces(connection)
  erasePastWords(connection)
  const mentions = mentionsOf(connection)
  for (const table of ['gone', 'places', 'traces', 'key_traces']) connection.exec(`drop table temp.${table}`)
  return mentions
}

/** Erases the facts that are noted to go, with their claims. */
function eraseFacts(connection: Connection): void {
  const gone = 'in (select id from temp.gone)'
  const run = (sql: string) => connection.prepare(sql).run()
  run(`delete from claim_via where claim_id in (select id from claim where fact_id ${gone})`)
  run(`delete from claim where fact_id ${gone}`)
  run(`delete from statement_about where statement_id ${gone}`)
  run(`delete from participant where event_id ${gone}`)
  for (const table of ['relation', 'figure', 'property', 'statement', 'event', 'fact']) {
    run(`delete from ${table} where id ${gone}`)
  }
}

/** Erases the places that are noted and that nothing rests on any more. */
function erasePlaces(connection: Connection): void {
  connection.exec(
    `delete from passage where id in (select id from temp.places)
       and ${restsNot()}`,
  )
}

/**
 * Writes the file anew, so that nothing of what was erased stays in pages that are free, in the gaps of others, or in the log.
 * False if somebody who reads keeps the log from being emptied.
 */
export function wipe(connection: Connection): boolean {
  connection.exec('vacuum')
  const [{ busy }] = connection.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }]
  return busy === 0
}

/** Passages that others rest on keep their place and lose their words. */
function forgetQuotes(connection: Connection): void {
  connection.exec(
    `update passage set quote = null, prefix = null, suffix = null where id in (select id from temp.places)`,
  )
}
