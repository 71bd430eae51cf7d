import { FOREVER } from '../../records/forever.ts'
import { SPAN } from './link-blocks.ts'
import { type Connection, explaining } from './open.ts'
import { allBlocks, packLinks } from './pack-links.ts'

/** The indexes of what is settled. */
export const BY_INFLUENCE = ['entity_by_influence', 'entity_by_kind_influence']

/** Those that stand in some relation with the entity: not negated, named, and not taken back. */
const linked = `select to_id as far from relation
    where from_id = due.entity_id and to_id is not null and to_id <> due.entity_id and negated = 0 and known_to = @forever
  union select from_id from relation
    where to_id = due.entity_id and from_id <> due.entity_id and negated = 0 and known_to = @forever`

/** When so many relations are new, and as many as there were before, those of all entities are counted at once. */
const MANY = 4000

/** With how many others each entity is linked that is linked at all; sorted, which takes little memory however many there are. */
const counted = `select near, count(distinct far) as n
  from (select from_id as near, to_id as far from relation
      where to_id is not null and to_id <> from_id and negated = 0 and known_to = @forever
    union all select to_id, from_id from relation
      where to_id is not null and to_id <> from_id and negated = 0 and known_to = @forever)
  group by near`

/**
 * Brings up to date what follows from relations: with how many others each entity is linked, and the number by which readers
 * see that relations have changed. To be called at the end of each transaction that may write relations.
 */
export function settleLinks(connection: Connection): void {
  const { before, last } = connection
    .prepare<[], { before: number; last: number }>(
      'select last_relation as before, (select coalesce(max(id), 0) from relation) as last from link_state',
    )
    .get()!
  const forever = FOREVER
  const many = last - before >= MANY && last - before >= before
  const blocks = many ? allBlocks(connection) : blocksDue(connection, before)
  if (many) {
    connection
      .prepare(`update entity set influence = n from (${counted}) where entity.id = near and influence <> n`)
      .run({ forever })
  } else {
    connection
      .prepare(
        `insert or ignore into link_due
         select from_id from relation where id > @before union select to_id from relation where id > @before and to_id is not null`,
      )
      .run({ before })
  }
  if (!many && connection.prepare('select 1 from link_due limit 1').get() === undefined) return
  connection
    .prepare(
      `update entity set influence = counted.n
       from (select due.entity_id as id, (select count(*) from (${linked})) as n from link_due due) counted
       where entity.id = counted.id and entity.influence <> counted.n`,
    )
    .run({ forever })
  connection.exec('delete from link_due')
  packLinks(connection, blocks)
  // Ids of deleted relations may be given again, so this may go back.
  connection.prepare('update link_state set version = version + 1, last_relation = ?').run(last)
}

/** The blocks of the entities that relations lead from which have changed or are new. */
const blocksDue = (connection: Connection, before: number): number[] =>
  connection
    .prepare<[number], number>(
      `select entity_id / ${SPAN} from link_due union select from_id / ${SPAN} from relation where id > ?`,
    )
    .pluck()
    .all(before)

/** Settles the links of a database that was written before all of this was kept. */
export function catchUpLinks(connection: Connection, path: string): void {
  const isBehind = connection
    .prepare<[], number>('select last_relation < (select max(id) from relation) from link_state')
    .pluck()
  if (isBehind.get()) explaining(path, () => connection.transaction(() => settleLinks(connection)).immediate())
}
