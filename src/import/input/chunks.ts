import { accessSync, constants, createReadStream, statSync } from 'node:fs'
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

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EISDIR: 'expected a file, found a folder',
}

/** What hinders to read a file, if it is what people can mend. */
function hindrance(path: string, error: unknown): string | undefined {
  const sentence = SENTENCES[(error as NodeJS.ErrnoException).code ?? '']
  return sentence && `${nameOf(path)}: ${sentence}`
}

/** Throws a ReadError with all of these files that can't be read. */
export function expectFiles(paths: readonly string[]): void {
  const problems = paths.flatMap((path) => {
    if (path === STDIN) return []
    try {
      accessSync(path, constants.R_OK)
      return statSync(path).isDirectory() ? `${path}: ${SENTENCES.EISDIR}` : []
    } catch (error) {
      return hindrance(path, error) ?? []
    }
  })
  if (problems.length > 0) throw new ReadError(problems)
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
    const problem = hindrance(path, error)
    throw problem === undefined ? error : new ReadError([problem])
  }
}
