import { CellError } from './scope.ts'

/** A sentence about a row that makes no records: file, line, column, field of the mapping, expected, found. */
export function rowProblem(name: string, line: number, error: unknown): string {
  if (!(error instanceof CellError)) throw error
  const { columns = [], field, message } = error
  const column = columns.length > 0 ? `: column ${columns.join(', ')}` : ''
  return `${name}:${line}${column}: ${field ? `${field}: ` : ''}${message}`
}
