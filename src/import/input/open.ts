import { type ByteCount, chunksOf, nameOf } from './chunks.ts'
import { inUtf8 } from './encoding.ts'
import { gunzipped } from './gunzip.ts'

export { expectFiles, nameOf, STDIN } from './chunks.ts'
export type { ByteCount }

/** The text of a file or of standard input as UTF-8: unpacked, decoded, without a byte order mark, of any size. */
export function openText(path: string, encoding?: string, bytes?: ByteCount): AsyncGenerator<Buffer> {
  const name = nameOf(path)
  return inUtf8(gunzipped(chunksOf(path, bytes), name), name, encoding)
}
