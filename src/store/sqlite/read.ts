import type { Statement } from 'better-sqlite3'
import type { Bound } from '../store.ts'
import type { Connection } from './open.ts'

/** How many prepared statements a connection keeps. */
const KEPT = 256

/** Runs reading statements of one text column on a connection and keeps the ones used last prepared. */
export class Reader {
  readonly #connection: Connection
  /** In the order of their last use, the latest at the end. */
  readonly #prepared = new Map<string, Statement>()
  #latest: string | undefined

  constructor(connection: Connection) {
    this.#connection = connection
  }

  #prepare(sql: string): Statement {
    let statement = this.#prepared.get(sql)
    if (statement && sql === this.#latest) return statement
    if (statement) this.#prepared.delete(sql)
    else {
      statement = this.#connection.prepare(sql).pluck()
      if (this.#prepared.size >= KEPT) this.#prepared.delete(this.#prepared.keys().next().value!)
    }
    this.#prepared.set(sql, statement)
    this.#latest = sql
    return statement
  }

  /** The text that the statement returns; null where that is null or there is no row. */
  read(sql: string, values: readonly Bound[]): string | null {
    const statement = this.#prepare(sql)
    const text = values.length === 0 ? statement.get() : statement.get(named(values))
    return (text as string | null | undefined) ?? null
  }
}

const names: string[] = []
const nameOf = (i: number): string => (names[i] ??= `p${i}`)

function named(values: readonly Bound[]): Record<string, Bound | bigint> {
  const parameters: Record<string, Bound | bigint> = {}
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    // The driver binds every number as a floating one, which would be printed as "20.0".
    parameters[nameOf(i)] = Number.isInteger(value) ? BigInt(value as number) : value
  }
  return parameters
}
