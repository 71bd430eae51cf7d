import type { TupuRecord } from '../records/record.ts'

/** A value that is bound to a placeholder of a statement. */
export type Bound = string | number | null

/** What went into the store, by kind of record. */
export type WriteSummary = { [kind in TupuRecord['record']]: { added: number; unchanged: number } }

/** Raised when a statement ran longer than it may; the statement has been ended. */
export class StatementTimeout extends Error {
  readonly milliseconds: number
  constructor(milliseconds: number) {
    super(`The statement ran longer than ${milliseconds} ms and was ended`)
    this.name = 'StatementTimeout'
    this.milliseconds = milliseconds
  }
}

/** A database that Tupu runs on. Each engine has a folder with the same file names; nothing outside it knows the driver. */
export interface Store {
  /** The name of the SQL dialect in which statements are to be written. */
  readonly dialect: 'sqlite' | 'postgres'
  /**
   * Runs one reading statement that returns one row with one text column, and returns that text, or null where it is null.
   * `values` are bound to `@p0`, `@p1`, … in order. With `dear` it runs where it can be ended after the statement timeout,
   * then the call rejects with StatementTimeout, and other calls are answered meanwhile.
   */
  read(statement: string, values: readonly Bound[], dear: boolean): string | null | Promise<string | null>
  /** Writes records in one transaction: all or nothing. A record that is there already, equal or not, is left as it is. */
  write(records: Iterable<TupuRecord>, recordedAt: string): WriteSummary
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
