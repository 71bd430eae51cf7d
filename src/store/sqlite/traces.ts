import { randomBytes } from 'node:crypto'
import { StoreError } from '../error.ts'
import type { Forgotten } from '../store.ts'
import { FORGOTTEN } from './forgotten.ts'
import type { Connection } from './open.ts'

/** Where texts stand that may name somebody: table, column, and the key of the record. */
const texts: readonly (readonly [table: string, column: string, key?: string])[] = [
  ...(['title', 'to_as'] as const).map((column) => ['relation', column] as const),
  ...['subject_as', 'scope_zh_hans', 'scope_zh_hant', 'scope_en'].map((column) => ['figure', column] as const),
  ...['speaker_as', 'speaker_title', 'about_as'].map((column) => ['statement', column] as const),
  ...['summary', 'condition'].flatMap((name) =>
    ['zh_hans', 'zh_hant', 'en'].map((lang) => ['statement', `${name}_${lang}`] as const),
  ),
  ...['title', 'scope'].flatMap((name) =>
    ['zh_hans', 'zh_hant', 'en'].map((lang) => ['event', `${name}_${lang}`] as const),
  ),
  ['participant', 'entity_as', '(select key from event where id = r.event_id)'],
  ['property', 'value'],
  ...['printed', 'asserted_as', 'slot'].map((column) => ['claim', column] as const),
  ...['title', 'url', 'place'].map((column) => ['source', column] as const),
  ['passage', 'quote', '(select key from source where id = r.source_id)'],
]

const keyed = ['entity', 'source', 'fact', 'claim'] as const

/** How many places are told; all are counted. */
const TOLD = 20

/** That a text has a name or identifier of the person in it. */
const names = (column: string) => `exists (select 1 from temp.traces where instr(lower(${column}), text) > 0)`

/** Signs that stand between the words of keys, slots and addresses, each made a dot. */
const dotted = (column: string) =>
  ['-', '_', '/', '+', '%20', ':', ',', '"', '=', ' '].reduce(
    (sql, sign) => `replace(${sql}, '${sign}', '.')`,
    `lower(${column})`,
  )

/** That a key or address has the person's key in it as a whole: `ann` is in `ann.listing.1` and `with-ann`, not in `anne`. */
const holdsKey = (column: string) =>
  `exists (select 1 from temp.key_traces where instr('.' || ${dotted(column)} || '.', text) > 0)`

/** That a name is none of one or two letters, which is in too many words to mean anything. */
const long = (column: string) => `length(${column}) >= iif(${column} glob '*[^ -~]*', 2, 4)`

function createTraces(connection: Connection): void {
  connection.exec('create temp table traces (text text primary key)')
  connection.exec('create temp table key_traces (text text primary key)')
}

/** Takes what a person was called who is erased. */
export function takeTraces(connection: Connection, key: string, called: readonly string[]): void {
  createTraces(connection)
  const isLong = connection.prepare<{ name: string }, number>(`select ${long('@name')}`).pluck()
  const add = connection.prepare<[string]>('insert or ignore into temp.traces values (lower(?))')
  for (const name of called) {
    if (isLong.get({ name }) === 0)
      throw new StoreError(`${JSON.stringify(name)} is too short: many words have it in them.`)
    add.run(name)
  }
  addKeyTraces(connection, [key])
}

/** Notes what the person is called, before it is erased. */
export function noteTraces(connection: Connection, id: number, keys: readonly string[]): void {
  createTraces(connection)
  connection
    .prepare(`insert or ignore into temp.traces select lower(text) from name where entity_id = ? and ${long('text')}`)
    .run(id)
  connection
    .prepare(
      `insert or ignore into temp.traces select lower(value) from identifier where entity_id = ? and ${long('value')}`,
    )
    .run(id)
  addKeyTraces(connection, keys)
}

function addKeyTraces(connection: Connection, keys: readonly string[]): void {
  const add = connection.prepare('insert or ignore into temp.key_traces values (?)')
  for (const key of keys) add.run(`.${key.replaceAll('-', '.')}.`)
  // A name of several words, as addresses write it.
  const words = connection.prepare<[], string>(`select text from temp.traces where instr(text, ' ') > 0`).pluck().all()
  for (const name of words) add.run(`.${name.replaceAll(' ', '.')}.`)
}

/** Gives records keys that tell nothing, and claims the key of their fact. */
function rename(connection: Connection, table: 'fact' | 'source', where: string): void {
  type Row = { id: number; key: string; sort: string }
  const rows = connection
    .prepare<[], Row>(`select id, key, lower(replace(kind, '_', '-')) as sort from ${table} where ${where}`)
    .all()
  for (const { id, key, sort } of rows) {
    const fresh = `unknown.${table === 'source' ? 'source' : sort}.${randomBytes(5).toString('hex')}`
    connection.prepare(`update ${table} set key = ? where id = ?`).run(fresh, id)
    if (table === 'source') continue
    connection.prepare('update event set key = ? where id = ?').run(fresh, id)
    connection
      .prepare(
        `update claim set key = iif(substr(key, 1, length(@key)) = @key, @fresh || substr(key, length(@key) + 1), @fresh || '.' || id)
         where fact_id = @id`,
      )
      .run({ key, fresh, id })
  }
}

