import { references } from '../identity.ts'
import { tombstoneOf } from '../write-context.ts'
import { bySql, type Check, quoted } from './check.ts'

/** How many values the primary keys of the places have that a merge can have moved. */
const places = [{ table: 'name', column: 'rank', key: ['id'] }, ...references]
const keyLength = places.map(({ table, column, key }) => `when ${quoted(`${table}.${column}`)} then ${key.length}`)

/** Notes of what a merge has moved that nothing can be taken back by. */
export const unsoundMoves = `select (select key from entity where id = m.from_id) as key,
    'what moved with it is noted as ' || v.place || ' ' || v.row_key || coalesce(' from ' || v.before, '') as message
  from merge_move v left join merge m on m.id = v.merge_id
  where case when json_valid(v.row_key) and json_valid(coalesce(v.before, 'null'))
    then json_type(v.row_key) <> 'array' or json_array_length(v.row_key) is not case v.place ${keyLength.join(' ')} end
    else true end`

export const merges: readonly Check[] = [
  {
    name: 'merges',
    severity: 'problem',
    about: 'merged entities that are told of still, or whose redirect does not lead to an entity of their kind',
    advice: 'Restore the database from a copy; or tupu split KEY, and tupu merge again.',
    find: bySql(
      `select e.key, t.key as other, 'leads to an entity that is merged itself' as message
       from entity e join entity t on t.id = e.canonical_id where t.canonical_id is not null`,
      `select e.key, t.key as other, 'is a ' || e.kind || ', but a part of a ' || t.kind as message
       from entity e join entity t on t.id = e.canonical_id where t.kind <> e.kind`,
      `select e.key, 'is noted as merged, but stands on its own' as message
       from merge m join entity e on e.id = m.from_id where e.canonical_id is null`,
      `select e.key, t.key as other, 'is noted as merged into that, but leads elsewhere' as message
       from merge m join entity e on e.id = m.from_id join entity t on t.id = m.into_id
       where e.canonical_id is not null and e.canonical_id <> coalesce(t.canonical_id, t.id)`,
      // Each had a name at least, whose place among the names is noted.
      `select e.key, 'is noted as merged, but not what moved with it' as message
       from merge m join entity e on e.id = m.from_id
       where not exists (select 1 from merge_move where merge_id = m.id)`,
      unsoundMoves,
      ...references
        .filter(({ table }) => table !== 'entity')
        .map(
          ({ table, column }) =>
            `select e.key, '${table}.${column} still refers to it, ' || count(*) || ' times' as message
             from entity e join ${table} r on r.${column} = e.id where e.canonical_id is not null group by e.id`,
        ),
    ),
  },
  {
    name: 'forgotten',
    severity: 'problem',
    about: 'persons who are there, but were to be forgotten',
    advice: 'tupu forget KEY erases them.',
    *find(connection) {
      const hashes = new Set(connection.prepare<[], string>('select hash from tombstone').pluck().iterate())
      if (hashes.size === 0) return
      type Row = { key: string; scheme: string | null; value: string | null }
      const persons = connection.prepare<[], Row>(
        `select e.key, null as scheme, null as value from entity e where e.kind = 'PERSON'
         union all select e.key, i.scheme, i.value from entity e join identifier i on i.entity_id = e.id where e.kind = 'PERSON'`,
      )
      for (const { key, scheme, value } of persons.iterate()) {
        const hash = scheme === null || value === null ? tombstoneOf(key) : tombstoneOf(scheme, value)
        if (hashes.has(hash)) yield { keys: [key], message: 'is the key or identifier of somebody who was forgotten' }
      }
    },
  },
]
