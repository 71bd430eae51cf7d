import { ReadError } from '../../records/read-error.ts'
import type { Chunks } from './chunks.ts'
import { lineEnds, strictUtf8 } from './utf8.ts'

const MARKS: readonly (readonly [encoding: string, mark: Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
]

/** How files begin that hold no text, with what is to be done instead. */
const OTHERS: readonly (readonly [what: string, mark: Buffer])[] = [
  ['a spreadsheet (.xlsx) or zip; save the sheet as CSV, or unpack the zip', Buffer.from('PK\x03\x04')],
  ['a spreadsheet (.xls); save the sheet as CSV', Buffer.from([0xd0, 0xcf, 0x11, 0xe0])],
  ['a PDF; take the table out of it', Buffer.from('%PDF-')],
  ['a Parquet file; write it as CSV or NDJSON', Buffer.from('PAR1')],
  ['a SQLite database; write its tables as CSV', Buffer.from('SQLite format 3\0')],
]

function decoderOf(encoding: string, name: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    const known = 'utf-8, gb18030, big5, shift_jis, euc-kr, utf-16le or windows-1252'
    throw new ReadError([`${name}: expected an encoding such as ${known}, found ${JSON.stringify(encoding)}`])
  }
}

async function* decoded(chunks: Chunks, name: string, decoder: TextDecoder): AsyncGenerator<Buffer> {
  let lines = 1
  const decode = (bytes?: Buffer) => {
    try {
      return Buffer.from(bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
    } catch {
      const near = bytes ? `after line ${lines}` : 'at the end'
      throw new ReadError([`${name}:${lines}: expected text in ${decoder.encoding}, found other bytes ${near}`])
    }
  }
  for await (const chunk of chunks) {
    const text = decode(chunk)
    lines += lineEnds(text)
    if (text.length > 0) yield text
  }
  const end = decode()
  if (end.length > 0) yield end
}

/** The chunks without the bytes that they begin with. */
async function* without(chunks: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let left = size
  for await (const chunk of chunks) {
    const cut = Math.min(left, chunk.length)
    left -= cut
    if (cut < chunk.length) yield chunk.subarray(cut)
  }
}

async function* joined(start: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* start
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

/**
 * The text as UTF-8 without a byte order mark, whole characters in each chunk. The encoding is the one given, else that of the mark,
 * else UTF-8.
 */
export async function* inUtf8(chunks: Chunks, name: string, encoding?: string): AsyncGenerator<Buffer> {
  const given = encoding === undefined ? undefined : decoderOf(encoding, name)
  const rest = chunks[Symbol.asyncIterator]()
  const first = await rest.next()
  if (first.done) return
  let start = first.value
  while (start.length < 3) {
    const next = await rest.next()
    if (next.done) break
    start = Buffer.concat([start, next.value])
  }
  const other = OTHERS.find(([, mark]) => start.subarray(0, mark.length).equals(mark))
  if (other) throw new ReadError([`${name}: expected text, found ${other[0]}`])
  const marked = MARKS.find(([, mark]) => start.subarray(0, mark.length).equals(mark))
  const all = joined([start], rest)
  // A decoder of another encoding than that of the mark takes the mark for text, as it would any bytes.
  if (given && given.encoding !== 'utf-8') return yield* decoded(all, name, given)
  if (marked && marked[0] !== 'utf-8') return yield* decoded(all, name, decoderOf(marked[0], name))
  yield* strictUtf8(marked ? without(all, marked[1].length) : all, name, given !== undefined)
}
