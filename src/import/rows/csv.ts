import { type CsvError, Parser } from 'csv-parse'
import { ReadError } from '../../records/read-error.ts'
import type { OnProblem, Row } from './row.ts'

/** A longer row can't be meant: a quote is left open. */
const LONGEST = 1 << 24

const CR = 0x0d
const LF = 0x0a

export type CsvOptions = {
  readonly delimiter?: string | undefined
  /** The quote around cells; null if there are none. */
  readonly quote?: string | null | undefined
  /** Whether the first row names the columns, or else their names. */
  readonly header?: boolean | readonly string[] | undefined
  /** How many rows are passed over before the header, or before the first row. */
  readonly skip?: number | undefined
}

const SENTENCES: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'expected a closing quote, found the end of the file',
  CSV_INVALID_CLOSING_QUOTE: 'expected the delimiter or a line end after a closing quote, found something else',
  INVALID_OPENING_QUOTE:
    'expected a quote only at the start of a cell (doubled within one), found it in the middle; say `quote: none` if it is none',
  CSV_MAX_RECORD_SIZE: 'expected rows of at most 16 MB, found a larger one; is a quote left open?',
}

function checkHeader(header: readonly string[], name: string, line: number): void {
  const seen = new Set<string>()
  for (const [i, column] of header.entries()) {
    // Tables end with columns without a name, which nobody asks for.
    if (column !== '' && seen.has(column)) {
      throw new ReadError([
        `${name}:${line}: column ${i + 1}: expected each name once, found ${JSON.stringify(column)} again; name all columns in the mapping, header: [a, b, …], and pass over this row with skip: 1`,
      ])
    }
    seen.add(column)
  }
}

/** The text with LF for its line ends where they are CR alone, as spreadsheets of old Macs write them. */
async function* withLineFeeds(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let start: Buffer = Buffer.alloc(0)
  let alone: boolean | undefined
  const ended = (chunk: Buffer) => (alone ? Buffer.from(chunk.map((byte) => (byte === CR ? LF : byte))) : chunk)
  for await (const chunk of text) {
    if (alone !== undefined) {
      yield ended(chunk)
      continue
    }
    start = start.length === 0 ? chunk : Buffer.concat([start, chunk])
    const at = start.indexOf(CR)
    const told = start.includes(LF) || (at >= 0 && at < start.length - 1) || start.length > LONGEST
    if (!told) continue
    alone = at >= 0 && !start.includes(LF)
    yield ended(start)
  }
  if (alone !== undefined || start.length === 0) return
  alone = start.includes(CR)
  yield ended(start)
}

/**
 * The rows of CSV or TSV as lists of cells. `onHeader` is told the names of the columns before the first row. A row with
 * too many or too few cells is a problem; one whose quotes are wrong ends it, since all after it would be read wrongly.
 */
export async function* csvRows(
  text: AsyncIterable<Buffer>,
  name: string,
  { delimiter = ',', quote = '"', header = true, skip = 0 }: CsvOptions,
  onProblem: OnProblem,
  onHeader: (columns: readonly string[]) => void,
): AsyncGenerator<Row[]> {
  let columns = typeof header === 'boolean' ? undefined : header
  if (columns) onHeader(columns)
  let batch: Row[] = []
  let line = 1
  let counted = 1
  let empty = 0
  let passed = 0
  const take = (cells: string[], info: { lines: number; empty_lines: number }): null => {
    line += info.empty_lines - empty
    // The parser counts CR LF within quotes twice, so the lines within a row are counted here.
    const inside = info.lines - counted - (info.empty_lines - empty)
    const start = line
    line += 1 + (inside > 0 ? cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0) : 0)
    counted = info.lines + 1
    empty = info.empty_lines
    if (passed++ < skip) return null
    if (!columns) {
      columns = header === true ? cells.map((cell) => cell.trim()) : cells.map((_, i) => String(i + 1))
      checkHeader(columns, name, start)
      onHeader(columns)
      if (header === true) return null
    }
    if (cells.length === columns.length) batch.push({ line: start, row: cells })
    else {
      const last = columns[Math.min(cells.length, columns.length) - 1]
      onProblem(`${name}:${start}: column ${last}: expected ${columns.length} cells, found ${cells.length}`)
    }
    return null
  }
  const parser = new Parser({
    delimiter,
    quote,
    escape: quote,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST,
    on_record: take,
  })
  let failure: Error | undefined
  parser.on('error', (error) => {
    failure = error
  })
  const check = () => {
    if (!failure) return
    if (failure instanceof ReadError) throw failure
    const { code, column } = failure as CsvError
    if (!code) throw failure
    const at = typeof column === 'number' ? (columns?.[column] ?? column + 1) : column
    const where = at === undefined ? '' : `column ${at}: `
    throw new ReadError([`${name}:${line}: ${where}${SENTENCES[code] ?? failure.message}`])
  }
  for await (const chunk of withLineFeeds(text)) {
    await new Promise<void>((resolve) => parser.write(chunk, () => resolve()))
    check()
    if (batch.length > 0) yield batch
    batch = []
  }
  await new Promise<void>((resolve) => {
    parser.once('error', () => resolve())
    parser.once('end', resolve)
    parser.resume()
    parser.end()
  })
  check()
  if (!columns) throw new ReadError([`${name}: expected a row with the names of the columns, found nothing`])
  if (batch.length > 0) yield batch
}
