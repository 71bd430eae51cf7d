import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Store, WriteSummary } from '../store/store.ts'

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
export async function seedIfEmpty(store: Store, recordedAt: string): Promise<WriteSummary | null> {
  if (!store.isEmpty()) return null
  // Only the first start reads files.
  const { loadFiles } = await import('./load.ts')
  return loadFiles(store, seedFiles(), recordedAt)
}
