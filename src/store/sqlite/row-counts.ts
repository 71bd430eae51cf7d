import type { Connection } from './open.ts'

/** How long counts are believed without a look whether anything was written, in milliseconds. */
const FRESH = 60_000

/** Counts the rows of each table, anew only after something was written. */
export class RowCounts {
  readonly #connection: Connection
  #counts: ReadonlyMap<string, number> | undefined
  #version: unknown
  #looked = 0

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** To be called when this process has written. */
  forget(): void {
    this.#counts = undefined
  }

  get(): ReadonlyMap<string, number> {
    const now = Date.now()
    if (this.#counts && now - this.#looked < FRESH) return this.#counts
    this.#looked = now
    const version = this.#connection.pragma('data_version', { simple: true })
    if (this.#counts && version === this.#version) return this.#counts
    this.#version = version
    const tables = this.#connection
      .prepare<[], string>(
        // The search index counts its rows by reading all of them, and no estimate needs it.
        `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'search_%'`,
      )
      .pluck()
      .all()
    const count = (table: string) =>
      this.#connection.prepare<[], number>(`select count(*) from "${table}"`).pluck().get()!
    this.#counts = new Map(tables.map((table) => [table, count(table)]))
    return this.#counts
  }
}
