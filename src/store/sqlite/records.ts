import type { AnyRecord, TupuRecord } from '../../records/record.ts'
import { claimOf, type Parts, recordOf, type StoredRow } from '../records.ts'
import type { ExportFilter } from '../store.ts'
import { choose } from './choose.ts'
import { givenKey, noteGiven, ofGiven, redirects, tombstones } from './decisions.ts'
import { type Connection, openReader } from './open.ts'

/** How many records are read before the rows that belong to them are looked up, all at once. */
const BATCH = 500

/** How the key of the entity in a column is found; `key1` and `key2` are the primary key of its row. */
type EntityKey = (table: string, column: string, key1: string, key2?: string) => string

/** The key of the entity; of a merged one the key of that into which it was merged. */
const merged: EntityKey = (_table, column) =>
  `(select coalesce((select t.key from entity t where t.id = e.canonical_id), e.key) from entity e where e.id = ${column})`

const sourceKey = (id: string) => `(select key from source where id = ${id})`

const place = 'p.line, p.start_at, p.end_at, p.quote'
const owners = '(select value from json_each(@owners))'

const evidenceOf = (key: EntityKey, table: string, keys: readonly [string, string?]) =>
  `${key(table, 'n.asserter_id', ...keys)} as asserter, ${sourceKey('n.source_id')} as source, ${place}`

type Kind = TupuRecord['record']
type Kinds = { readonly [kind in Kind]: { keys: Record<string, string>; lists: Record<string, string> } }

/** Rows of a table that belong to entities, each with the `owner` to which it was given. */
type Owned = (table: string, keys: readonly [string, string?]) => string

/** Those that stand with the entities now. */
const ofNow: Owned = (table) => `(select *, entity_id as owner from ${table} where entity_id in ${owners})`

/** With what was told of the lists of merged entities, where nothing is told of the list of the one they were merged into. */
const listsOfMerged = `(select c.*, coalesce(e.canonical_id, e.id) as owner from coverage c join entity e on e.id = c.entity_id
  where c.entity_id in (select value from json_each(@owners) union all select id from entity where canonical_id in ${owners})
    and (e.canonical_id is null
      or not exists (select 1 from coverage own where own.entity_id = e.canonical_id and own.list = c.list)))`

/** What belongs to a record of each kind besides its own row: the keys that it refers to, and its lists. */
const kindsOf = (key: EntityKey, owned: Owned, lists: string): Kinds => ({
  source: {
    keys: { publisher: key('source', 'r.publisher_id', 'r.id'), primary_source: sourceKey('r.primary_source_id') },
    lists: {
      authors: `select l.source_id as owner, ${key('source_author', 'l.entity_id', 'l.source_id', 'l.position')} as entity
        from source_author l where l.source_id in ${owners} order by l.position`,
    },
  },
  entity: {
    keys: {},
    lists: {
      names: `select n.*, ${evidenceOf(key, 'name', ['n.id'])} from ${owned('name', ['id'])} n
        left join passage p on p.id = n.passage_id order by n.rank, n.id`,
      identifiers: `select l.* from ${owned('identifier', ['scheme', 'value'])} l order by l.scheme, l.value`,
      lists: `select n.*, ${evidenceOf(key, 'coverage', ['n.id'])} from ${lists} n
        left join passage p on p.id = n.passage_id order by n.list, n.known_from, n.id`,
    },
  },
  relation: {
    keys: {
      from: key('relation', 'r.from_id', 'r.id'),
      to: key('relation', 'r.to_id', 'r.id'),
      product: key('relation', 'r.product_id', 'r.id'),
    },
    lists: {},
  },
  figure: { keys: { subject: key('figure', 'r.subject_id', 'r.id') }, lists: {} },
  statement: {
    keys: { speaker: key('statement', 'r.speaker_id', 'r.id') },
    lists: {
      about: `select l.statement_id as owner, ${key('statement_about', 'l.entity_id', 'l.statement_id', 'l.position')} as entity
        from statement_about l where l.statement_id in ${owners} order by l.position`,
    },
  },
  event: {
    keys: {},
    lists: {
      participants: `select l.*, l.event_id as owner, ${key('participant', 'l.entity_id', 'l.event_id', 'l.position')} as entity
        from participant l where l.event_id in ${owners} order by l.position`,
    },
  },
  property: { keys: { subject: key('property', 'r.subject_id', 'r.id') }, lists: {} },
})

const claimsOfFacts = (key: EntityKey) =>
  `select c.*, ${key('claim', 'c.asserter_id', 'c.id')} as asserter, ${sourceKey('c.source_id')} as source, ${place}
   from claim c left join passage p on p.id = c.passage_id where c.fact_id in ${owners} order by c.key`

const viaOfClaims = `select v.claim_id as owner, ${sourceKey('v.source_id')} as source from claim_via v
  where v.claim_id in (select id from claim where fact_id in ${owners}) order by v.position`

