import type { SessionSummary } from '../store.ts'
import type { WriteContext } from './write-context.ts'

/** Names of this session that are those of another entity too: the two may be one. */
export function findCandidates({ connection, ids }: WriteContext): SessionSummary['candidates'] {
  const shared = `select norm, max(id) as newest from name group by norm having min(entity_id) <> max(entity_id)`
  const count = connection
    .prepare<[number], number>(`select count(*) from (${shared}) where newest > ?`)
    .pluck()
    .get(ids.name.before)!
  if (count === 0) return { count, pairs: [] }
  const pairs = connection
    .prepare<[number], [string, string]>(
      `select distinct min(a.key, b.key), max(a.key, b.key)
       from (select * from (${shared}) where newest > ? order by norm limit 20) s
         join name n on n.id = s.newest join name m on m.norm = s.norm and m.entity_id <> n.entity_id
         join entity a on a.id = n.entity_id join entity b on b.id = m.entity_id
       order by 1, 2 limit 20`,
    )
    .raw()
    .all(ids.name.before)
  return { count, pairs }
}
