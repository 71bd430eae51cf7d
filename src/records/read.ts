import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { linesOf } from './lines.ts'
import { ReadError } from './read-error.ts'
import { readJsonl } from './read-jsonl.ts'
import { readYaml } from './read-yaml.ts'
import type { Found, ReadRecord } from './take.ts'

export type { ReadRecord }
export { ReadError, readJsonl, readYaml }

/** More problems than this are not looked for: the file is then of another kind. */
const ENOUGH = 200

function unreadable(file: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return `${file}: there is no such file`
  if (code === 'EACCES' || code === 'EPERM') return `${file}: no permission to read it`
  if (code === 'EISDIR') return `${file}: expected a file, found a folder`
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return `${file}: expected text in UTF-8, found other bytes`
  throw error
}

function* records(file: string): Generator<Found> {
  switch (extname(file).toLowerCase()) {
    case '.yaml':
    case '.yml':
      return yield* readYaml(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)), file)
    case '.jsonl':
    case '.ndjson':
      return yield* readJsonl(linesOf(file), file)
    default:
      yield { problems: [`${file}: expected a file that ends in .yaml, .yml or .jsonl`] }
  }
}

function* found(files: Iterable<string>): Generator<Found> {
  for (const file of files) {
    try {
      yield* records(file)
    } catch (error) {
      yield { problems: [unreadable(file, error)] }
    }
  }
}

/** The records that were found, one at a time; when all have been read, throws ReadError if there was any problem. */
export function* sound(all: Iterable<Found>): Generator<ReadRecord> {
  const problems: string[] = []
  for (const one of all) {
    if ('problems' in one) problems.push(...one.problems)
    else if (problems.length === 0) yield one
    if (problems.length >= ENOUGH) break
  }
  if (problems.length > 0) throw new ReadError(problems)
}

/** Reads records from YAML and JSONL files, checked and in full, one at a time; throws ReadError at the end if any is wrong. */
export function readFiles(files: Iterable<string>): Generator<ReadRecord> {
  return sound(found(files))
}
