import type { Statement } from 'better-sqlite3'
import { fold } from '../../records/fold.ts'
import { type Bound, FOLDED } from '../store.ts'
import type { Connection } from './open.ts'

/** How many prepared statements a connection keeps. */
const KEPT = 256

/** A statement in the forms in which it has been asked for. */
type Kept = { text?: Statement; bytes?: Statement }

/** Runs reading statements of one text column on a connection and keeps the ones used last prepared. */
export class Reader {
  readonly #connection: Connection
  /** In the order of their last use, the latest at the end. */
  readonly #prepared = new Map<string, Kept>()
  #latest: string | undefined

  constructor(connection: Connection) {
    this.#connection = connection
    connection.function(FOLDED, { deterministic: true, directOnly: true }, (text: unknown) =>
      typeof text === 'string' ? fold(text) : null,
    )
  }

  #kept(sql: string): Kept {
    let kept = this.#prepared.get(sql)
    if (kept && sql === this.#latest) return kept
    if (kept) this.#prepared.delete(sql)
    else {
      kept = {}
      if (this.#prepared.size >= KEPT) this.#prepared.delete(this.#prepared.keys().next().value!)
    }
    this.#prepared.set(sql, kept)
    this.#latest = sql
    return kept
  }

  /** The text that the statement returns; null where that is null or there is no row. */
  read(sql: string, values: readonly Bound[]): string | null {
    const kept = this.#kept(sql)
    kept.text ??= this.#connection.prepare(sql).pluck()
    return got<string>(kept.text, values)
  }

  /** The same of a column called `json`, as the database holds it: a text would be decoded, measured and encoded again. */
  readBytes(sql: string, values: readonly Bound[]): Buffer | null {
    const kept = this.#kept(sql)
    kept.bytes ??= this.#connection.prepare(`select cast(json as blob) from (${sql})`).pluck()
    return got<Buffer>(kept.bytes, values)
  }
}

const got = <Value>(statement: Statement, values: readonly Bound[]): Value | null =>
  ((values.length === 0 ? statement.get() : statement.get(named(values))) as Value | null | undefined) ?? null

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
