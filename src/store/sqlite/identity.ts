import { StoreError } from '../error.ts'
import { label } from '../label.ts'
import type { Connection } from './open.ts'

/** Every column that refers to an entity, with the primary key of its table. */
export const references: readonly { table: string; column: string; key: readonly string[] }[] = [
  { table: 'entity', column: 'canonical_id', key: ['id'] },
  { table: 'source', column: 'publisher_id', key: ['id'] },
  { table: 'source_author', column: 'entity_id', key: ['source_id', 'position'] },
  { table: 'name', column: 'entity_id', key: ['id'] },
  { table: 'name', column: 'asserter_id', key: ['id'] },
  { table: 'identifier', column: 'entity_id', key: ['scheme', 'value'] },
  { table: 'coverage', column: 'asserter_id', key: ['id'] },
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

export type Entity = { id: number; key: string; kind: string; label: string; canonical_id: number | null }

/** The primary key of a row that a merge has moved, with the column that it was moved in and those of the key. */
export function movedRow(place: string, rowKey: string) {
  const [table, column] = place.split('.') as [string, string]
  const names = references.find((one) => one.table === table)?.key
  try {
    const key: unknown = JSON.parse(rowKey)
    if (names && Array.isArray(key) && key.length === names.length)
      return { table, column, names, key: key as (string | number)[] }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new StoreError(
    `What was moved by a merge is noted as ${place} ${rowKey}, which leads nowhere. Run tupu check, and restore the database from a copy.`,
  )
}

/** The row of the entity with a key. */
export const find = (connection: Connection, key: string): Entity => {
  const found = connection.prepare<[string], Entity>('select * from entity where key = ?').get(key)
  if (!found) throw new StoreError(`There is no entity with the key ${key}.`)
  return found
}

/** The label that an entity has by its names. */
function relabel(connection: Connection, id: number): void {
  const names = connection
    .prepare<[number], { text: string; lang: string; type: string }>(
      'select text, lang, type from name where entity_id = ? order by rank, id',
    )
    .all(id)
  if (names.length > 0) connection.prepare('update entity set label = ? where id = ?').run(label(names), id)
}

/** Makes one entity a part of another: its key redirects, all that refers to it moves, and each move is noted. */
export function mergeEntities(connection: Connection, from: string, into: string, at: string): void {
  const [lost, kept] = [find(connection, from), find(connection, into)]
  for (const { key, canonical_id } of [lost, kept]) {
    if (canonical_id === null) continue
    throw new StoreError(`${key} leads to another entity already; tupu split ${key} first, or name that entity.`)
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

/** Says of rows that what they refer to has been corrected: a split must not bring back what it was before a merge. */
export function correcting(connection: Connection): (place: string, ...rowKey: (string | number)[]) => void {
  const statement = connection.prepare('delete from merge_move where place = ? and row_key = ?')
  return (place, ...rowKey) => void statement.run(place, JSON.stringify(rowKey))
}

export const hasMerges = (connection: Connection): boolean =>
  connection.prepare<[], number>('select exists (select 1 from merge)').pluck().get() === 1

/** SQL of the entity that a row belonged to before it was moved by merges, the first of which is what counts. */
export const firstOwner = (place: string, id: string, now: string): string =>
  `coalesce((select m.from_id from merge_move v join merge m on m.id = v.merge_id
    where v.place = '${place}' and v.row_key = json_array(${id}) order by m.id limit 1), ${now})`

/** Finds the entity that what is given under a key belongs to, whatever it is merged into; undefined if nothing has been merged. */
export function givenWith(connection: Connection): ((key: string) => number | undefined) | undefined {
  if (!hasMerges(connection)) return undefined
  const owner = connection
    .prepare<[string], number>(
      `select iif(e.canonical_id is null or exists (select 1 from merge where from_id = e.id), e.id,
         ${firstOwner('entity.canonical_id', 'e.id', 'e.canonical_id')}) from entity e where e.key = ?`,
    )
    .pluck()
  return (key) => owner.get(key)
}

/** Frees a key that leads to an entity and never was one of its own; gives the key of that entity. */
function freeKey(connection: Connection, { id, canonical_id }: Entity): string {
  correcting(connection)('entity.canonical_id', id)
  connection.prepare('delete from entity where id = ?').run(id)
  return connection.prepare<[number], string>('select key from entity where id = ?').pluck().get(canonical_id!)!
}

/**
 * Takes a merge back. Names and facts given with the merged key since stay with the entity that it was merged into. A key that only leads to
 * an entity, since a record of it had an identifier of that, is free again; then the key of that entity is given.
 */
export function splitEntity(connection: Connection, key: string): string | undefined {
  const lost = find(connection, key)
  const merge = connection
    .prepare<[number], { id: number; into_id: number }>('select id, into_id from merge where from_id = ?')
    .get(lost.id)
  if (!merge && lost.canonical_id !== null) return freeKey(connection, lost)
  if (!merge) throw new StoreError(`${key} has not been merged into another entity.`)
  // What the other was merged into in turn has the rows now; that merge must be taken back first.
  const [into] = [connection.prepare<[number], Entity>('select * from entity where id = ?').get(merge.into_id)!]
  if (into.canonical_id !== null) throw new StoreError(`${into.key} has been merged itself; split ${into.key} first.`)
  const moves = connection.prepare<[number], { place: string; row_key: string; before: string | null }>(
    'select place, row_key, before from merge_move where merge_id = ? order by position',
  )
  for (const { place, row_key, before } of moves.all(merge.id)) {
    const { table, column, names, key } = movedRow(place, row_key)
    const where = names.map((name) => `${name} = ?`).join(' and ')
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
  return undefined
}
