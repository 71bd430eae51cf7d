import type { FullRecord } from '../../records/normalise.ts'
import type { Problem } from '../../records/problem.ts'
import type { Connection } from './open.ts'

type Stored = { id: number; kind: string }

/** What is stored under the keys of one table, and the last id before this transaction. */
function keysOf(connection: Connection, table: 'entity' | 'source' | 'fact') {
  const find = connection.prepare<[string], Stored>(`select id, kind from ${table} where key = ?`)
  const last = connection.prepare<[], number>(`select coalesce(max(id), 0) from ${table}`).pluck().get()!
  return { find: (key: string) => find.get(key), last }
}

/** Knows which keys are taken, before this transaction and by it. */
export class KeyIndex {
  readonly #entity
  readonly #source
  readonly #fact
  #lastFact: number
  /** Facts of this transaction that have no row yet. */
  readonly #waiting = new Set<string>()

  constructor(connection: Connection) {
    this.#entity = keysOf(connection, 'entity')
    this.#source = keysOf(connection, 'source')
    this.#fact = keysOf(connection, 'fact')
    this.#lastFact = this.#fact.last
  }

  /** The id for a fact that is to be written. */
  nextFact(): number {
    return ++this.#lastFact
  }

  /** Notes that a fact is to be written later. */
  expect(key: string): void {
    this.#waiting.add(key)
  }

  /** Tells whether the record was there before this transaction; a problem if its key is taken by another. */
  stored({ record, key }: FullRecord): boolean | Problem {
    const isFact = record !== 'entity' && record !== 'source'
    const { find, last } = record === 'entity' ? this.#entity : record === 'source' ? this.#source : this.#fact
    const found = find(key)
    if ((found && found.id > last) || (isFact && this.#waiting.has(key))) {
      return { path: ['key'], message: `expected each key once, found ${key} a second time` }
    }
    if (!found) return false
    if (!isFact || found.kind === record.toUpperCase()) return true
    return { path: ['key'], message: `expected a key of its own, found ${key}, that of a ${found.kind} already stored` }
  }
}
