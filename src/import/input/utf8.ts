import { isUtf8 } from 'node:buffer'
import { ReadError } from '../../records/read-error.ts'
import type { Chunks } from './chunks.ts'

const NEWLINE = 0x0a

/** How many line ends there are in the bytes. */
export function lineEnds(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++
  return count
}

/** Where the last character begins that isn't whole yet; the length if all are. */
function wholeUntil(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < length ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** How many lines are before the first byte that is no UTF-8. */
function goodLines(bytes: Buffer): number {
  let lines = 0
  for (let start = 0; start < bytes.length; lines++) {
    const end = bytes.indexOf(NEWLINE, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) break
    start = end + 1
  }
  return lines
}

/** The same bytes, cut between characters; a ReadError at the first that are no UTF-8. */
export async function* strictUtf8(chunks: Chunks, name: string, given: boolean): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  let lines = 1
  const fault = (bytes: Buffer) => {
    const advice = given ? '' : '; name the encoding if it is another, such as --encoding gb18030'
    return new ReadError([`${name}:${lines + goodLines(bytes)}: expected text in UTF-8, found other bytes${advice}`])
  }
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = wholeUntil(bytes)
    const whole = bytes.subarray(0, end)
    if (!isUtf8(whole)) throw fault(bytes)
    rest = bytes.subarray(end)
    lines += lineEnds(whole)
    if (whole.length > 0) yield whole
  }
  if (rest.length > 0) throw fault(rest)
}
