import type { CellError } from './scope.ts'

/** A sentence about a cell of which no record is made: file, line, column, field of the mapping, expected, found. */
export function rowProblem(name: string, line: number, { columns = [], field, message }: CellError): string {
  const column = columns.length > 0 ? `: column ${columns.join(', ')}` : ''
  return `${name}:${line}${column}: ${field ? `${field}: ` : ''}${message}`
}
