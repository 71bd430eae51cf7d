import { randomBytes } from 'node:crypto'
import type { Forgotten } from '../store.ts'
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

/** Notes what the person is called, before it is erased. A name of one or two letters is in too many words to mean anything. */
export function noteTraces(connection: Connection, id: number, keys: readonly string[]): void {
  connection.exec('create temp table traces (text text primary key)')
  connection.exec('create temp table key_traces (text text primary key)')
  const long = (column: string) => `length(${column}) >= iif(${column} glob '*[^ -~]*', 2, 4)`
  connection
    .prepare(`insert or ignore into temp.traces select lower(text) from name where entity_id = ? and ${long('text')}`)
    .run(id)
  connection
    .prepare(
      `insert or ignore into temp.traces select lower(value) from identifier where entity_id = ? and ${long('value')}`,
    )
    .run(id)
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
    `update participant set entity_as = '(forgotten)' where event_id in (select id from temp.touched_event) and ${names('entity_as')}`,
  )
  const claims = 'fact_id in (select id from temp.touched_event)'
  for (const column of ['printed', 'slot']) {
    run(`update claim set ${column} = null where (${claims} or asserted_as = '(forgotten)') and (${told(column)})`)
  }
  run(`update claim set asserted_as = '(forgotten)' where ${claims} and ${names('asserted_as')}`)
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
