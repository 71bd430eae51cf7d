import { resolve } from 'node:path'
import type { AnyRecord, TupuRecord } from '../../records/record.ts'
import { StoreError } from '../error.ts'
import type { LinkReader } from '../links.ts'
import type {
  Bound,
  ExportFilter,
  Forgotten,
  SearchIndex,
  SessionOptions,
  Store,
  WriteSession,
  WriteSummary,
} from '../store.ts'
import { cellsOf } from './cells.ts'
import { Deadline } from './deadline.ts'
import { forgetEntity, forgetPast, wipe } from './forget.ts'
import { mergeEntities, splitEntity } from './identity.ts'
import { linkVersion, SqliteLinks } from './links.ts'
import { migrate } from './migrate.ts'
import { OnTime } from './on-time.ts'
import {
  type Connection,
  explaining,
  explainingEach,
  leaveWriteAheadLog,
  openReader,
  openWriter,
  returnToWriteAheadLog,
} from './open.ts'
import { privateFile } from './private-file.ts'
import { Reader } from './read.ts'
import { dumpRecords, readRecords } from './records.ts'
import { RowCounts } from './row-counts.ts'
import { SqliteSearch } from './search.ts'
import { catchUp, indexForSearch, purgeSearch } from './search-index.ts'
import { SqliteSession } from './session.ts'
import { catchUpLinks, settleLinks } from './settle-links.ts'
import { settleSubjects } from './settle-subjects.ts'
import { Snapshots } from './snapshots.ts'
import { ThreadWork } from './thread-work.ts'
import { verifyTables } from './verify.ts'

export type SqliteOptions = {
  /** The database file, or `:memory:` for one that is gone when the store is closed. */
  readonly path: string
  /** How long a dear statement may run, waiting included, in milliseconds. */
  readonly statementTimeout: number
  /** How many dear statements may run at once; 2 unless told. */
  readonly processes?: number | undefined
  /** Whether the first session may fill an empty database without a log, so that others can't open it until it ends. */
  readonly filling?: boolean | undefined
  /** Whether only to find out what would happen: sessions see those before them, and closing the store takes all back. */
  readonly rehearsing?: boolean | undefined
}

/** Opens a SQLite database as a store; creates it if it isn't there, and brings its tables up to date. */
export function openSqlite({ path, statementTimeout, processes = 2, ...options }: SqliteOptions): Store {
  const { filling = false, rehearsing = false } = options
  // Dear statements run in other processes, which can't see the memory of this one: "in memory" is a private file.
  const temporary = path === ':memory:' ? privateFile() : undefined
  const file = temporary?.path ?? resolve(path)
  let writer: Connection | undefined
  try {
    writer = openWriter(file)
    migrate(writer, file)
    verifyTables(writer)
    catchUp(writer, file)
    catchUpLinks(writer, file)
    const withoutLog = filling && !rehearsing && isEmpty(writer) && leaveWriteAheadLog(writer)
    const deadline = new Deadline(file, statementTimeout, processes)
    return new SqliteStore(file, writer, openReader(file), deadline, { withoutLog, rehearsing }, temporary)
  } catch (error) {
    writer?.close()
    temporary?.remove()
    throw error
  }
}

const isEmpty = (connection: Connection) => connection.prepare('select 1 from entity limit 1').get() === undefined

class SqliteStore implements Store {
  readonly dialect = 'sqlite'
  statements = 0
  #writing = false
  readonly #file: string
  readonly #writer: Connection
  readonly #connection: Connection
  readonly #reader: Reader
  readonly #counts: RowCounts
  #search: SqliteSearch | undefined
  #linkVersion: (() => number) | undefined
  #links = 0
  /** The state of the database in which the links had that version. */
  #linksOf = Number.NaN
  readonly #onTime: OnTime
  readonly #deadline: Deadline
  readonly #snapshots: Snapshots
  readonly #threads: ThreadWork
  #withoutLog: boolean
  readonly #rehearsing: boolean
  readonly #temporary: { remove: () => void } | undefined

  constructor(
    file: string,
    writer: Connection,
    reader: Connection,
    deadline: Deadline,
    { withoutLog, rehearsing }: { withoutLog: boolean; rehearsing: boolean },
    temporary: { remove: () => void } | undefined,
  ) {
    this.#file = file
    this.#writer = writer
    this.#connection = reader
    this.#reader = new Reader(reader)
    this.#onTime = new OnTime(reader)
    this.#counts = new RowCounts(reader)
    this.#deadline = deadline
    this.#snapshots = new Snapshots(reader)
    this.#threads = new ThreadWork(file)
    this.#withoutLog = withoutLog
    this.#rehearsing = rehearsing
    this.#temporary = temporary
  }

  read(statement: string, values: readonly Bound[], within?: number): string | null {
    this.statements++
    this.#snapshots.beginTurn()
    if (within === undefined) return this.#reader.read(statement, values)
    return this.#onTime.during(within, () => this.#reader.read(statement, values))
  }

