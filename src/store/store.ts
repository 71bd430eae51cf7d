import type { Refusal } from '../records/problem.ts'
import type { AnyRecord, DecisionRecord, TupuRecord } from '../records/record.ts'
import type { LinkReader } from './links.ts'

/** A value that is bound to a placeholder of a statement. */
export type Bound = string | number | null

/** What became of the records of one kind. A fact is retracted when nobody claims it any more. */
export type Outcome = { added: number; changed: number; unchanged: number; retracted: number }

/** What went into the store, by kind of record. */
export type WriteSummary = { [kind in TupuRecord['record']]: Outcome }

export type SessionSummary = WriteSummary & { [kind in DecisionRecord['record']]: Outcome } & {
  /** Records left out, since they are of somebody who was to be forgotten. */
  forgotten: number
  /** Whether sources that were given whole could be told to be so, and what they no longer say was retracted. */
  whole: boolean
  /** Names that an entity of this session shares with another; the pairs are keys, the first 20. */
  candidates: { count: number; pairs: readonly (readonly [string, string])[] }
  /** New keys that were taken for an entity known under another, by an identifier; the pairs are keys, the first 20. */
  met: { count: number; pairs: [key: string, met: string][] }
  /** Codes of entities that another has already; the first 20 with the keys of both. */
  shared: { count: number; codes: [code: string, key: string, other: string][] }
  /** Relations left out, since an end never came; the first 20 keys of such ends. */
  loose: { count: number; ends: string[] }
}

export type SessionOptions = {
  /** The instant at which all is recorded; later than that of everything that is ended by this session. */
  readonly recordedAt: string
  /**
   * Keys of sources, or names of data sets, that are given whole: what they said and don't say here any more is retracted. If anything is refused,
   * `lacks` is told, or an event is left out that one of the forgotten took part in and that isn't there under its key, nothing is,
   * since what did not come in can't be told from what is gone.
   */
  readonly replaceSources?: readonly string[] | undefined
  /** Whether a key that is given twice is a mistake, as in files that people write; else the records are put together. */
  readonly once?: boolean | undefined
  /** Takes what is refused; the rest is written. Without it, one refused record keeps all out. */
  readonly onRefused?: ((refusal: Refusal) => void) | undefined
}

/** One transaction that writes records. Readers see nothing of it until it is committed. */
export interface WriteSession {
  /**
   * Takes a record. They may come in any order: what refers to others waits for them, and redirects for all; only tombstones
   * hold from when they come. `place` comes back with a refusal;
   * `full` tells that the record has been checked and normalised.
   */
  put(record: AnyRecord, place?: string, full?: boolean): void
  /** Tells that something could not be made a record, so that no source is given whole. */
  lacks(): void
  /**
   * Writes what waited and ends the session. Throws RecordsRefused with everything that is wrong, unless there is an
   * `onRefused`; then nothing has been written.
   */
  commit(): SessionSummary
  /** Ends the session without a trace; after a commit it does nothing. */
  rollback(): void
}

/** Raised when a statement ran longer than it may; the statement has been ended. */
export class StatementTimeout extends Error {
  readonly milliseconds: number
  constructor(milliseconds: number) {
    super(`The statement ran longer than ${milliseconds} ms and was ended`)
    this.name = 'StatementTimeout'
    this.milliseconds = milliseconds
  }
}

/**
 * Which records are wanted: those that meet, of each member that is given, at least one condition. A fact meets `entities` if
 * nobody takes part in it who is more than `hops` facts away from the entity, and `sources` if a claim names the source.
 */
export type ExportFilter = {
  readonly entities?: readonly { readonly key: string; readonly hops: number }[] | undefined
  readonly sources?: readonly string[] | undefined
  readonly kinds?: readonly TupuRecord['record'][] | undefined
}

