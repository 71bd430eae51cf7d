import type { Connection } from './open.ts'

/** The properties whose subjects are listed by value; the triggers of the migration name them, too. */
export const LISTED = `('COUNTRY')`

/** Those and the property that stands beside them. */
const COPIED = `('COUNTRY', 'FOUNDED_ON')`

/** What `subject_by_value` has to hold. */
export const subjectsByValue = `select p.id, p.name, p.value, p.subject_id, e.kind, e.label, e.key,
    not exists (select 1 from property q where q.subject_id = p.subject_id and q.name = p.name and q.id <> p.id),
    p.known_from, p.known_to, p.known_gaps, f.value, f.known_from, f.known_to,
    coalesce(f.known_gaps, 0) = 0
      and not exists (select 1 from property q where q.subject_id = p.subject_id and q.name = 'FOUNDED_ON' and q.id <> f.id)
  from property p join entity e on e.id = p.subject_id
    left join property f on f.id = (select min(q.id) from property q where q.subject_id = p.subject_id and q.name = 'FOUNDED_ON')
  where p.name in ${LISTED}`

/** When so many properties are new, and as many as there were before, all rows are made anew. */
const MANY = 4000

const INDEX = 'subject_by_value_label'

/**
 * Brings the subjects by value up to date with properties and entities. To be called at the end of each transaction that may
 * write either, when the indexes of properties are there.
 */
export function settleSubjects(connection: Connection): void {
  const { before, last } = connection
    .prepare<[], { before: number; last: number }>(
      'select last_property as before, (select coalesce(max(id), 0) from property) as last from subject_state',
    )
    .get()!
  if (last - before >= MANY && last - before >= before) makeAnew(connection)
  else {
    connection
      .prepare(`insert or ignore into subject_due select subject_id from property where id > ? and name in ${COPIED}`)
      .run(before)
    if (connection.prepare('select 1 from subject_due limit 1').get() !== undefined) {
      const due = `p.subject_id in (select entity_id from subject_due)`
      connection.exec(
        `delete from subject_by_value where id in (select p.id from property p where p.name in ${LISTED} and ${due})`,
      )
      connection.exec(`insert into subject_by_value ${subjectsByValue} and ${due}`)
    }
  }
  connection.exec('delete from subject_due')
  // Ids of deleted properties may be given again, so this may go back.
  if (last !== before) connection.prepare('update subject_state set last_property = ?').run(last)
}

function makeAnew(connection: Connection): void {
  const index = connection
    .prepare<[string], string>(`select sql from sqlite_schema where type = 'index' and name = ?`)
    .pluck()
    .get(INDEX)!
  connection.exec(`drop index ${INDEX}`)
  connection.exec('delete from subject_by_value')
  connection.exec(`insert into subject_by_value ${subjectsByValue} order by p.id`)
  connection.exec(index)
}
