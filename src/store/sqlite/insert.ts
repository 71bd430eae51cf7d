import type { Statement } from 'better-sqlite3'
import type { Row } from '../rows.ts'
import type { Connection } from './open.ts'

/** Inserts rows into tables, with a prepared statement for each set of columns. */
export class Inserter {
  readonly #connection: Connection
  readonly #statements = new Map<string, Statement>()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** Inserts a row and returns its id. Table and column names come from the code, never from data. */
  insert(table: string, row: Row): number {
    const columns = Object.keys(row)
    const signature = `${table} ${columns}`
    let statement = this.#statements.get(signature)
    if (!statement) {
      const names = columns.map((column) => `"${column}"`).join(', ')
      // By position: binding by name takes the driver half as long again.
      const values = columns.map(() => '?').join(', ')
      statement = this.#connection.prepare(`insert into ${table} (${names}) values (${values})`)
      this.#statements.set(signature, statement)
    }
    return Number(statement.run(...Object.values(row)).lastInsertRowid)
  }
}
