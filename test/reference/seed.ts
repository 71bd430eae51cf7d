import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readFiles } from '../../src/records/read.ts'
import type { TupuRecord } from '../../src/records/record.ts'

/** The founding records, as the files in seed/ have them. */
export function seedRecords(): TupuRecord[] {
  const folder = new URL('../../seed/', import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  const paths = files.sort().map((file) => fileURLToPath(new URL(file, folder)))
  return Array.from(readFiles(paths), ({ record }) => record)
}
