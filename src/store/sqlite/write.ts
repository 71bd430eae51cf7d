import { type FullRecord, normalise } from '../../records/normalise.ts'
import { type Problem, RecordsRefused } from '../../records/problem.ts'
import type { TupuRecord } from '../../records/record.ts'
import { instant } from '../../records/values.ts'
import type { WriteSummary } from '../store.ts'
import { KeyIndex } from './key-index.ts'
import type { Connection } from './open.ts'
import type { Resolver } from './references.ts'
import { type WriteContext, writeContext } from './write-context.ts'
import { writeEntity, writeEntityParts } from './write-entity.ts'
import { writeFact } from './write-fact.ts'
import { writeSource, writeSourceParts } from './write-source.ts'

/** More problems than this are not looked for. */
const ENOUGH = 200

const kinds = ['entity', 'source', 'relation', 'figure', 'statement', 'event', 'property'] as const

/** Writes the rest of a record, or reports what it refers to that is missing. */
type Attempt = () => Resolver

/** What is under way in one transaction. */
class Writing {
  readonly summary = Object.fromEntries(kinds.map((kind) => [kind, { added: 0, unchanged: 0 }])) as WriteSummary
  readonly #context: WriteContext
  readonly #keys: KeyIndex
  readonly #refused: (Problem & { readonly record: TupuRecord })[] = []
  readonly #waiting: { readonly given: TupuRecord; readonly attempt: Attempt }[] = []

  constructor(connection: Connection, recordedAt: string) {
    this.#context = writeContext(connection, recordedAt)
    this.#keys = new KeyIndex(connection)
  }

  /** Writes the record, or keeps it waiting for those that it refers to. */
  add(given: TupuRecord): void {
    const record = this.#normalise(given)
    if (!record) return
    const stored = this.#keys.stored(record)
    if (typeof stored === 'object') this.#refuse(given, [stored])
    else if (stored) this.summary[record.record].unchanged++
    else this.#write(given, record)
  }

  /** Writes what was waiting; throws RecordsRefused if anything is missing still, or was wrong. */
  finish(): void {
    for (const { given, attempt } of this.#waiting) {
      const { missing, wrong } = attempt()
      this.#refuse(given, [...missing, ...wrong])
    }
    if (this.#refused.length > 0) throw new RecordsRefused(this.#refused)
  }

  #write(given: TupuRecord, record: FullRecord): void {
    this.summary[record.record].added++
    const attempt = this.#begin(record)
    const { missing, wrong } = attempt()
    if (missing.length === 0) this.#refuse(given, wrong)
    else {
      this.#waiting.push({ given, attempt })
      if (record.record !== 'entity' && record.record !== 'source') this.#keys.expect(record.key)
    }
  }

  #normalise(given: TupuRecord): FullRecord | undefined {
    try {
      return normalise(given)
    } catch (error) {
      if (!(error instanceof RecordsRefused)) throw error
      this.#refuse(given, error.problems)
      return undefined
    }
  }

  /** Entities and sources get their row at once, so that what refers to them needn't wait for what they refer to. */
  #begin(record: FullRecord): Attempt {
    const context = this.#context
    if (record.record === 'entity') {
      const id = writeEntity(context, record)
      return () => writeEntityParts(context, id, record)
    }
    if (record.record === 'source') {
      const id = writeSource(context, record)
      return () => writeSourceParts(context, id, record)
    }
    const id = this.#keys.nextFact()
    return () => writeFact(context, id, record)
  }

  #refuse(record: TupuRecord, problems: readonly Problem[]): void {
    this.#refused.push(...problems.map(({ path, message }) => ({ path, message, record })))
    if (this.#refused.length >= ENOUGH) throw new RecordsRefused(this.#refused)
  }
}

/**
 * Writes records in one transaction. They may come in any order: what refers to records that are still to come waits for
 * them, and is a problem only if they don't come.
 */
export function writeRecords(connection: Connection, records: Iterable<TupuRecord>, recordedAt: string): WriteSummary {
  const recorded = instant(recordedAt, 'start')
  if (recorded === null) throw new RangeError(`recordedAt: expected an instant, found ${recordedAt}`)
  const writeAll = connection.transaction(() => {
    const writing = new Writing(connection, recorded)
    for (const record of records) writing.add(record)
    writing.finish()
    return writing.summary
  })
  return writeAll.immediate()
}
