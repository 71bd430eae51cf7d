import type { Statement } from 'better-sqlite3'
import type { Bound } from '../store.ts'
import type { Connection } from './open.ts'

/** Rows in one statement; more make it no faster. */
const ROWS = 64

/** Rows that wait to be inserted together, since they have values in the same columns. */
type Group = { readonly columns: readonly number[]; readonly statements: Map<number, Statement>; values: Bound[] }

/**
 * Inserts into one table, many rows in a statement: the driver's cost for each is larger than SQLite's. Columns that are null
 * are left out, so that they needn't be bound; a column with a default is given null for it.
 */
class Table {
  readonly #connection: Connection
  readonly #name: string
  readonly #columns: readonly string[]
  readonly #groups = new Map<number, Group>()

  constructor(connection: Connection, name: string, columns: readonly string[]) {
    this.#connection = connection
    this.#name = name
    this.#columns = columns
  }

  add(row: readonly Bound[]): void {
    let mask = 0
    for (let i = 0; i < row.length; i++) if (row[i] !== null) mask += 2 ** i
    let group = this.#groups.get(mask)
    if (!group) {
      const columns = row.flatMap((value, i) => (value === null ? [] : [i]))
      group = { columns, statements: new Map(), values: [] }
      this.#groups.set(mask, group)
    }
    for (const column of group.columns) group.values.push(row[column]!)
    if (group.values.length === ROWS * group.columns.length) this.#run(group, ROWS)
  }

  flush(): void {
    for (const group of this.#groups.values()) {
      // Powers of two, so that few statements are prepared.
      for (let rows = ROWS; group.values.length > 0; rows /= 2) {
        if (group.values.length >= rows * group.columns.length) this.#run(group, rows)
      }
    }
  }

  #run(group: Group, rows: number): void {
    const count = rows * group.columns.length
    const rest = group.values.length > count ? group.values.splice(count) : []
    let statement = group.statements.get(rows)
    if (!statement) {
      const names = group.columns.map((column) => `"${this.#columns[column]}"`).join(', ')
      const values = `(${group.columns.map(() => '?').join(', ')})`
      const sql = `insert into ${this.#name} (${names}) values ${Array(rows).fill(values).join(', ')}`
      statement = this.#connection.prepare(sql)
      group.statements.set(rows, statement)
    }
    const { values } = group
    group.values = rest
    statement.run(values)
  }
}

/** Inserts rows into tables, a little later and many at once. Names come from the code, never from data. */
export class Inserter {
  readonly #connection: Connection
  readonly #tables = new Map<string, Table>()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The function that adds rows to a table; each has a value for each of the columns. */
  into(name: string, columns: readonly string[]): (row: readonly Bound[]) => void {
    const table = new Table(this.#connection, name, columns)
    this.#tables.set(name, table)
    return (row) => table.add(row)
  }

  /** Inserts what waits, so that statements see it. */
  flush(): void {
    for (const table of this.#tables.values()) table.flush()
  }
}