/** The rows by the id of what they belong to. */
function byOwner(rows: readonly StoredRow[], owner: string): Map<unknown, StoredRow[]> {
  const groups = new Map<unknown, StoredRow[]>()
  for (const row of rows) {
    const group = groups.get(row[owner])
    if (group) group.push(row)
    else groups.set(row[owner], [row])
  }
  return groups
}

function* batches<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** How records are read: as they are told now, or under the keys that they were given under. */
type Way = { readonly key: EntityKey; readonly kinds: Kinds; readonly entities: string }

const toldNow: Way = {
  key: merged,
  kinds: kindsOf(merged, ofNow, listsOfMerged),
  entities: 'r.canonical_id is null',
}

const asGiven: Way = {
  key: givenKey,
  kinds: kindsOf(givenKey, ofGiven, ofNow('coverage', ['id'])),
  entities: '(r.canonical_id is null or r.id in (select from_id from merge))',
}

const chosenBy = (kind: Kind): string => {
  if (kind === 'source') return '+r.id in (select id from chosen_source)'
  // The plus keeps the rows in the order of the index by key, so that nothing is sorted.
  if (kind === 'entity') return '+coalesce(r.canonical_id, r.id) in (select id from chosen_entity)'
  return '+r.id in (select id from chosen_fact)'
}

/** The ids of those to which rows belong, as JSON. */
type Owners = { owners: string }

/** All records of a kind by key, or those that were chosen. */
function* recordsOf(connection: Connection, kind: Kind, chosen: boolean, way: Way): Generator<TupuRecord> {
  const isFact = kind !== 'entity' && kind !== 'source'
  const { keys, lists } = way.kinds[kind]
  const columns = Object.entries(keys).map(([name, sql]) => `, ${sql} as "${name}"`)
  const conditions = [...(kind === 'entity' ? [way.entities] : []), ...(chosen ? [chosenBy(kind)] : [])]
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const rows = connection.prepare<[], StoredRow>(`select r.*${columns.join('')} from ${kind} r ${where} order by r.key`)
  const parts = Object.entries(lists).map(
    ([name, sql]) => [name, connection.prepare<[Owners], StoredRow>(sql)] as const,
  )
  const claims = connection.prepare<[Owners], StoredRow>(claimsOfFacts(way.key))
  const via = connection.prepare<[Owners], StoredRow>(viaOfClaims)

  for (const batch of batches(rows.iterate())) {
    const ids = { owners: JSON.stringify(batch.map(({ id }) => id)) }
    const owned = parts.map(([name, statement]) => [name, byOwner(statement.all(ids), 'owner')] as const)
    const claimed = isFact ? byOwner(claims.all(ids), 'fact_id') : undefined
    const behind = isFact ? byOwner(via.all(ids), 'owner') : undefined
    for (const row of batch) {
      const belonging: Parts = Object.fromEntries(owned.map(([name, groups]) => [name, groups.get(row.id) ?? []]))
      const claimRecords =
        claimed &&
        (claimed.get(row.id) ?? []).map((claim) =>
          claimOf(
            claim,
            (behind!.get(claim.id) ?? []).map(({ source }) => source as string),
          ),
        )
      yield recordOf(kind, row, belonging, claimRecords)
    }
  }
}

/** What a database holds as its dump has it; as it is told now where it can't be known how all was given. */
export function* dumped(connection: Connection, chosen: boolean, given = true): Generator<AnyRecord> {
  if (!chosen) yield* tombstones(connection)
  const way = given && noteGiven(connection) ? asGiven : toldNow
  for (const kind of Object.keys(way.kinds) as Kind[]) yield* recordsOf(connection, kind, chosen, way)
  if (given) yield* redirects(connection, chosen)
}

/** Reads a database as it is at the first read, whatever is written meanwhile. */
function* reading<T>(file: string, where: ExportFilter | undefined, read: (connection: Connection) => Iterable<T>) {
  const connection = openReader(file)
  try {
    // All is read once, so keeping much of it in memory would gain nothing.
    connection.pragma('mmap_size = 0')
    connection.pragma('cache_size = -16384')
    connection.exec('begin')
    connection.prepare('select 1 from entity limit 1').get()
    if (where) choose(connection, where)
    yield* read(connection)
  } finally {
    connection.close()
  }
}

/**
 * The records of a database one at a time, in one order: sources, entities, and facts by kind, each by key. All are as they
 * were when the first was asked for, whatever is written meanwhile. Only a few hundred are in memory at once.
 */
export function readRecords(file: string, where: ExportFilter | undefined): Generator<TupuRecord> {
  return reading(file, where, function* (connection) {
    for (const kind of Object.keys(toldNow.kinds) as Kind[])
      yield* recordsOf(connection, kind, where !== undefined, toldNow)
  })
}

/** The same as they were given before anything was merged, with tombstones in front and redirects behind. */
export function dumpRecords(file: string, where: ExportFilter | undefined): Generator<AnyRecord> {
  return reading(file, where, (connection) => dumped(connection, where !== undefined))
}