/**
 * Erases the person from what stays: the keys, titles and words of events that they took part in, and of sources that told of
 * them. Sources that nothing rests on any more go as a whole.
 */
export function eraseTraces(connection: Connection): void {
  const run = (sql: string) => connection.prepare(sql).run()
  const told = (column: string) => `${names(column)} or ${holdsKey(column)}`
  for (const column of ['title', 'scope'].flatMap((name) =>
    ['zh_hans', 'zh_hant', 'en'].map((lang) => `${name}_${lang}`),
  )) {
    run(`update event set ${column} = null where id in (select id from temp.touched_event) and ${names(column)}`)
  }
  run(
    `update participant set entity_as = '${FORGOTTEN}' where event_id in (select id from temp.touched_event) and ${names('entity_as')}`,
  )
  const claims = 'fact_id in (select id from temp.touched_event)'
  for (const column of ['printed', 'slot']) {
    run(`update claim set ${column} = null where (${claims} or asserted_as = '${FORGOTTEN}') and (${told(column)})`)
  }
  run(`update claim set asserted_as = '${FORGOTTEN}' where ${claims} and ${names('asserted_as')}`)
  rename(connection, 'fact', `id in (select id from temp.touched_event) and (${told('key')})`)

  const touched = `id in (select id from temp.touched_source)`
  run(`update passage set quote = null, prefix = null, suffix = null
    where source_id in (select id from temp.touched_source) and ${names('quote')}`)
  const named = `${touched} and (${['key', 'title', 'url', 'place'].map(told).join(' or ')})`
  const used = ['claim', 'claim_via', 'name', 'coverage'].map(
    (table) => `select source_id from ${table} where source_id > 0`,
  )
  const idle = `select id from source where ${named} and id not in (${used.join(' union all ')})
    and id not in (select primary_source_id from source where primary_source_id > 0)`
  run(`insert or ignore into temp.gone select -id from (${idle})`)
  for (const [table, column] of [
    ['passage', 'source_id'],
    ['source_author', 'source_id'],
    ['source', 'id'],
  ] as const) {
    run(`delete from ${table} where ${column} in (select -id from temp.gone where id < 0)`)
  }
  rename(connection, 'source', `${named} and (${told('key')})`)
  for (const column of ['title', 'url', 'place']) {
    const folded = column === 'title' ? ', title_folded = null' : ''
    run(`update source set ${column} = null${folded} where ${touched} and (${told(column)})`)
  }
}

/** Columns of claims that may name somebody. */
const words = texts.flatMap(([table, column]) => (table === 'claim' ? [column] : []))

/** Notes the facts that nobody claims any more and that have a name or key of the person, and the places of all that is over. */
export function notePast(connection: Connection): void {
  const run = (sql: string) => connection.prepare(sql).run()
  const named = texts.flatMap(([table, column]) => {
    if (table === 'source' || table === 'passage') return []
    const fact = { claim: 'fact_id', participant: 'event_id' }[table] ?? 'id'
    return [`select ${fact} from ${table} where ${names(column)}`]
  })
  const quoted = `select c.fact_id from claim c join passage p on p.id = c.passage_id where ${names('p.quote')}`
  const keys = `select id from fact where ${holdsKey('key')} union select fact_id from claim where ${holdsKey('key')}`
  run(`insert into temp.gone select id from fact f
    where not exists (select 1 from claim where fact_id = f.id and retracted_at is null)
      and id in (${[...named, quoted, keys].join(' union ')})`)
  run(
    `insert or ignore into temp.places select passage_id from claim where passage_id > 0 and retracted_at is not null`,
  )
}

/** That nothing rests on a passage: no name, no list, and no claim of those that are meant. */
export const restsNot = (claims = 'true'): string =>
  `id not in (select passage_id from claim where passage_id > 0 and ${claims})
    and id not in (select passage_id from name where passage_id > 0)
    and id not in (select passage_id from coverage where passage_id > 0)`

/** Erases a name of the person from the words of claims that are over, and from quotes that only such rest on. */
export function erasePastWords(connection: Connection): void {
  const run = (sql: string) => connection.prepare(sql).run()
  for (const column of words) {
    const value = column === 'asserted_as' ? `'${FORGOTTEN}'` : 'null'
    run(`update claim set ${column} = ${value} where retracted_at is not null and ${names(column)}`)
  }
  run(`update passage set quote = null, prefix = null, suffix = null
    where id in (select id from temp.places) and ${names('quote')}
      and ${restsNot('retracted_at is null')}`)
}

/** Where a name or key of the person stands still. */
export function mentionsOf(connection: Connection): Forgotten['mentions'] {
  const places: string[] = []
  let count = 0
  const look = (what: string, sql: string) => {
    for (const key of connection.prepare<[], string>(sql).pluck().iterate()) {
      count++
      if (places.length < TOLD) places.push(`${what} of ${key}`)
    }
  }
  for (const [table, column, key = 'r.key'] of texts) {
    look(`${table}.${column}`, `select ${key} from ${table} r where ${names(`r.${column}`)}`)
  }
  for (const table of keyed) look('the key', `select key from ${table} where ${holdsKey('key')}`)
  return { count, places }
}
