import { parseJson } from './exact.ts'
import { linesOf } from './lines.ts'
import type { OnProblem, Row } from './row.ts'

/** The rows of a text with one value of JSON on each line. */
export async function* ndjsonRows(
  text: AsyncIterable<Buffer>,
  name: string,
  onProblem: OnProblem,
): AsyncGenerator<Row[]> {
  for await (const lines of linesOf(text, name)) {
    const rows: Row[] = []
    for (const { line, text: json } of lines) {
      try {
        rows.push({ line, row: parseJson(json) })
      } catch (error) {
        onProblem(`${name}:${line}: expected JSON on each line: ${(error as Error).message}`)
      }
    }
    yield rows
  }
}
