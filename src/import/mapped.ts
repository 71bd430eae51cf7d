import { ReadError } from '../records/read-error.ts'
import type { Format } from './format.ts'
import type { Imported, Listener } from './imported.ts'
import { type ByteCount, nameOf, openText, STDIN } from './input/open.ts'
import { compileMapping, type Mapped, type Mapper } from './map/compile.ts'
import { latestRows } from './map/latest.ts'
import type { LoadedMapping } from './map/load.ts'
import { rowProblem } from './map/problem.ts'
import { topColumns } from './map/top.ts'
import { csvRows } from './rows/csv.ts'
import { jsonRows } from './rows/json.ts'
import { ndjsonRows } from './rows/ndjson.ts'
import type { OnProblem, Row } from './rows/row.ts'

export type MappedInput = {
  readonly path: string
  readonly format: Format
  readonly encoding?: string | undefined
  readonly loaded: LoadedMapping
  readonly bytes?: ByteCount | undefined
}

/** The rows of a file, with the mapper as soon as the columns are known: before the first row. */
function open(input: MappedInput, onProblem: OnProblem): { rows: AsyncIterable<Row[]>; mapper: () => Mapper } {
  const { path, format, loaded } = input
  const { mapping } = loaded
  const name = nameOf(path)
  const text = openText(path, input.encoding ?? mapping.encoding, input.bytes)
  if (format === 'csv' || format === 'tsv') {
    let mapper: Mapper | undefined
    const delimiter = mapping.delimiter ?? (format === 'tsv' ? '\t' : ',')
    const quote = mapping.quote === 'none' ? null : mapping.quote
    const rows = csvRows(
      text,
      name,
      { delimiter, quote, header: mapping.header, skip: mapping.skip },
      onProblem,
      (columns) => {
        mapper = compileMapping(loaded, columns)
      },
    )
    return { rows, mapper: () => mapper! }
  }
  const top = new Map<string, unknown>()
  const wildcards = format === 'json' ? (mapping.rows ?? '*').split('.').filter((step) => step === '*').length : 0
  const mapper = compileMapping(loaded, { wildcards, top })
  if (format === 'ndjson') return { rows: ndjsonRows(text, name, onProblem), mapper: () => mapper }
  const options = { rows: mapping.rows, top: topColumns(mapping) }
  return { rows: jsonRows(text, name, options, (way, value) => top.set(way, value)), mapper: () => mapper }
}

/** The records that a mapping makes of a file. An entry with a mistake in a row is told and makes none. */
export async function* mappedRecords(input: MappedInput, { onProblem, onNote }: Listener): AsyncGenerator<Imported[]> {
  const name = nameOf(input.path)
  const place = (line: number | undefined, { record, entry }: Mapped): Imported => ({
    record,
    full: false,
    line,
    place: (path) => {
      const at = line === undefined ? name : `${name}:${line}`
      if (path.length === 0) return at
      const columns = entry.columnsOf(path)
      return `${at}${columns.length > 0 ? `: column ${columns.join(', ')}` : ''}: ${entry.at}`
    },
  })
  const latest = await latestOf(input)
  const { rows, mapper } = open(input, onProblem)
  let started = false
  // What the mapping says without any row is only said beside what rows say: a file that says nothing makes no source either.
  const start = () =>
    started
      ? []
      : mapper()
          .start()
          .map((one) => place(1, one))
  let any = false
  let number = 0
  for await (const batch of rows) {
    const found: Imported[] = []
    const made: Mapped[] = []
    for (const row of batch) {
      if (latest && !latest.has(number++)) continue
      made.length = 0
      mapper().map(row, made, (error) => onProblem(rowProblem(name, row.line, error)))
      if (made.length === 0) continue
      found.push(...start())
      started = true
      for (const one of made) found.push(place(row.line, one))
    }
    any ||= batch.length > 0
    yield found
  }
  const last = mapper().end()
  if (last.length > 0) yield [...start(), ...last.map((one) => place(undefined, one))]
  const lacking = any ? mapper().lacking() : []
  if (lacking.length > 0) onNote?.(`${name}: no row has ${lacking.join(', ')}`)
}

/** The numbers of the rows that are the latest of their kind, if the mapping wants only those: the file is then read twice. */
async function latestOf(input: MappedInput): Promise<ReadonlySet<number> | undefined> {
  if (!input.loaded.mapping.latest) return undefined
  if (input.path === STDIN) {
    throw new ReadError([`${nameOf(input.path)}: expected a file, since latest has to read it twice`])
  }
  const { rows, mapper } = open({ ...input, bytes: undefined }, () => {})
  return latestRows(rows, () => mapper().version!)
}
