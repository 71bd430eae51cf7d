import { asSeen, type FullFact, type FullRecord, normalise } from '../../records/normalise.ts'
import { type Problem, RecordsRefused, type Refusal } from '../../records/problem.ts'
import {
  type AnyRecord,
  type EntityRecord,
  isDecision,
  type SourceRecord,
  type TupuRecord,
} from '../../records/record.ts'
import { instant } from '../../records/values.ts'
import { StoreError } from '../error.ts'
import type { SessionOptions, SessionSummary, WriteSession } from '../store.ts'
import { findCandidates } from './candidates.ts'
import { refuseDangling } from './dangling.ts'
import { Endings } from './endings.ts'
import { tellsOf, withoutAsserters } from './forgotten.ts'
import { type Connection, explaining } from './open.ts'
import { Resolver } from './references.ts'
import { retract } from './retract.ts'
import { indexForSearch } from './search-index.ts'
import { BY_INFLUENCE, settleLinks } from './settle-links.ts'
import { settleSubjects } from './settle-subjects.ts'
import { type Item, Waiting } from './waiting.ts'
import { TOLD, WriteContext } from './write-context.ts'
import { DecisionWriter } from './write-decision.ts'
import { EntityWriter } from './write-entity.ts'
import { FactWriter } from './write-fact.ts'
import { SourceWriter } from './write-source.ts'

/** More problems than this are not looked for. */
const ENOUGH = 200

/** Records that are written together. */
const BATCH = 1000

type PartyRecord = EntityRecord | SourceRecord

type Refused = Pick<Item, 'seq' | 'place'> & { readonly given: AnyRecord }

/** An entity or source that waits for what it refers to; with a row already, unless bad records are left out. */
type WaitingParty = Item & { readonly record: PartyRecord; begun: { id: number; isNew: boolean } | undefined }

const isFact = (record: FullRecord): record is FullFact => record.record !== 'entity' && record.record !== 'source'

/** The keys of entities that records have or refer to, most of them: the others are looked up one by one. */
function entityKeys(items: readonly Item[]): string[] {
  const keys: string[] = []
  for (const { record } of items) {
    if (record.record === 'entity') keys.push(record.key)
    else if (record.record === 'relation') {
      keys.push(record.from)
      if (record.to !== undefined) keys.push(record.to)
    } else if ((record.record === 'figure' || record.record === 'property') && record.subject) keys.push(record.subject)
  }
  return keys
}

export class SqliteSession implements WriteSession {
  readonly #connection: Connection
  readonly #path: string
  readonly #options: SessionOptions
  readonly #rehearsing: boolean
  readonly #ended: () => void
  readonly #context: WriteContext
  readonly #endings: Endings
  readonly #entities: EntityWriter
  readonly #sources: SourceWriter
  readonly #facts: FactWriter
  readonly #decisions: DecisionWriter
  readonly #waiting: Waiting
  readonly #parties: WaitingParty[] = []
  readonly #refused: (Refusal & { readonly seq: number })[] = []
  #batch: Item[] = []
  /** What is said of entities since they share a code. */
  #codes: Item[] = []
  #seq = 0
  #abandoned = false
  #whole = true
  #open = true

  /** Begins a transaction, or a part of the one that rehearses; waits for another process that is writing, but not for ever. */
  constructor(connection: Connection, path: string, options: SessionOptions, ended: () => void, rehearsing = false) {
    const recordedAt = instant(options.recordedAt, 'start')
    if (recordedAt === null) throw new RangeError(`recordedAt: expected an instant, found ${options.recordedAt}`)
    this.#connection = connection
    this.#path = path
    this.#options = options
    this.#rehearsing = rehearsing
    this.#ended = ended
    const once = options.once ?? false
    explaining(path, () => {
      // Every reference is looked up before it is written; to have the database do it again takes a third of the time.
      connection.pragma('foreign_keys = OFF')
      if (!connection.inTransaction) connection.exec('begin immediate')
      if (rehearsing) connection.exec('savepoint session')
    })
    try {
      this.#context = new WriteContext(connection, recordedAt)
      this.#endings = new Endings(this.#context)
      this.#entities = new EntityWriter(this.#context, once)
      this.#sources = new SourceWriter(this.#context, once)
      this.#facts = new FactWriter(this.#context, this.#endings, once)
      this.#decisions = new DecisionWriter(this.#context)
      this.#waiting = new Waiting(connection)
    } catch (error) {
      this.rollback()
      throw error
    }
  }

