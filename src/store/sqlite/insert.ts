import type { Statement } from 'better-sqlite3'
import type { Bound } from '../store.ts'
import type { Connection } from './open.ts'

/** Rows in one statement; more make it no faster. A rest is inserted by the smaller statements. */
const SIZES = [128, 16, 1] as const
const MOST = SIZES[0]

/** More ways to write the rows of a table are not prepared: then every value is bound. */
const WAYS = 12

/** How the values of a column come in one statement: not at all, one for all rows, counting up, or one for each. */
type Way = 'none' | 'same' | 'counting' | 'each'

type Prepared = {
  readonly statement: Statement
  /** The columns whose values are bound for each row, and those of which one is. */
  readonly each: readonly number[]
  readonly named: readonly number[]
  /** What is bound, kept from one time to the next. */
  readonly bound: Bound[]
  readonly names: Record<string, Bound>
}

function wayOf(values: readonly Bound[], from: number, rows: number): Way {
  const first = values[from]!
  let same = true
  let counting = typeof first === 'number'
  for (let i = 1; i < rows && (same || counting); i++) {
    const value = values[from + i]!
    if (value !== first) same = false
    if (counting && value !== (first as number) + i) counting = false
  }
  if (same) return first === null ? 'none' : 'same'
  return counting ? 'counting' : 'each'
}

/** What stands for a column in the nth row of a statement. */
function term(way: Way, column: number, row: number): string {
  if (way === 'each') return '?'
  return way === 'same' ? `@c${column}` : `@c${column}+${row}`
}

/**
 * Inserts into one table, many rows in a statement. To bind a value costs more than to store it, so one that is the same for all rows
 * is bound once, and ids that count up are counted in SQL.
 */
class Table {
  readonly #connection: Connection
  readonly #name: string
  readonly #columns: readonly string[]
  /** The values of each column that wait; those behind the count are left from before. */
  readonly #values: Bound[][]
  readonly #prepared = new Map<string, Prepared>()
  #count = 0

  constructor(connection: Connection, name: string, columns: readonly string[]) {
    this.#connection = connection
    this.#name = name
    this.#columns = columns
    this.#values = columns.map(() => Array<Bound>(MOST).fill(null))
  }

  add(row: readonly Bound[]): void {
    const at = this.#count
    for (let i = 0; i < row.length; i++) this.#values[i]![at] = row[i]!
    this.#count = at + 1
    if (this.#count === MOST) this.flush()
  }

  flush(): void {
    if (this.#count === 0) return
    let from = 0
    for (const rows of SIZES) for (; this.#count - from >= rows; from += rows) this.#run(from, rows)
    this.#count = 0
  }

  #run(from: number, rows: number): void {
    const ways = this.#values.map((values) => (rows === 1 ? 'each' : wayOf(values, from, rows)))
    const { statement, each, named, bound, names } = this.#statement(ways, rows)
    let at = 0
    for (let row = from; row < from + rows; row++) for (const column of each) bound[at++] = this.#values[column]![row]!
    if (named.length === 0) {
      statement.run(bound)
      return
    }
    for (const column of named) names[`c${column}`] = this.#values[column]![from]!
    statement.run(bound, names)
  }

  #statement(ways: readonly Way[], rows: number): Prepared {
    const name = `${rows} ${ways.join(' ')}`
    const known = this.#prepared.get(name)
    if (known) return known
    if (this.#prepared.size >= WAYS && ways.some((way) => way !== 'each')) {
      return this.#statement(
        ways.map(() => 'each'),
        rows,
      )
    }
    const used = ways.flatMap((way, i) => (way === 'none' ? [] : [i]))
    const values = Array.from(
      { length: rows },
      (_, row) => `(${used.map((column) => term(ways[column]!, column, row)).join(', ')})`,
    )
    const names = used.map((column) => `"${this.#columns[column]}"`).join(', ')
    const statement = this.#connection.prepare(`insert into ${this.#name} (${names}) values ${values.join(', ')}`)
    const each = used.filter((column) => ways[column] === 'each')
    const prepared: Prepared = {
      statement,
      each,
      named: used.filter((column) => ways[column] !== 'each'),
      bound: Array<Bound>(each.length * rows).fill(null),
      names: {},
    }
    this.#prepared.set(name, prepared)
    return prepared
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
