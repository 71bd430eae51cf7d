import { hash } from 'node:crypto'
import { contentColumns } from '../rows.ts'
import type { SessionSummary } from '../store.ts'
import { Bits } from './bits.ts'
import { Indexes } from './indexes.ts'
import { Inserter } from './insert.ts'
import type { Connection } from './open.ts'
import { Passages } from './passages.ts'
import { References } from './references.ts'

export const factKinds = ['relation', 'figure', 'statement', 'event', 'property'] as const
export const kinds = ['entity', 'source', ...factKinds] as const

const known = ['known_from', 'known_to', 'known_gaps']

/** The last id in a table, from which new ones are counted. */
class Ids {
  /** The last one that was there before this session. */
  readonly before: number
  #last: number

  constructor(connection: Connection, table: string) {
    this.before = connection.prepare<[], number>(`select coalesce(max(id), 0) from ${table}`).pluck().get()!
    this.#last = this.before
  }

  /** How many were added by this session. */
  get added(): number {
    return this.#last - this.before
  }

  next(): number {
    return ++this.#last
  }
}

export function emptySummary(): SessionSummary {
  const none = () => ({ added: 0, changed: 0, unchanged: 0, retracted: 0 })
  const outcomes = Object.fromEntries([...kinds, 'redirect', 'tombstone'].map((kind) => [kind, none()]))
  const told = {
    candidates: { count: 0, pairs: [] },
    met: { count: 0, pairs: [] },
    shared: { count: 0, codes: [] },
    loose: { count: 0, ends: [] },
  }
  return { ...outcomes, forgotten: 0, whole: true, ...told } as unknown as SessionSummary
}

/** How many examples of what is counted are told. */
export const TOLD = 20

/** The digest by which the forgotten are known. */
export const tombstoneOf = (...parts: readonly string[]) =>
  hash('sha256', parts.length > 1 ? JSON.stringify(parts) : parts[0]!)

/** What the writers of one session share. */
export class WriteContext {
  readonly summary = emptySummary()
  readonly connection: Connection
  readonly recordedAt: string
  readonly inserter: Inserter
  readonly indexes: Indexes
  readonly passages: Passages
  readonly references: References
  readonly ids
  readonly add
  /** Rows that were there before and have been given in this session. */
  readonly given = { entity: new Bits(), source: new Bits(), fact: new Bits(), claim: new Bits() }
  /** Facts that were there before and are not as they were. */
  readonly changedFacts = new Bits()
  /** Claims that a record left out, though it has others of the same source and asserter. */
  readonly absent = new Bits()
  readonly #tombstone
  #anyForgotten: boolean
  /** Keys of those who were known by an identifier. */
  readonly #leftOut = new Set<string>()

  constructor(connection: Connection, recordedAt: string) {
    this.connection = connection
    this.recordedAt = recordedAt
    this.inserter = new Inserter(connection)
    this.indexes = new Indexes(connection)
    this.references = new References(connection, this.indexes, () => this.inserter.flush())
    const ids = (table: string) => new Ids(connection, table)
    this.ids = {
      entity: ids('entity'),
      source: ids('source'),
      fact: ids('fact'),
      claim: ids('claim'),
      name: ids('name'),
    }
    this.passages = new Passages(connection, this.inserter, this.indexes, this.ids.source.before)
    const into = (table: string, columns: readonly string[]) => this.inserter.into(table, columns)
    const money = ['amount', 'amount_key', 'currency']
    this.add = {
      entity: into('entity', ['id', 'key', 'kind', 'label', 'canonical_id']),
      name: into('name', [
        ...['id', 'entity_id', 'rank', 'text', 'lang', 'type', 'folded', 'norm', 'asserter_id', 'source_id'],
        'passage_id',
      ]),
      identifier: into('identifier', ['scheme', 'value', 'entity_id']),
      fact: into('fact', ['id', 'key', 'kind', ...known]),
      own: Object.fromEntries(
        factKinds.map((kind) => [kind, into(kind, ['id', 'key', ...contentColumns[kind], ...known])]),
      ) as { [kind in (typeof factKinds)[number]]: ReturnType<typeof into> },
      participant: into('participant', ['event_id', 'position', 'entity_id', 'entity_as', 'role', ...money]),
      statementAbout: into('statement_about', ['statement_id', 'position', 'entity_id', 'said_day', 'key']),
      claim: into('claim', [
        ...['id', 'key', 'fact_id', 'asserter_id', 'asserted_as', 'source_id', 'passage_id', 'modality', 'printed'],
        ...['asserted_on', 'asserted_day', 'known_from', 'known_to', 'recorded_at', 'retracted_at', 'slot'],
      ]),
      claimVia: into('claim_via', ['claim_id', 'position', 'source_id']),
    }
    this.#anyForgotten = connection.prepare<[], number>('select exists (select 1 from tombstone)').pluck().get() === 1
    this.#tombstone = connection.prepare<[string]>('select 1 from tombstone where hash = ?')
  }

  get anyForgotten(): boolean {
    return this.#anyForgotten
  }

  /** Whether the key, or the scheme and value of an identifier, are those of somebody who was forgotten. */
  isForgotten(...parts: readonly string[]): boolean {
    if (!this.#anyForgotten) return false
    if (parts.length === 1 && this.#leftOut.has(parts[0]!)) return true
    return this.#tombstone.get(tombstoneOf(...parts)) !== undefined
  }

  /** Whether there is no such entity because it is forgotten. */
  readonly isGone = (key: string | undefined): boolean =>
    key !== undefined && this.#anyForgotten && !this.references.entity(key) && this.isForgotten(key)

  /** Notes an entity that is not written, since it is forgotten: what refers to it by this key means the same. */
  leaveOut(key: string): void {
    this.#leftOut.add(key)
    this.summary.forgotten++
  }

  /** Notes the digest of somebody who is to be forgotten from now on. */
  bury(hash: string, at: string): boolean {
    this.#anyForgotten = true
    return this.connection.prepare('insert or ignore into tombstone values (?, ?)').run(hash, at).changes > 0
  }

  /** Whether the row was written or given in this session. */
  isGiven(table: 'entity' | 'source' | 'fact' | 'claim', id: number): boolean {
    return id > this.ids[table].before || this.given[table].has(id)
  }

  setGiven(table: 'entity' | 'source' | 'fact' | 'claim', id: number): void {
    if (id <= this.ids[table].before) this.given[table].add(id)
  }
}