  put(given: AnyRecord, place?: string, full = false): void {
    if (!this.#open) throw new StoreError('The session has ended')
    const seq = this.#seq++
    // Most records are only put to the others: nothing can go wrong.
    if (full && !isDecision(given) && this.#batch.length < BATCH - 1) {
      this.#batch.push({ seq, record: given as FullRecord, given, place })
    } else this.#orEnd(() => this.#take(seq, given, place, full))
  }

  #take(seq: number, given: AnyRecord, place: string | undefined, full: boolean): void {
    if (isDecision(given)) {
      if (given.record === 'tombstone') this.#flush()
      this.#decisions.take({ seq, given, place })
      return
    }
    const record = full ? (given as FullRecord) : this.#normalise(given, place, seq)
    if (!record) return
    this.#batch.push({ seq, record, given, place })
    if (this.#batch.length >= BATCH) this.#flush()
  }

  lacks(): void {
    this.#whole = false
  }

  commit(): SessionSummary {
    if (!this.#open) throw new StoreError('The session has ended')
    return this.#orEnd(() => {
      this.#flush()
      this.#finishParties()
      this.#write([], true)
      for (const items of this.#waiting.batches()) this.#write(items, true)
      this.#facts.flush()
      if (this.#refused.length > 0) throw this.#refusal()
      if (this.#abandoned) refuseDangling(this.#context)
      // To change what stands in an index costs more than to build it.
      this.#context.indexes.restore(BY_INFLUENCE)
      settleLinks(this.#connection)
      this.#context.indexes.restore()
      this.#decisions.finish((item, problems) => this.#refuse(item, problems))
      if (this.#refused.length > 0) throw this.#refusal()
      retract(this.#context, this.#endings, this.#options.replaceSources ?? [], this.#whole)
      settleLinks(this.#connection)
      settleSubjects(this.#connection)
      const { summary } = this.#context
      summary.whole = this.#whole
      summary.candidates = findCandidates(this.#context)
      if (!this.#rehearsing) indexForSearch(this.#connection)
      this.#connection.exec(this.#rehearsing ? 'release session' : 'commit')
      this.#end()
      return summary
    })
  }

  rollback(): void {
    if (!this.#open) return
    const back = this.#rehearsing ? 'rollback to session; release session' : 'rollback'
    if (this.#connection.inTransaction) this.#connection.exec(back)
    this.#end()
  }

  #end(): void {
    this.#open = false
    this.#connection.pragma('foreign_keys = ON')
    this.#ended()
  }

  /** Whatever goes wrong, nothing is half written. */
  #orEnd<Result>(action: () => Result): Result {
    try {
      return explaining(this.#path, action)
    } catch (error) {
      this.rollback()
      throw error
    }
  }

  #normalise(given: TupuRecord, place: string | undefined, seq: number): FullRecord | undefined {
    try {
      return normalise(given)
    } catch (error) {
      if (!(error instanceof RecordsRefused)) throw error
      this.#refuse({ seq, given, place }, error.problems)
      return undefined
    }
  }

  #flush(): void {
    const items = this.#batch
    this.#batch = []
    this.#write(items, false)
  }

  /** Writes records: entities and sources first, since the facts of the same batch refer to them. */
  #write(items: readonly Item[], last: boolean): void {
    this.#context.references.load(entityKeys(items))
    const entities: EntityRecord[] = []
    const facts: FullFact[] = []
    for (const { record } of items) {
      if (record.record === 'entity') entities.push(record)
      else if (record.record !== 'source') facts.push(record)
    }
    this.#entities.load(entities)
    for (const item of items) if (!isFact(item.record)) this.#writeParty(item, item.record)
    const codes = this.#codes
    if (codes.length > 0) this.#codes = []
    for (const { record } of codes) facts.push(record as FullFact)
    this.#facts.load(facts)
    for (const item of items) if (isFact(item.record)) this.#writeFact(item, item.record, last)
    for (const item of codes) this.#writeFact(item, item.record as FullFact, last)
    this.#facts.written()
    this.#entities.written()
    const { ids, indexes, references } = this.#context
    if (indexes.grown('entity', ids.entity.before, ids.entity.added)) references.rows.dropped()
    if (indexes.grown('fact', ids.fact.before, ids.fact.added)) this.#facts.dropped()
  }

  #writeFact(item: Item, fact: FullFact, last: boolean): void {
    const { anyForgotten, isGone, summary } = this.#context
    if (anyForgotten && tellsOf(fact, isGone)) {
      summary.forgotten++
      // Others than events have been erased. One that isn't there under its key may be there under another.
      if (fact.record === 'event' && !this.#facts.keep(fact.key)) this.#whole = false
      return
    }
    const { missing, wrong } = this.#facts.write(anyForgotten ? withoutAsserters(fact, isGone) : fact)
    if (wrong.length === 0 && missing.length === 0) return
    if (last && wrong.length === 0 && fact.record === 'relation' && fact.loose) {
      summary.loose.count++
      if (summary.loose.ends.length < TOLD) summary.loose.ends.push(missing[0]!.key)
      return
    }
    if (missing.length === 0 || last) this.#refuse(item, [...missing, ...wrong])
    else this.#waiting.add(item)
  }

  #writeParty(item: Item, record: PartyRecord): void {
    const writer = record.record === 'entity' ? this.#entities : this.#sources
    if (writer.isRepeated(record as never)) return
    if (record.record === 'entity' && this.#entities.isForgotten(record)) {
      this.#context.leaveOut(record.key)
      return
    }
    // Where bad records are left out, a record gets a row only when it is known to be good.
    if (this.#options.onRefused && this.#missing(record).length > 0) {
      this.#parties.push({ ...item, record, begun: undefined })
      return
    }
    const begun = this.#begin(item, record)
    if (!begun) return
    const { missing, wrong } = this.#parts(item, record, begun)
    if (missing.length > 0) this.#parties.push({ ...item, record, begun })
    else if (wrong.length > 0) {
      if (begun.isNew) this.#abandon(record, begun.id)
      this.#refuse(item, wrong)
    }
  }

  #begin(item: Item, record: PartyRecord): { id: number; isNew: boolean } | undefined {
    const begun = record.record === 'entity' ? this.#entities.begin(record) : this.#sources.begin(record)
    if ('id' in begun) return begun
    this.#refuse(item, [begun])
    return undefined
  }

  #parts(item: Item, record: PartyRecord, { id, isNew }: { id: number; isNew: boolean }): Resolver {
    if (record.record === 'source') return this.#sources.parts(id, isNew, record)
    const resolver = this.#entities.parts(id, isNew, record)
    for (const code of this.#entities.members.takeCodes()) {
      this.#codes.push({ ...item, record: asSeen(normalise(code) as FullFact), given: code })
    }
    return resolver
  }

  #abandon(record: PartyRecord, id: number): void {
    const writer = record.record === 'entity' ? this.#entities : this.#sources
    writer.abandon(id)
    this.#context.references.forget(record.record, record.key)
    this.#context.summary[record.record].added--
    this.#abandoned = true
  }

  /** What an entity or source refers to that isn't there, nor among those told. */
  #missing(record: PartyRecord, coming?: ReadonlySet<string>): Problem[] {
    const resolver = new Resolver(this.#context.references, this.#context.isGone)
    if (record.record === 'source') {
      resolver.entity(record.publisher, [], 'publisher')
      resolver.source(record.primarySource, [], 'primarySource')
      for (const [i, key] of (record.authors ?? []).entries()) resolver.entity(key, ['authors'], i)
    } else {
      for (const list of ['names', 'lists'] as const) {
        for (const [i, item] of (record[list] ?? []).entries()) {
          resolver.entity(item.assertedBy, [list, i], 'assertedBy')
          resolver.source(item.source, [list, i], 'source')
        }
      }
    }
    return resolver.missing.filter(({ table, key }) => !coming?.has(`${table} ${key}`))
  }

  /** Writes the entities and sources that waited; those that refer to each other in a ring are taken together. */
  #finishParties(): void {
    let left = this.#parties
    for (let before = -1; before !== left.length; ) {
      before = left.length
      const coming = new Set(left.map(({ record }) => `${record.record} ${record.key}`))
      const good = left.filter(({ record }) => this.#missing(record, coming).length === 0)
      // Those that lack something are looked at again, since they may be what others lack.
      if (good.length === left.length) break
      for (const item of left) if (!good.includes(item)) this.#refuseParty(item, this.#missing(item.record, coming))
      left = good
    }
    for (const item of left) item.begun ??= this.#begin(item, item.record)
    left = left.filter((item) => item.begun)
    // One that was refused just now may be what others refer to: they go before anything refers to them.
    for (let bad = left; bad.length > 0; ) {
      bad = left.filter((item) => this.#missing(item.record).length > 0)
      left = left.filter((item) => !bad.includes(item))
      for (const item of bad) this.#refuseParty(item, this.#missing(item.record), left)
      left = left.filter((item) => item.begun)
    }
    for (const item of left) {
      const { missing, wrong } = this.#parts(item, item.record, item.begun!)
      if (missing.length > 0 || wrong.length > 0) this.#refuseParty(item, [...missing, ...wrong])
    }
    this.#facts.flush()
  }

  /** Refuses an entity or source; the others that were taken for the same thing begin anew. */
  #refuseParty(item: WaitingParty, problems: readonly Problem[], others: readonly WaitingParty[] = []): void {
    const { begun } = item
    if (begun?.isNew) {
      this.#abandon(item.record, begun.id)
      const same = others.filter((other) => other.record.record === item.record.record && other.begun?.id === begun.id)
      if (same.length > 0) this.#entities.abandonMerged(begun.id)
      for (const other of same) this.#context.references.forget(other.record.record, other.record.key)
      for (const other of same) other.begun = this.#begin(other, other.record)
    }
    this.#refuse(item, problems)
  }

  #refuse({ seq, given, place }: Refused, problems: readonly Problem[]): void {
    const { onRefused } = this.#options
    this.#whole = false
    for (const { path, message } of problems) {
      const refusal = { path, message, record: given, place }
      if (onRefused) onRefused(refusal)
      else this.#refused.push({ ...refusal, seq })
    }
    if (this.#refused.length >= ENOUGH) throw this.#refusal()
  }

  #refusal(): RecordsRefused {
    const inOrder = this.#refused.toSorted((a, b) => a.seq - b.seq)
    return new RecordsRefused(inOrder.map(({ seq: _seq, ...refusal }) => refusal))
  }
}
