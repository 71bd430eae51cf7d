import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { generate } from './generate.ts'

const LINES_AT_ONCE = 1000

/** Writes the records of a size as one JSON text a line; memory does not grow with the size. */
export async function writeRecords(size: number, path: string): Promise<void> {
  await pipeline(function* () {
    let lines: string[] = []
    for (const record of generate(size)) {
      lines.push(JSON.stringify(record), '\n')
      if (lines.length < LINES_AT_ONCE * 2) continue
      yield lines.join('')
      lines = []
    }
    yield lines.join('')
  }, createWriteStream(path))
}