/** Raised when a filter names an entity or a source that there is not. */
export class NoSuchKey extends Error {
  override readonly name = 'NoSuchKey'
  constructor(what: 'entity' | 'source', key: string) {
    super(`There is no ${what} with the key ${JSON.stringify(key)}.`)
  }
}

/** What is left to do after somebody was forgotten. */
export type Forgotten = {
  /** Where a name or key of theirs stands still, which may be theirs or another's; the first 20. */
  readonly mentions: { readonly count: number; readonly places: readonly string[] }
  /** Whether nothing is left in the file; else something is in its log until all who have it open have closed it. */
  readonly wiped: boolean
}

/** A term of the search index: all texts that have it, or, with `begins`, one that begins so. Terms have letters, digits, `^` and `$`. */
export type SearchTerm = { readonly text: string; readonly begins?: boolean }

/** All of the groups must be met, each by at least one of its terms. */
export type SearchTerms = readonly (readonly SearchTerm[])[]

/** A name, and the entity that has it: after a merge, the one that it was merged into. */
export type FoundName = {
  readonly id: number
  readonly entity: number
  readonly key: string
  readonly kind: string
  readonly text: string
  readonly type: string
  readonly rank: number
  readonly folded: string
  readonly norm: string
}

/** What an entity or a source is known by besides names: an identifier or a key, and how it is written. */
export type FoundCode = {
  readonly entity: number | null
  readonly source: number | null
  readonly key: string
  readonly kind: string
  readonly text: string
}

export type SearchedText = 'SOURCE' | 'STATEMENT' | 'PASSAGE' | 'EVENT'

/** A title, a summary in each of its languages, or a quote; `id` is that of its row, `key` that of the source or statement. */
export type FoundText = {
  readonly id: number
  readonly source: number | null
  readonly key: string
  readonly texts: readonly string[]
}

/** What search looks things up in. With `kinds`, only entities of these; `limit` holds for rows, the shortest names or newest texts first. */
export interface SearchIndex {
  /** Names that are this without their legal form. */
  namesEqual(norm: string, kinds: readonly string[] | undefined, limit: number): readonly FoundName[]
  /** Names that begin with this, by code point. */
  namesBeginning(folded: string, kinds: readonly string[] | undefined, limit: number): readonly FoundName[]
  namesWith(terms: SearchTerms, kinds: readonly string[] | undefined, limit: number): readonly FoundName[]
  /** Identifiers and keys that are this or, with `begins`, identifiers that begin with it, in lower case. */
  codes(value: string, begins: boolean, kinds: readonly string[] | undefined, limit: number): readonly FoundCode[]
  /** Identifiers that are one of these, in lower case. */
  codesAmong(values: readonly string[], kinds: readonly string[] | undefined, limit: number): readonly FoundCode[]
  /** Sources by key or address. */
  sourceCodes(value: string): readonly FoundCode[]
  textsWith(terms: SearchTerms, sort: SearchedText, limit: number): readonly FoundText[]
  /** Terms that begin with this, in order. */
  terms(begin: string, limit: number): readonly string[]
  /** How often the entity stands in a relation, counted up to `most` either way. */
  degree(entity: number, most: number): number
  /** Runs a statement as `Store.read` does. */
  read(statement: string, values: readonly Bound[]): string | null
  /** The name by which an entity is shown. */
  label(entity: number): string
  /** The Pinyin readings of a character that stands in a name; none of any other. */
  readings(character: string): readonly string[]
}

/** Raised when a statement that was not to take long here does. */
export class Overdue extends Error {
  constructor() {
    super('The statement takes too long here')
    this.name = 'Overdue'
  }
}

/** The function by which statements fold a text, as `fold` of the records does. */
export const FOLDED = 'folded'

/** The function that statements ask, as it were of each row that may be one of very many, whether there is time for it. It is always 1. */
export const ON_TIME = 'on_time'

