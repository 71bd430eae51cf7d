import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Store, WriteSummary } from '../store/store.ts'
import { loadFiles } from './load.ts'

const folder = fileURLToPath(new URL('../../seed/', import.meta.url))

/** The files with the founding records, which come with the package. */
export function seedFiles(): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  return files.sort().map((file) => `${folder}${file}`)
}

/**
 * Writes the founding records into a database without entities, and returns what it wrote; null if there are entities.
 * If two processes do it at once, the second finds every record there and leaves it as it is.
 */
export function seedIfEmpty(store: Store, recordedAt: string): WriteSummary | null {
  return store.isEmpty() ? loadFiles(store, seedFiles(), recordedAt) : null
}
