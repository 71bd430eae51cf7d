import type { RedirectRecord, TombstoneRecord } from '../../records/record.ts'
import { hasMerges, movedRow } from './identity.ts'
import type { Connection } from './open.ts'

type Move = { place: string; row_key: string; from_id: number }

/**
 * Notes in the temporary table `given_as`, for each row that a merge has moved, the entity that it was given with. False if
 * nothing has been merged.
 */
export function noteGiven(connection: Connection): boolean {
  if (!hasMerges(connection)) return false
  connection.exec(
    'create temp table given_as (place, key1, key2, entity_id, primary key (place, key1, key2)) without rowid',
  )
  const add = connection.prepare<unknown[]>('insert or ignore into given_as values (?, ?, ?, ?)')
  const moves = connection.prepare<[number], Move>(
    `select v.place, v.row_key, m.from_id from merge_move v join merge m on m.id = v.merge_id
     where v.merge_id = ? and v.before is null`,
  )
  // A merge at a time and in their order: what was moved twice was given with the entity of the first.
  const merges = connection.prepare<[], number>('select id from merge order by id').pluck().all()
  for (const id of merges) {
    for (const { place, row_key, from_id } of moves.all(id)) {
      const [key1, key2 = 0] = movedRow(place, row_key).key
      add.run(place, key1, key2, from_id)
    }
  }
  return true
}

/** What a row was given with, as long as it still belongs to what that was merged into. */
const given = (table: string, column: string, key1: string, key2: string) => {
  const name = column.replace(/^\w+\./, '')
  return `from given_as g join entity e on e.id = g.entity_id
    where g.place = '${table}.${name}' and g.key1 = ${key1} and g.key2 = ${key2} and e.canonical_id = ${column}`
}

/** The key under which an entity was given in a column of a row. */
export const givenKey = (table: string, column: string, key1: string, key2 = '0') =>
  `coalesce((select e.key ${given(table, column, key1, key2)}), (select key from entity where id = ${column}))`

/** Rows of a table with their `owner`, the entity that they were given with, for those of a list of ids. */
export const ofGiven = (table: string, [key1, key2]: readonly [string, string?]) =>
  `(select * from (select t.*, coalesce((select e.id ${given(table, 't.entity_id', `t.${key1}`, key2 ? `t.${key2}` : '0')}), t.entity_id) as owner
    from ${table} t where t.entity_id in
      (select coalesce(canonical_id, id) from entity where id in (select value from json_each(@owners))))
    where owner in (select value from json_each(@owners)))`

/** The digests of the forgotten. */
export function* tombstones(connection: Connection): Generator<TombstoneRecord> {
  const rows = connection.prepare<[], Omit<TombstoneRecord, 'record'>>(
    'select hash, forgotten_at as forgottenAt from tombstone order by hash',
  )
  for (const row of rows.iterate()) yield { record: 'tombstone', ...row }
}

/** The keys that lead to another entity: those that were never more than that, then the merges as they came. */
export function* redirects(connection: Connection, chosen: boolean): Generator<RedirectRecord> {
  const only = (id: string) => (chosen ? `and ${id} in (select id from chosen_entity)` : '')
  const to = hasMerges(connection)
    ? givenKey('entity', 'r.canonical_id', 'r.id')
    : '(select key from entity where id = r.canonical_id)'
  const others = connection.prepare<[], { key: string; to: string }>(
    `select r.key, ${to} as "to" from entity r where r.canonical_id is not null ${only('r.canonical_id')}
       and r.id not in (select from_id from merge) order by r.key`,
  )
  for (const row of others.iterate()) yield { record: 'redirect', ...row }
  const made = connection.prepare<[], { key: string; to: string; mergedAt: string }>(
    `select f.key, t.key as "to", m.merged_at as mergedAt from merge m join entity f on f.id = m.from_id
       join entity t on t.id = m.into_id where f.canonical_id is not null ${only('f.canonical_id')} order by m.id`,
  )
  for (const row of made.iterate()) yield { record: 'redirect', ...row }
}
