import { readYaml } from '../records/read.ts'
import { ReadError } from '../records/read-error.ts'
import { type Found, takeLine } from '../records/take.ts'
import type { Imported, Listener } from './imported.ts'
import { ndjsonRows } from './rows/ndjson.ts'

/** A YAML file is read as a whole; records beyond this size are better kept as JSONL. */
const LARGEST = 1 << 28

function taken(found: Found | ReturnType<typeof takeLine>, { onProblem }: Listener, line?: number): Imported[] {
  if ('record' in found) return [{ record: found.record, place: found.place, full: true, line }]
  for (const problem of found.problems) onProblem(problem)
  return []
}

/** The project's own records, one as JSON on each line. */
export async function* ownLines(
  text: AsyncIterable<Buffer>,
  name: string,
  listener: Listener,
): AsyncGenerator<Imported[]> {
  for await (const rows of ndjsonRows(text, name, listener.onProblem)) {
    yield rows.flatMap(({ line, row }) =>
      taken(
        takeLine(row, () => `${name}:${line}`),
        listener,
        line,
      ),
    )
  }
}

/** The project's own records in YAML. */
export async function* ownYaml(
  text: AsyncIterable<Buffer>,
  name: string,
  listener: Listener,
): AsyncGenerator<Imported[]> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of text) {
    chunks.push(chunk)
    size += chunk.length
    if (size > LARGEST)
      throw new ReadError([`${name}: expected at most 256 MB of YAML, found more; JSONL may be of any size`])
  }
  for (const found of readYaml(Buffer.concat(chunks).toString(), name)) yield taken(found, listener)
}
