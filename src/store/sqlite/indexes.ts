import type { Connection } from './open.ts'

/** How many rows are added before it is worth while to build an index anew rather than to keep it up to date. */
const MANY = 4000

/** Tables that grow together; the first one's ids are counted. */
const groups = {
  entity: ['entity', 'name', 'identifier'],
  fact: [
    ...['fact', 'relation', 'figure', 'statement', 'statement_about', 'event', 'participant', 'property'],
    ...['claim', 'claim_via', 'passage'],
  ],
} as const

export type Group = keyof typeof groups

/** Takes indexes away while very much is written, and builds them anew; readers never see it. */
export class Indexes {
  readonly #connection: Connection
  readonly #dropped = new Map<string, string>()
  readonly #done = new Set<Group>()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Drops the indexes of tables if by now so much has been added that it is worth while; tells whether it has just done so. */
  grown(group: Group, before: number, added: number): boolean {
    if (added < MANY || added * 2 < before || this.#done.has(group)) return false
    this.#done.add(group)
    const all = this.#connection
      .prepare<[string], { name: string; sql: string }>(
        `select name, sql from sqlite_schema where type = 'index' and sql > '' and tbl_name in (select value from json_each(?))`,
      )
      .all(JSON.stringify(groups[group]))
    for (const { name, sql } of all) {
      this.#connection.exec(`drop index "${name}"`)
      this.#dropped.set(name, sql)
    }
    return true
  }

  /** Builds an index now, since it is about to be used. */
  need(name: string): void {
    const sql = this.#dropped.get(name)
    if (sql === undefined) return
    this.#dropped.delete(name)
    this.#connection.exec(sql)
  }

  /** Builds all that are missing, but for those that shall come later. */
  restore(later: readonly string[] = []): void {
    for (const name of [...this.#dropped.keys()]) if (!later.includes(name)) this.need(name)
  }
}