/** A database that Tupu runs on. Each engine has a folder with the same file names; nothing outside it knows the driver. */
export interface Store {
  /** The name of the SQL dialect in which statements are to be written. */
  readonly dialect: 'sqlite' | 'postgres'
  /**
   * Runs one reading statement that returns one row with one text column, and returns that text, or null where it is null.
   * `values` are bound to `@p0`, `@p1`, … in order. What is read in one turn of the event loop is of one state, unless this process
   * writes meanwhile: that is read at once. Throws Overdue where it asks whether there is time after so many milliseconds.
   */
  read(statement: string, values: readonly Bound[], within?: number): string | null
  /** The same text in UTF-8, to be sent as it is; its column must be called `json`. */
  readBytes(statement: string, values: readonly Bound[], within?: number): Buffer | null
  /**
   * The same text, of a dear statement: it runs where it can be ended after the statement timeout, then the call rejects with
   * StatementTimeout. Other calls are answered meanwhile.
   */
  readApart(statement: string, values: readonly Bound[]): Promise<string | null>
  /** Searches: all that is asked meanwhile sees the database as it is at one time. What has been written is found at once. */
  search<Result>(ask: (index: SearchIndex) => Result): Result
  /** Runs the action so that all that it reads, dear statements aside, is as it was at one moment. */
  snapshot<Result>(action: () => Result): Result
  /** The number of the latest commit, for comparisons in this process. */
  latestVersion(): number
  /** The same of what is being read: within one snapshot it stays. */
  readVersion(): number
  /** Columns of the rows with these ids as JSON texts. */
  cells(
    table: string,
    columns: readonly string[],
    ids: Iterable<number>,
  ): Iterable<readonly [id: number, cells: readonly string[]]>
  /** Defines a function that statements may call, but for dear ones. It can't read the database itself. */
  define(name: string, answer: (...values: Bound[]) => Bound | Uint8Array): void
  /** The version of the links, to be compared with that of a reader of them. */
  linkVersion(): number
  /** Reads the links; to be used within one snapshot. */
  links(): LinkReader
  /** What the default export of the module makes of a reader of the links, in a thread of its own. */
  linksApart(module: URL): Promise<unknown>
  /** Begins to write; one session at a time, in all processes. */
  session(options: SessionOptions): WriteSession
  /** Writes records in one session, each key once: all or nothing. */
  write(records: Iterable<TupuRecord>, recordedAt: string): WriteSummary
  /**
   * The records one at a time, complete and in one order: sources, entities, then facts by kind, each by key. All are as they
   * were when the first was asked for. With `where`, those that meet it and all that they refer to.
   */
  records(options?: { where?: ExportFilter | undefined }): Iterable<TupuRecord>
  /**
   * All that makes another store the same: the digests of the forgotten, then the records under the keys that they were given
   * under, as if nothing had been merged, then the redirects in the order in which they were made. With `where`, no digests.
   */
  dump(options?: { where?: ExportFilter | undefined }): Iterable<AnyRecord>
  /** Makes the entity `from` a part of `into`: its key redirects there, and all that is said of it is said of `into`. */
  merge(from: string, into: string, at: string): void
  /**
   * Takes back the merge of the entity with this key: everything is as it was before. A key that only leads to an entity is
   * freed; then the key of that entity is given.
   */
  split(key: string): string | undefined
  /** Erases a person and what is told of them; only digests stay, so that no import brings them back. */
  forget(key: string, at: string): Forgotten
  /** Erases what is over by now and has one of these names, or the key, of a person who is forgotten already. */
  forgetPast(key: string, names: readonly string[]): Forgotten
  /** Number of rows of each table, for estimates; cheap, may be some minutes old. */
  rowCounts(): ReadonlyMap<string, number>
  /** Whether there are no entities yet. */
  isEmpty(): boolean
  /** Answers whether the database can be asked right now. */
  ready(): boolean
  /** How many statements have been run through `read`. */
  readonly statements: number
  close(): Promise<void>
}
