import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TupuRecord } from '../records/record.ts'
import { ExportError } from './error.ts'
import { type FolderFormat, type Format, Notes, type TextFormat } from './format.ts'
import { explained, file, type Sink, standardOutput } from './sink.ts'

export type Exported = {
  /** How many records went out, by kind. */
  readonly records: ReadonlyMap<string, number>
  /** How much the format had no place for, in words. */
  readonly notes: ReadonlyMap<string, number>
}

type Target = { readonly out?: string | undefined; readonly gzip: boolean }

const inFolder = (out: string, name: string, gzip: boolean) => join(out, `${name}.csv${gzip ? '.gz' : ''}`)

/** The files that an export writes. */
export function pathsOf(format: Format, { out, gzip }: Target): string[] {
  if (out === undefined) return []
  return format.files ? format.files.map((name) => inFolder(out, name, gzip)) : [out]
}

function* counted(records: Iterable<TupuRecord>, counts: Map<string, number>): Generator<TupuRecord> {
  for (const record of records) {
    counts.set(record.record, (counts.get(record.record) ?? 0) + 1)
    yield record
  }
}

/** Lets all sinks finish, and only then puts what they wrote in its place. */
async function filling(sinks: readonly Sink[], fill: () => Promise<void>): Promise<void> {
  try {
    await fill()
    for (const sink of sinks) await sink.finish()
    for (const sink of sinks) sink.keep()
  } catch (error) {
    for (const sink of sinks) await sink.drop()
    throw error
  }
}

async function writeText(pieces: ReturnType<TextFormat['write']>, { out, gzip }: Target): Promise<void> {
  const sink = out === undefined ? standardOutput(gzip) : file(out, gzip || out.endsWith('.gz'))
  await filling([sink], async () => {
    for (const piece of pieces) {
      const wait = sink.write(piece)
      if (wait) await wait
    }
  })
}

async function writeFolder(
  { files }: FolderFormat,
  pieces: ReturnType<FolderFormat['write']>,
  { out, gzip }: Target,
): Promise<void> {
  if (out === undefined) throw new ExportError('csv makes several files; say with --out into which folder.')
  try {
    mkdirSync(out)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (!statSync(out).isDirectory()) throw new ExportError(`${out} is a file; expected a folder.`)
  }
  const sinks = new Map(files.map((name) => [name, file(inFolder(out, name, gzip), gzip)]))
  await filling([...sinks.values()], async () => {
    for (const [name, text] of pieces) {
      const wait = sinks.get(name)!.write(text)
      if (wait) await wait
    }
  })
}

/** Writes records in a format, to a file, a folder, or the standard output where no path is given. */
export async function exportRecords(records: Iterable<TupuRecord>, format: Format, target: Target): Promise<Exported> {
  const counts = new Map<string, number>()
  const notes = new Notes()
  const all = counted(records, counts)
  try {
    if (format.files) await writeFolder(format, format.write(all, notes), target)
    else await writeText(format.write(all, notes), target)
  } catch (error) {
    throw explained(target.out ?? 'The standard output', error)
  } finally {
    all.return(undefined)
  }
  for (const [kind, count] of notes.leftOut) {
    const left = (counts.get(kind) ?? 0) - count
    if (left > 0) counts.set(kind, left)
    else counts.delete(kind)
  }
  return { records: counts, notes: notes.counts }
}
