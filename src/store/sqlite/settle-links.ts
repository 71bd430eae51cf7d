import { FOREVER } from '../../records/values.ts'
import type { Connection } from './open.ts'

/** Those that stand in some relation with the entity: not negated, named, and not taken back. */
const linked = `select to_id as far from relation
    where from_id = due.entity_id and to_id is not null and to_id <> due.entity_id and negated = 0 and known_to = @forever
  union select from_id from relation
    where to_id = due.entity_id and from_id <> due.entity_id and negated = 0 and known_to = @forever`

/**
 * Brings up to date what follows from relations: with how many others each entity is linked, and the number by which readers
 * see that relations have changed. To be called at the end of each transaction that may write relations.
 */
export function settleLinks(connection: Connection): void {
  const { last_relation: last } = connection
    .prepare<[], { last_relation: number }>('select last_relation from link_state')
    .get()!
  connection
    .prepare(
      `insert or ignore into link_due
       select from_id from relation where id > @last union select to_id from relation where id > @last and to_id is not null`,
    )
    .run({ last })
  if (connection.prepare('select 1 from link_due limit 1').get() === undefined) return
  connection
    .prepare(
      `update entity set influence = counted.n
       from (select due.entity_id as id, (select count(*) from (${linked})) as n from link_due due) counted
       where entity.id = counted.id and entity.influence <> counted.n`,
    )
    .run({ forever: FOREVER })
  connection.exec('delete from link_due')
  // Ids of deleted relations may be given again, so this may go back.
  connection.exec(
    'update link_state set version = version + 1, last_relation = (select coalesce(max(id), 0) from relation)',
  )
}
