import type { Connection } from './open.ts'

/** How long counts are believed without a look whether anything was written, in milliseconds. */
const FRESH = 60_000

/** From so many rows on, what was found when the database was analyzed is as good as a count, which would read all of them. */
const MANY = 100_000

/** Counts the rows of each table, anew only after something was written; of large tables, about. */
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
    const analyzed = this.#analyzed()
    const count = (table: string) => {
      const about = analyzed.get(table) ?? 0
      return about >= MANY
        ? about
        : this.#connection.prepare<[], number>(`select count(*) from "${table}"`).pluck().get()!
    }
    this.#counts = new Map(tables.map((table) => [table, count(table)]))
    return this.#counts
  }

  /** How many rows the tables had when they were last analyzed. */
  #analyzed(): ReadonlyMap<string, number> {
    const connection = this.#connection
    const ever = connection.prepare("select 1 from sqlite_schema where name = 'sqlite_stat1'").get()
    if (!ever) return new Map()
    // The statistics of an index begin with the rows of its table.
    const rows = connection.prepare<[], [string, number]>(
      'select tbl, max(cast(stat as integer)) from sqlite_stat1 group by tbl',
    )
    return new Map(rows.raw().all())
  }
}
