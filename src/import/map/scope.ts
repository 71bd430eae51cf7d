/** What an expression is worked out from: the row, and the item of a list in it where an entry is made for each. */
export type Scope = {
  row: unknown
  line: number
  wild: readonly (string | number)[]
  top: ReadonlyMap<string, unknown>
  item: unknown
  /** The number of the item in its list, from 0. */
  index: number
  /** What was read as an amount and no field holds, as it is printed. */
  printed: string[]
  /** Differs from row to row, so that a named value is worked out once for each. */
  serial: number
}

/** A compiled expression. Undefined stands for nothing: an empty cell, a missing field. */
export type Expression = {
  readonly get: (scope: Scope) => unknown
  /** The columns that it reads, for messages. */
  readonly columns: readonly string[]
  /** Whether it reads the item. */
  readonly item: boolean
  /** Whether it is the same for all rows. */
  readonly fixed: boolean
}

/** Raised when a value of a row isn't what the mapping expects; the entry that wants it is then left out of the row. */
export class CellError extends Error {
  override readonly name = 'CellError'
  columns: readonly string[] | undefined
  /** The field of the mapping for which the value was wanted. */
  field: string | undefined
  constructor(message: string) {
    super(message)
  }
}

/** A value in a few words, for messages. */
export function shown(value: unknown): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'fields with values'
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, 80) : value)
  return text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text
}

/** Says what was expected and found instead. */
export const unexpected = (expected: string, found: unknown) =>
  new CellError(`expected ${expected}, found ${shown(found)}`)
