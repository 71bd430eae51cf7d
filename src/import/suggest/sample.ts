import { ReadError } from '../../records/read-error.ts'
import { type Format, formatOfName } from '../format.ts'
import { nameOf, openText } from '../input/open.ts'
import { csvRows } from '../rows/csv.ts'
import type { Column } from './guess.ts'

/** How many rows are looked at. */
const SAMPLE = 200

/** How much of a text is looked at for its delimiter. */
const START = 1 << 16

export type SuggestOptions = { readonly encoding?: string | undefined; readonly format?: Format | undefined }

/** The columns of a table with some of their cells, and what a mapping has to say for them to be read so. */
export type Sample = {
  readonly columns: readonly Column[]
  readonly reading: {
    readonly format: 'csv' | 'tsv'
    readonly delimiter?: string
    readonly header?: readonly string[]
    readonly skip?: number
  }
}

/** The sign that parts the cells of the first line: the one that it has most often, outside of quotes. */
function delimiterOf(start: string): string {
  const line = start
    .replace(/"[^"]*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1)[0]!
  const count = (sign: string) => line.split(sign).length
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** The start of a text, and all of it. */
async function peeked(text: AsyncGenerator<Buffer>): Promise<{ start: string; all: AsyncGenerator<Buffer> }> {
  const chunks: Buffer[] = []
  let size = 0
  while (size < START) {
    const next = await text.next()
    if (next.done) break
    chunks.push(next.value)
    size += next.value.length
  }
  async function* all() {
    yield* chunks
    yield* text
  }
  return { start: Buffer.concat(chunks).toString(), all: all() }
}

/** Names for all columns, if those of the header are not enough: one that is there twice, and then those without any. */
function renamed(names: readonly string[]): string[] | undefined {
  const own = names.filter((name) => name !== '')
  if (new Set(own).size === own.length) return undefined
  const taken = new Set<string>(own)
  const used = new Set<string>()
  return names.map((name, i) => {
    let found = name === '' ? `column ${i + 1}` : name
    for (let n = 2; used.has(found) || (found !== name && taken.has(found)); n++) found = `${name} ${n}`
    used.add(found)
    return found
  })
}

export async function sampleOf(path: string, { encoding, format: given }: SuggestOptions): Promise<Sample> {
  const name = nameOf(path)
  const format = given ?? formatOfName(path, true) ?? 'csv'
  if (format !== 'csv' && format !== 'tsv') {
    throw new ReadError([`${name}: expected csv or tsv, since only their columns are guessed; found ${format}`])
  }
  const { start, all } = await peeked(openText(path, encoding))
  const delimiter = format === 'tsv' ? '\t' : delimiterOf(start)
  const samples: string[][] = []
  const rows = csvRows(
    all,
    name,
    { delimiter, header: false },
    () => {},
    () => {},
  )
  for await (const batch of rows) {
    for (const { row } of batch) samples.push(row as string[])
    if (samples.length > SAMPLE) break
  }
  const first = samples.shift()!.map((cell) => cell.trim())
  const header = renamed(first)
  const columns = (header ?? first)
    .map((name, i) => ({ name, cells: samples.slice(0, SAMPLE).map((row) => row[i]!) }))
    .filter((_, i) => first[i] !== '')
  if (columns.length === 0) throw new ReadError([`${name}: expected a row with the names of the columns`])
  const other = delimiter !== (format === 'tsv' ? '\t' : ',')
  return { columns, reading: { format, ...(other && { delimiter }), ...(header && { header, skip: 1 }) } }
}
