import type { Path } from '../records/problem.ts'
import type { AnyRecord } from '../records/record.ts'

/** A record with a function that says where each of its fields stands in the file. */
export type Imported = {
  readonly record: AnyRecord
  readonly place: (path: Path) => string
  /** The line of the file that it is on as a whole. */
  readonly line?: number | undefined
  /** Whether it has been checked as a whole and normalised. */
  readonly full: boolean
}

/** Takes what is to be told while a file is read. */
export type Listener = {
  /** Something of the file is left out: file, line, column, what was expected and what was found. */
  readonly onProblem: (problem: string) => void
  /** Something that the one who imports should know. */
  readonly onNote?: (note: string) => void
}
