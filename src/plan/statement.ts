import type { Bound } from '../store/store.ts'
import type { Table } from '../store/tables.ts'
import type { Sql } from './sql.ts'
import type { Runtime, Value } from './value.ts'

export type Binder = (runtime: Runtime) => Bound

/** A row of a table within a statement. Names of the columns that are read from it are collected, so that only these are fetched. */
export class Row {
  readonly table: Table
  readonly alias: string
  readonly prefix: string
  readonly used: Set<string> | undefined
  /** For the row of an edge: the row whose list the edge belongs to. */
  parent: Row | undefined
  /** The number that came with the row, where a function of the server told its list. */
  told: (() => Sql) | undefined
  /** The row that leads to this one, and those columns of this one that stand in it, by their names there. */
  driver:
    | {
        readonly row: Row
        readonly copies: Readonly<Record<string, string>>
        /** What is at hand in the leading row, by what would work it out. */
        readonly atHand?: ReadonlyMap<unknown, (otherwise: () => Sql) => Sql> | undefined
      }
    | undefined
  /** Whether anything was read that only stands in its own table. */
  isRead = false
  /** Values that are at hand without working them out, by what works them out. */
  readonly known = new Map<unknown, () => Sql>()
  /** Values that the driver's rows shall bring along; none where each use works its value out. */
  brought: { readonly name: string; readonly value: Sql }[] | undefined

  constructor(table: Table, alias: string, prefix = '', used?: Set<string>) {
    this.table = table
    this.alias = alias
    this.prefix = prefix
    this.used = used
  }

  col(name: string): Sql {
    if (!(name in this.table.columns)) throw new Error(`Table ${this.table.name} has no column ${name}`)
    const copy = this.driver?.copies[name]
    if (copy) return this.driver!.row.col(copy)
    this.isRead = true
    this.used?.add(name)
    return this.table.given ? `(${this.alias}.value ->> '$.${name}')` : `${this.alias}.${this.prefix}${name}`
  }

  /** A value that is worked out once for all uses, where that can be. */
  once(id: unknown, work: () => Sql): Sql {
    const known = this.known.get(id)
    if (known) return known()
    const atHand = this.driver?.atHand?.get(id)
    const value = atHand ? () => atHand(work) : work
    if (!this.brought || !this.driver) return value()
    const name = `w${this.brought.length}`
    const column = `${this.driver.row.alias}.${name}`
    this.brought.push({ name, value: value() })
    this.known.set(id, () => column)
    return column
  }

  nullable(name: string): boolean {
    return this.table.columns[name]?.endsWith('?') ?? true
  }
}

/** How the graph is looked at: the arguments of the enclosing view, and the token that ids and cursors carry for it. */
export class Scope {
  readonly args: ReadonlyMap<string, Value>
  readonly token: ((runtime: Runtime) => string) | null
  constructor(args: ReadonlyMap<string, Value>, token: ((runtime: Runtime) => string) | null) {
    this.args = args
    this.token = token
  }
  static readonly none = new Scope(new Map(), null)
  arg(name: string): Value | undefined {
    const value = this.args.get(name)
    return value === undefined || value.isNull ? undefined : value
  }
}

/** Collects the bound values and the aliases of one statement, and what it will cost. */
export class Statement {
  readonly binders: Binder[] = []
  /** What must hold of a request's values even where nothing is bound of them; each throws the error to tell. */
  readonly checks: ((runtime: Runtime) => void)[] = []
  /** With a runtime, binders are tried at once, so that a value that can't be bound shows at the field it belongs to. */
  readonly trial: Runtime | undefined
  /** Whether a field was compiled to an error, so that the plan fits this request alone. */
  failed = false
  /** Whether an error may stand in what the statement brings, depending on what it finds. */
  mayFail = false
  /** Whether it may call functions of the server; one that runs in another process may not. */
  readonly functions: boolean
  /** Whether it does. */
  calls = false
  /** Whether it asks if there is time for what it does. */
  asksTime = false
  /** Whether rows that a finder found are bound. */
  finds = false
  #aliases = 0
  readonly #shared = new Map<unknown, Sql>()

  constructor(trial?: Runtime, functions = false) {
    this.trial = trial
    this.functions = functions
  }

  /** A placeholder for the value. Wrapped, since SQLite would else prepare the statement anew on each call (STAT4). */
  bind(binder: Binder, share?: unknown): Sql {
    const known = share === undefined ? undefined : this.#shared.get(share)
    if (known) return known
    if (this.trial) binder(this.trial)
    const sql = `(select @p${this.binders.length})`
    this.binders.push(binder)
    if (share !== undefined) this.#shared.set(share, sql)
    return sql
  }

  check(check: (runtime: Runtime) => void): void {
    if (this.trial) check(this.trial)
    this.checks.push(check)
  }

  alias(): string {
    this.#aliases += 1
    return `t${this.#aliases}`
  }
}
