import { type ExportFilter, NoSuchKey } from '../store.ts'
import type { Connection } from './open.ts'

/** Where the entities stand that take part in a fact: table, column of the fact, column of the entity. */
const parties = [
  ['relation', 'id', 'from_id'],
  ['relation', 'id', 'to_id'],
  ['relation', 'id', 'product_id'],
  ['figure', 'id', 'subject_id'],
  ['property', 'id', 'subject_id'],
  ['statement', 'id', 'speaker_id'],
  ['statement_about', 'statement_id', 'entity_id'],
  ['participant', 'event_id', 'entity_id'],
] as const

const names = [
  'chosen_entity',
  'chosen_source',
  'chosen_fact',
  'near',
  'near_all',
  'touched',
  'near_fact',
  'named_source',
]

const add = (connection: Connection, table: string, select: string) =>
  connection.prepare(`insert or ignore into ${table} ${select}`).run().changes

/** Adds entities; for a merged one that into which it was merged. */
const addEntities = (connection: Connection, select: string) =>
  add(
    connection,
    'chosen_entity',
    `select coalesce(e.canonical_id, e.id) from entity e where e.id in (select * from (${select}))`,
  )

function touch(connection: Connection): void {
  for (const [table, fact, entity] of parties) {
    add(connection, 'touched', `select ${fact} from ${table} where ${entity} in (select id from near)`)
  }
}

/**
 * Finds the entities within some hops of one, a hop being any fact in which both take part, and the facts in which nobody
 * takes part who is farther away.
 */
function findNear(connection: Connection, key: string, hops: number): void {
  const id = connection.prepare<[string], number>('select coalesce(canonical_id, id) from entity where key = ?').pluck()
  const start = id.get(key)
  if (start === undefined) throw new NoSuchKey('entity', key)
  connection.exec('delete from near; delete from touched')
  add(connection, 'near', `select ${start}`)
  touch(connection)
  for (let hop = 0, grown = 1; hop < hops && grown > 0; hop++) {
    grown = 0
    for (const [table, fact, entity] of parties) {
      const among = `${fact} in (select id from touched) and ${entity} is not null`
      grown += add(connection, 'near', `select ${entity} from ${table} where ${among}`)
    }
    touch(connection)
  }
  for (const [table, fact, entity] of parties) {
    const farther = `${entity} is not null and ${entity} not in (select id from near)`
    connection.exec(`delete from touched where id in (
      select ${fact} from ${table} where ${fact} in (select id from touched) and ${farther})`)
  }
  add(connection, 'near_all', 'select id from near')
  add(connection, 'near_fact', 'select id from touched')
}

function findSources(connection: Connection, keys: readonly string[]): void {
  const find = connection.prepare<[string], number>('select id from source where key = ?').pluck()
  for (const key of keys) {
    const id = find.get(key)
    if (id === undefined) throw new NoSuchKey('source', key)
    add(connection, 'named_source', `select ${id}`)
  }
}

const all = (conditions: readonly (string | false | undefined)[]) => conditions.filter(Boolean).join(' and ') || 'true'

/** Chooses what the filter names, before anything comes along with it. */
function chooseNamed(connection: Connection, { entities, sources, kinds }: ExportFilter): void {
  for (const { key, hops } of entities ?? []) findNear(connection, key, hops)
  findSources(connection, sources ?? [])
  const kindList = kinds?.map((kind) => `'${kind.toUpperCase()}'`).join(', ')

  const claimed = `select fact_id from claim where source_id in (select id from named_source)
    union all select c.fact_id from claim_via v join claim c on c.id = v.claim_id
      where v.source_id in (select id from named_source)`
  const facts = [
    entities && 'id in (select id from near_fact)',
    sources && `id in (${claimed})`,
    kinds && `kind in (${kindList})`,
  ]
  add(connection, 'chosen_fact', `select id from fact where ${all(facts)}`)

  if (!kinds || kinds.includes('entity')) {
    const evident = ['name', 'coverage'].map(
      (table) => `select entity_id from ${table} where source_id in (select id from named_source)`,
    )
    const conditions = [
      entities && 'id in (select id from near_all)',
      sources && `id in (${evident.join(' union all ')})`,
    ]
    addEntities(connection, `select id from entity where ${all(conditions)}`)
  }
  if (!kinds || kinds.includes('source')) {
    const wrote = 'select source_id from source_author where entity_id in (select id from near_all)'
    const conditions = [
      entities && `(publisher_id in (select id from near_all) or id in (${wrote}))`,
      sources && 'id in (select id from named_source)',
    ]
    add(connection, 'chosen_source', `select id from source where ${all(conditions)}`)
  }
}

/** Adds whatever the chosen records refer to, so that they can be written into an empty database. */
function close(connection: Connection): void {
  const facts = '(select id from chosen_fact)'
  for (const [table, fact, entity] of parties) {
    addEntities(connection, `select ${entity} from ${table} where ${fact} in ${facts}`)
  }
  addEntities(connection, `select asserter_id from claim where fact_id in ${facts}`)
  add(connection, 'chosen_source', `select source_id from claim where fact_id in ${facts}`)
  add(
    connection,
    'chosen_source',
    `select v.source_id from claim c join claim_via v on v.claim_id = c.id where c.fact_id in ${facts}`,
  )
  for (let grown = 1; grown > 0; ) {
    grown = 0
    for (const table of ['name', 'coverage']) {
      const evidence = `from ${table} where entity_id in (select id from chosen_entity
        union all select m.from_id from merge m join entity e on e.id = m.from_id where e.canonical_id in (select id from chosen_entity))`
      grown += addEntities(connection, `select asserter_id ${evidence}`)
      grown += add(connection, 'chosen_source', `select source_id ${evidence} and source_id is not null`)
    }
    const sources = '(select id from chosen_source)'
    grown += addEntities(connection, `select publisher_id from source where id in ${sources}`)
    grown += addEntities(connection, `select entity_id from source_author where source_id in ${sources}`)
    const primary = `select primary_source_id from source where id in ${sources} and primary_source_id is not null`
    grown += add(connection, 'chosen_source', primary)
  }
}

/**
 * Notes the ids of the records that a filter names, and of all that they refer to, in the temporary tables `chosen_entity`,
 * `chosen_source` and `chosen_fact` of this connection.
 */
export function choose(connection: Connection, where: ExportFilter): void {
  for (const name of names) connection.exec(`create temp table ${name} (id integer primary key)`)
  chooseNamed(connection, where)
  close(connection)
}
