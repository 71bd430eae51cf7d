import { readConfig } from '../config.ts'
import { exportRecords, pathsOf } from '../export/export.ts'
import { formatOf } from '../export/formats.ts'
import { whereOf } from '../export/where.ts'
import type { TupuRecord } from '../records/record.ts'
import { openExisting } from './database.ts'
import { databaseFiles, keepFrom } from './kept-files.ts'

export type ExportOptions = {
  /** One of jsonl, csv, graphml, cypher, jsonld, nquads. */
  readonly format: string
  /** A file, for csv a folder; the standard output where there is none or it is `-`. A name that ends in `.gz` is compressed. */
  readonly out?: string | undefined
  readonly where?: readonly string[] | undefined
  readonly gzip?: boolean | undefined
}

const list = (counts: ReadonlyMap<string, number>) => Array.from(counts, ([what, count]) => `${count} ${what}`)

/** Writes the configured database, or a part of it, in another format; tells on the standard error what it wrote. */
export async function exportCommand({ format: name, out: given, where, gzip = false }: ExportOptions): Promise<void> {
  const format = formatOf(name)
  const filter = whereOf(where ?? [])
  const out = given === '-' ? undefined : given
  const config = readConfig(process.env)
  for (const path of pathsOf(format, { out, gzip })) keepFrom('--out', path, databaseFiles(config.database))
  const store = openExisting(config)
  try {
    // Only a format that has a place for decisions is given them.
    const all = 'whole' in format && format.whole ? store.dump({ where: filter }) : store.records({ where: filter })
    const { records, notes } = await exportRecords(all as Iterable<TupuRecord>, format, { out, gzip })
    console.error(`Exported ${list(records).join(', ') || 'nothing'}${out === undefined ? '' : ` to ${out}`}.`)
    for (const note of list(notes)) console.error(`Note: ${note}.`)
  } catch (error) {
    // Whoever reads the output has had enough of it, as `head` does.
    if (out === undefined && (error as NodeJS.ErrnoException).code === 'EPIPE') return
    throw error
  } finally {
    await store.close()
  }
}
