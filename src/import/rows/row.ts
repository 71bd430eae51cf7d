/** A row with the line of the file that it begins on. `row` is a list of cells, or a value of JSON. */
export type Row = {
  readonly line: number
  readonly row: unknown
  /** What stood for the wildcards on the path to it. */
  readonly wild?: readonly (string | number)[]
}

/** Rows that were read together. */
export type Rows = AsyncIterable<readonly Row[]>

/** Takes a sentence about a row that is left out; the others are read on. */
export type OnProblem = (problem: string) => void