  readBytes(statement: string, values: readonly Bound[], within?: number): Buffer | null {
    this.statements++
    this.#snapshots.beginTurn()
    if (within === undefined) return this.#reader.readBytes(statement, values)
    return this.#onTime.during(within, () => this.#reader.readBytes(statement, values))
  }

  readApart(statement: string, values: readonly Bound[]): Promise<string | null> {
    this.statements++
    return this.#deadline.run(statement, values)
  }

  search<Result>(ask: (index: SearchIndex) => Result): Result {
    this.#search ??= new SqliteSearch(this.#connection, this.#reader)
    return this.#search.during(ask)
  }

  snapshot<Result>(action: () => Result): Result {
    return this.#snapshots.run(action)
  }

  latestVersion(): number {
    return this.#snapshots.latestVersion()
  }

  readVersion(): number {
    return this.#snapshots.readVersion()
  }

  cells(table: string, columns: readonly string[], ids: Iterable<number>) {
    return cellsOf(this.#connection, table, columns, ids)
  }

  define(name: string, answer: (...values: Bound[]) => Bound | Uint8Array): void {
    this.#connection.function(name, { varargs: true, directOnly: true }, (...values) => {
      const found = answer(...(values as Bound[]))
      // The driver gives every number back as a floating one, which would be printed as "1.0".
      return Number.isInteger(found) ? BigInt(found as number) : found
    })
  }

  linkVersion(): number {
    const state = this.readVersion()
    // Asked before each statement that calls functions.
    if (this.#linksOf !== state) {
      this.#linkVersion ??= linkVersion(this.#connection)
      this.#links = this.#linkVersion()
      this.#linksOf = state
    }
    return this.#links
  }

  links(): LinkReader {
    return new SqliteLinks(this.#connection)
  }

  linksApart(module: URL): Promise<unknown> {
    return this.#threads.run(module)
  }

  session(options: SessionOptions): WriteSession {
    if (this.#writing) throw new StoreError('A session is open already; end it before the next one.')
    const ended = () => {
      this.#writing = false
      this.#written()
      if (this.#withoutLog) returnToWriteAheadLog(this.#writer)
      this.#withoutLog = false
    }
    const session = new SqliteSession(this.#writer, this.#file, options, ended, this.#rehearsing)
    this.#writing = true
    return session
  }

  write(records: Iterable<TupuRecord>, recordedAt: string): WriteSummary {
    const session = this.session({ recordedAt, once: true })
    try {
      for (const record of records) session.put(record)
      const { entity, source, relation, figure, statement, event, property } = session.commit()
      return { entity, source, relation, figure, statement, event, property }
    } finally {
      session.rollback()
    }
  }

  records({ where }: { where?: ExportFilter | undefined } = {}): Iterable<TupuRecord> {
    return explainingEach(this.#file, readRecords(this.#file, where))
  }

  dump({ where }: { where?: ExportFilter | undefined } = {}): Iterable<AnyRecord> {
    return explainingEach(this.#file, dumpRecords(this.#file, where))
  }

  merge(from: string, into: string, at: string): void {
    this.#atOnce(() => mergeEntities(this.#writer, from, into, at))
  }

  split(key: string): string | undefined {
    return this.#atOnce(() => splitEntity(this.#writer, key))
  }

  forget(key: string, at: string): Forgotten {
    return this.#erase(() => forgetEntity(this.#writer, key, at))
  }

  forgetPast(key: string, names: readonly string[]): Forgotten {
    return this.#erase(() => forgetPast(this.#writer, key, names))
  }

  #erase(erasing: () => Forgotten['mentions']): Forgotten {
    // What is deleted shall not stay readable in the file.
    this.#writer.pragma('secure_delete = ON')
    const mentions = this.#atOnce(() => {
      const found = erasing()
      purgeSearch(this.#writer)
      return found
    })
    return { mentions, wiped: explaining(this.#file, () => wipe(this.#writer)) }
  }

  #atOnce<Result>(action: () => Result): Result {
    if (this.#writing) throw new StoreError('A session is open already; end it before the next one.')
    const act = this.#writer.transaction(() => {
      const done = action()
      settleLinks(this.#writer)
      settleSubjects(this.#writer)
      indexForSearch(this.#writer)
      return done
    })
    const result = explaining(this.#file, () => act.immediate())
    this.#written()
    return result
  }

  #written(): void {
    this.#counts.forget()
    this.#snapshots.renew()
  }

  rowCounts(): ReadonlyMap<string, number> {
    return this.#counts.get()
  }

  isEmpty(): boolean {
    return isEmpty(this.#connection)
  }

  ready(): boolean {
    try {
      return this.#connection.prepare('select 1 from entity limit 1').all().length >= 0
    } catch {
      return false
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#deadline.close(), this.#threads.close()])
    this.#snapshots.renew()
    this.#connection.close()
    this.#writer.close()
    this.#temporary?.remove()
  }
}
