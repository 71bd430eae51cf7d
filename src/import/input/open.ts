import { chunksOf, nameOf } from './chunks.ts'
import { inUtf8 } from './encoding.ts'
import { gunzipped } from './gunzip.ts'

export { nameOf, STDIN } from './chunks.ts'

/** The text of a file or of standard input as UTF-8: unpacked, decoded, without a byte order mark, of any size. */
export function openText(path: string, encoding?: string): AsyncGenerator<Buffer> {
  const name = nameOf(path)
  return inUtf8(gunzipped(chunksOf(path), name), name, encoding)
}
