import type { Connection } from './open.ts'

/** How many rows are added before it is worth while to build an index anew rather than to keep it up to date. */
const MANY = 4000

/** Without these, what is written can't be compared with what is there. */
const KEPT = new Set(['claim_by_slot', 'passage_once'])

/** Takes indexes away while very much is written, and builds them anew; readers never see it. */
export class Indexes {
  readonly #connection: Connection
  readonly #before: number
  readonly #dropped = new Map<string, string>()
  #done = false

  constructor(connection: Connection) {
    this.#connection = connection
    this.#before = connection.prepare<[], number>('select coalesce(max(id), 0) from fact').pluck().get()!
  }

  /** Tells how many facts have been added; drops the indexes when it comes to many. */
  added(count: number): void {
    if (this.#done || count < MANY || count * 2 < this.#before) return
    this.#done = true
    const all = this.#connection
      .prepare<[], { name: string; sql: string }>(
        `select name, sql from sqlite_schema where type = 'index' and sql > ''`,
      )
      .all()
    for (const { name, sql } of all) {
      if (KEPT.has(name)) continue
      this.#connection.exec(`drop index "${name}"`)
      this.#dropped.set(name, sql)
    }
  }

  /** Builds an index now, since it is about to be used. */
  need(name: string): void {
    const sql = this.#dropped.get(name)
    if (sql === undefined) return
    this.#dropped.delete(name)
    this.#connection.exec(sql)
  }

  /** Builds all that are missing. */
  restore(): void {
    for (const name of [...this.#dropped.keys()]) this.need(name)
  }
}
