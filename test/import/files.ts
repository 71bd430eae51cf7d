import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Input, recordsOf } from '../../src/import/read.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { temporaryFolder } from '../store/temporary.ts'

/** Writes a file of this name into a folder of its own. */
export function file(name: string, content: string | Buffer): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}

export type Read = { records: TupuRecord[]; places: string[]; problems: string[]; notes: string[] }

/** Reads all of a file. */
export async function readAll(input: Input): Promise<Read> {
  const read: Read = { records: [], places: [], problems: [], notes: [] }
  const listener = {
    onProblem: (one: string) => read.problems.push(one),
    onNote: (one: string) => read.notes.push(one),
  }
  for await (const { record, place } of recordsOf(input, listener)) {
    read.records.push(record as TupuRecord)
    read.places.push(place([]))
  }
  return read
}

/** Reads rows with a mapping. */
export const mapped = (name: string, content: string | Buffer, mapping: string) =>
  readAll({ path: file(name, content), mapping: file('mapping.yaml', mapping) })
