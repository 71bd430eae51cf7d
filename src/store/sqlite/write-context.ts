import { Inserter } from './insert.ts'
import type { Connection } from './open.ts'
import { Passages } from './passages.ts'
import { References } from './references.ts'

/** What the writers of one transaction share; statements are prepared once for all its records. */
export function writeContext(connection: Connection, recordedAt: string) {
  const inserter = new Inserter(connection)
  const key = <Parameters extends unknown[]>(sql: string) => connection.prepare<Parameters, string>(sql).pluck()
  return {
    inserter,
    passages: new Passages(connection, inserter),
    references: new References(connection),
    /** The instant at which what is written is recorded. */
    recordedAt,
    /** The key of the fact that has the claim with a key. */
    claimOwner: key<[string]>('select f.key from claim c join fact f on f.id = c.fact_id where c.key = ?'),
    /** The key of the entity that has an identifier. */
    identifierOwner: key<[string, string]>(
      'select e.key from identifier i join entity e on e.id = i.entity_id where i.scheme = ? and i.value = ?',
    ),
    /** Adds to a source what it refers to. */
    completeSource: connection.prepare<[number | null, number | null, number]>(
      'update source set publisher_id = ?, primary_source_id = ? where id = ?',
    ),
  }
}

export type WriteContext = ReturnType<typeof writeContext>
