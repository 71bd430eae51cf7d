import { extname } from 'node:path'
import { ReadError } from '../records/read-error.ts'

/** What a file holds: the project's own records, FollowTheMoney, or rows for a mapping. */
export const formats = ['yaml', 'jsonl', 'ftm', 'csv', 'tsv', 'json', 'ndjson'] as const
export type Format = (typeof formats)[number]

const ENDINGS: Readonly<Record<string, Format>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.jsonl': 'jsonl',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.json': 'json',
  '.ndjson': 'ndjson',
}

/** The format that the name of a file tells, whether packed or not. */
export function formatOfName(path: string, mapped: boolean): Format | undefined {
  const name = path.toLowerCase().replace(/\.gz$/, '')
  if (/\.ftm\.(json|jsonl|ndjson|ijson)$/.test(name) && !mapped) return 'ftm'
  const found = ENDINGS[extname(name)]
  if (mapped) return found === 'jsonl' ? 'ndjson' : found
  return found === 'ndjson' ? 'jsonl' : found
}

/** What is to be done with a file that no format was given for and whose name tells none. */
export function unknownFormat(name: string): ReadError {
  return new ReadError([
    `${name}: expected a name that ends in .yaml, .jsonl, .ftm.json, .csv, .tsv, .json or .ndjson (maybe with .gz), or --format`,
  ])
}

/** Rows of any other shape need a mapping. */
export function needsMapping(name: string, format: Format): ReadError {
  const advice = format === 'csv' || format === 'tsv' ? `; tupu import --suggest ${name} prints a first one` : ''
  return new ReadError([`${name}: expected --mapping FILE that says what the ${format} means${advice}`])
}
