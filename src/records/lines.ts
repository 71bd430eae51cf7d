import { closeSync, openSync, readSync } from 'node:fs'

const CHUNK = 1 << 16

/** The lines of a UTF-8 file without their ends, one at a time, so that a file may be larger than the memory. */
export function* linesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const chunk = Buffer.allocUnsafe(CHUNK)
    let rest = ''
    for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk)) {
      const lines = (rest + decoder.decode(chunk.subarray(0, size), { stream: true })).split('\n')
      rest = lines.pop()!
      yield* lines
    }
    rest += decoder.decode()
    if (rest) yield rest
  } finally {
    closeSync(descriptor)
  }
}
