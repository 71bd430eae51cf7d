import type { TupuRecord } from '../../records/record.ts'
import { claimOf, type Parts, recordOf, type StoredRow } from '../records.ts'
import type { ExportFilter } from '../store.ts'
import { choose } from './choose.ts'
import { type Connection, openReader } from './open.ts'

/** How many records are read before the rows that belong to them are looked up, all at once. */
const BATCH = 500

/** The key of the entity with an id; of a merged one the key of that into which it was merged. */
const entityKey = (id: string) =>
  `(select coalesce((select t.key from entity t where t.id = e.canonical_id), e.key) from entity e where e.id = ${id})`

const sourceKey = (id: string) => `(select key from source where id = ${id})`

const place = 'p.line, p.start_at, p.end_at, p.quote'
const owners = '(select value from json_each(?))'

const ofOwner = (table: string, owner: string, order: string) =>
  `select l.*, l.${owner} as owner, ${entityKey('l.entity_id')} as entity from ${table} l
   where l.${owner} in ${owners} order by ${order}`

const evidenceOf = (table: string, order: string) =>
  `select n.*, n.entity_id as owner, ${entityKey('n.asserter_id')} as asserter, ${sourceKey('n.source_id')} as source, ${place}
   from ${table} n left join passage p on p.id = n.passage_id where n.entity_id in ${owners} order by ${order}`

type Kind = TupuRecord['record']

/** What belongs to a record of each kind besides its own row: the keys that it refers to, and its lists. */
const kinds: { readonly [kind in Kind]: { keys: Record<string, string>; lists: Record<string, string> } } = {
  source: {
    keys: { publisher: entityKey('r.publisher_id'), primary_source: sourceKey('r.primary_source_id') },
    lists: { authors: ofOwner('source_author', 'source_id', 'l.position') },
  },
  entity: {
    keys: {},
    lists: {
      names: evidenceOf('name', 'n.rank, n.id'),
      identifiers: ofOwner('identifier', 'entity_id', 'l.scheme, l.value'),
      lists: evidenceOf('coverage', 'n.list'),
    },
  },
  relation: {
    keys: { from: entityKey('r.from_id'), to: entityKey('r.to_id'), product: entityKey('r.product_id') },
    lists: {},
  },
  figure: { keys: { subject: entityKey('r.subject_id') }, lists: {} },
  statement: {
    keys: { speaker: entityKey('r.speaker_id') },
    lists: { about: ofOwner('statement_about', 'statement_id', 'l.position') },
  },
  event: { keys: {}, lists: { participants: ofOwner('participant', 'event_id', 'l.position') } },
  property: { keys: { subject: entityKey('r.subject_id') }, lists: {} },
}

const claimsOfFacts = `select c.*, ${entityKey('c.asserter_id')} as asserter, ${sourceKey('c.source_id')} as source, ${place}
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

/** All records of a kind by key, or those that were chosen. */
function* recordsOf(connection: Connection, kind: Kind, chosen: boolean): Generator<TupuRecord> {
  const isFact = kind !== 'entity' && kind !== 'source'
  const { keys, lists } = kinds[kind]
  const columns = Object.entries(keys).map(([name, sql]) => `, ${sql} as "${name}"`)
  const conditions = [
    ...(kind === 'entity' ? ['r.canonical_id is null'] : []),
    // The plus keeps the rows in the order of the index by key, so that nothing is sorted.
    ...(chosen ? [`+r.id in (select id from chosen_${isFact ? 'fact' : kind})`] : []),
  ]
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''
  const rows = connection.prepare<[], StoredRow>(`select r.*${columns.join('')} from ${kind} r ${where} order by r.key`)
  const parts = Object.entries(lists).map(
    ([name, sql]) => [name, connection.prepare<[string], StoredRow>(sql)] as const,
  )
  const claims = connection.prepare<[string], StoredRow>(claimsOfFacts)
  const via = connection.prepare<[string], StoredRow>(viaOfClaims)

  for (const batch of batches(rows.iterate())) {
    const ids = JSON.stringify(batch.map(({ id }) => id))
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

/**
 * The records of a database one at a time, in one order: sources, entities, and facts by kind, each by key. All are as they
 * were when the first was asked for, whatever is written meanwhile. Only a few hundred are in memory at once.
 */
export function* readRecords(file: string, where: ExportFilter | undefined): Generator<TupuRecord> {
  const connection = openReader(file)
  try {
    // All is read once, so keeping much of it in memory would gain nothing.
    connection.pragma('mmap_size = 0')
    connection.pragma('cache_size = -16384')
    // A transaction sees the database as it is at its first read.
    connection.exec('begin')
    connection.prepare('select 1 from entity limit 1').get()
    if (where) choose(connection, where)
    for (const kind of Object.keys(kinds) as Kind[]) yield* recordsOf(connection, kind, where !== undefined)
  } finally {
    connection.close()
  }
}
