import { createReadStream } from 'node:fs'
import { ReadError } from '../../records/read-error.ts'

/** A stretch of bytes after another. */
export type Chunks = AsyncIterable<Buffer>

const SIZE = 1 << 16

/** The path that stands for standard input. */
export const STDIN = '-'

/** Counts bytes; over shared memory, also those that another thread reads. */
export type ByteCount = Float64Array

/** What messages call the file. */
export const nameOf = (path: string) => (path === STDIN ? 'standard input' : path)

function unreadable(path: string, error: unknown): unknown {
  const sentences: Record<string, string> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'no permission to read it',
    EPERM: 'no permission to read it',
    EISDIR: 'expected a file, found a folder',
  }
  const sentence = sentences[(error as NodeJS.ErrnoException).code ?? '']
  return sentence ? new ReadError([`${nameOf(path)}: ${sentence}`]) : error
}

/** The bytes of a file, or of standard input, as they come. */
export async function* chunksOf(path: string, bytes?: ByteCount): AsyncGenerator<Buffer> {
  const stream = path === STDIN ? process.stdin : createReadStream(path, { highWaterMark: SIZE })
  try {
    for await (const chunk of stream) {
      if (bytes) bytes[0]! += (chunk as Buffer).length
      yield chunk as Buffer
    }
  } catch (error) {
    throw unreadable(path, error)
  }
}
