import { ReadError } from '../../records/read-error.ts'

const NEWLINE = 0x0a

/** A longer line can't be one record: something is missing in between. */
const LONGEST = 1 << 26

/** A line without its end, with its number from 1. */
export type Line = { readonly line: number; readonly text: string }

/** The lines of a text in UTF-8, those together that were read together; empty ones are passed over. */
export async function* linesOf(text: AsyncIterable<Buffer>, name: string): AsyncGenerator<Line[]> {
  let parts: Buffer[] = []
  let size = 0
  let line = 0
  const ended = (end: Buffer, into: Line[]) => {
    line++
    const text = parts.length > 0 ? Buffer.concat([...parts, end]).toString() : end.toString()
    parts = []
    size = 0
    if (text.trim() !== '') into.push({ line, text })
  }
  for await (const chunk of text) {
    const found: Line[] = []
    let start = 0
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, start)) {
      ended(chunk.subarray(start, at), found)
      start = at + 1
    }
    if (start < chunk.length) {
      parts.push(chunk.subarray(start))
      size += chunk.length - start
    }
    if (size > LONGEST)
      throw new ReadError([`${name}:${line + 1}: expected lines of at most 64 MB, found a longer one`])
    if (found.length > 0) yield found
  }
  const last: Line[] = []
  if (parts.length > 0) ended(Buffer.alloc(0), last)
  if (last.length > 0) yield last
}
