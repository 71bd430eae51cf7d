import { once } from 'node:events'
import { createWriteStream, statSync, type WriteStream } from 'node:fs'
import { readConfig } from '../config.ts'
import { ApartReader } from '../import/apart/reader.ts'
import type { Format } from '../import/format.ts'
import { STDIN } from '../import/input/open.ts'
import { batchesOf } from '../import/read.ts'
import { inField, RecordsRefused, type Refusal } from '../records/problem.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import type { SessionSummary, Store } from '../store/store.ts'
import { Mistake } from './mistake.ts'

export type ImportOptions = {
  readonly mapping?: string | undefined
  readonly format?: Format | undefined
  readonly encoding?: string | undefined
  readonly dryRun?: boolean | undefined
  /** A file that takes what is refused, while the rest is written. */
  readonly keepGoing?: string | undefined
  readonly replaceSource?: readonly string[] | undefined
}

/** How many problems are printed; all are counted. */
const SHOWN = 20
const PROGRESS_EVERY = 10_000

/** Files of this many bytes are read in a thread of their own; for less, it isn't worth its start. */
const LARGE = 500_000
const LARGE_PACKED = 50_000

/** Writes files into the configured database, each in one transaction. */
export async function importCommand(files: readonly string[], options: ImportOptions): Promise<void> {
  const config = readConfig(process.env)
  const store = openSqlite({ path: config.database, statementTimeout: config.statementTimeout })
  const apart = new ApartReader()
  try {
    for (const file of files) await importFile(store, apart, file, options)
  } finally {
    await apart.close()
    await store.close()
  }
}

function isLarge(path: string): boolean {
  const size = path === STDIN ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0)
  return size >= (path.endsWith('.gz') ? LARGE_PACKED : LARGE)
}

async function importFile(store: Store, apart: ApartReader, path: string, options: ImportOptions): Promise<void> {
  const rejects = options.keepGoing ? createWriteStream(options.keepGoing, { flags: 'a' }) : undefined
  const problems = new Problems(rejects)
  const progress = new Progress(path)
  const session = store.session({
    recordedAt: new Date().toISOString(),
    replaceSources: options.replaceSource,
    dryRun: options.dryRun,
    // Without a place for what is refused, one refusal keeps all out.
    onRefused: rejects ? (refusal) => problems.add(placed(refusal)) : undefined,
  })
  try {
    const listener = {
      onProblem: (problem: string) => problems.add(problem),
      onNote: (note: string) => console.error(`Note: ${note}`),
    }
    const input = { path, format: options.format, encoding: options.encoding, mapping: options.mapping }
    const batches = isLarge(path) ? apart.batches(input, listener) : batchesOf(input, listener)
    for await (const batch of batches) {
      for (const { record, place, full } of batch) session.put(record, place([]), full)
      progress.add(batch.length)
    }
    if (problems.count > 0 && !rejects) throw refused(path, problems)
    const summary = session.commit()
    problems.print()
    console.log(report(path, summary, problems, options))
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error
    for (const refusal of error.problems) problems.add(placed(refusal))
    throw refused(path, problems)
  } finally {
    progress.end()
    session.rollback()
    if (rejects) {
      rejects.end()
      await once(rejects, 'close')
    }
  }
}

const placed = (refusal: Refusal): string => `${refusal.place ?? refusal.record.record}: ${inField(refusal)}`

function refused(path: string, problems: Problems): Mistake {
  problems.print()
  return new Mistake(
    `${path}: ${problems.count.toLocaleString('en')} ${problems.count === 1 ? 'problem' : 'problems'}; nothing was written. Put them right, or use --keep-going REJECTS to leave them out.`,
  )
}

class Problems {
  count = 0
  readonly #first: string[] = []
  readonly #rejects: WriteStream | undefined
  constructor(rejects: WriteStream | undefined) {
    this.#rejects = rejects
  }

  add(problem: string): void {
    this.count += 1
    if (this.#first.length < SHOWN) this.#first.push(problem)
    this.#rejects?.write(`${problem}\n`)
  }

  print(): void {
    for (const problem of this.#first.splice(0)) console.error(problem)
    if (this.count > SHOWN) console.error(`… and ${(this.count - SHOWN).toLocaleString('en')} more`)
  }
}

/** One line in ten seconds, or one that is written over on a terminal. */
class Progress {
  #records = 0
  readonly #start = Date.now()
  #said = Date.now()
  readonly #path: string
  constructor(path: string) {
    this.#path = path
  }

  add(records: number): void {
    this.#records += records
    const now = Date.now()
    if (now - this.#said < (process.stderr.isTTY ? 200 : PROGRESS_EVERY)) return
    this.#said = now
    const rate = Math.round((this.#records * 1000) / (now - this.#start))
    const line = `${this.#path}: ${this.#records.toLocaleString('en')} records, ${rate.toLocaleString('en')}/s`
    process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`)
  }

  end(): void {
    if (process.stderr.isTTY && this.#said > this.#start) process.stderr.write('\n')
  }
}

function report(path: string, summary: SessionSummary, problems: Problems, options: ImportOptions): string {
  const { forgotten, candidates, ...kinds } = summary
  const columns = ['added', 'changed', 'unchanged', 'retracted'] as const
  const rows = Object.entries(kinds).filter(([, outcome]) => columns.some((column) => outcome[column] > 0))
  const cell = (value: string | number) => value.toLocaleString('en').padStart(12)
  const lines = [
    `${path}${options.dryRun ? ' (dry run: nothing was written)' : ''}`,
    `${''.padEnd(10)}${columns.map(cell).join('')}`,
    ...rows.map(([kind, outcome]) => `${kind.padEnd(10)}${columns.map((column) => cell(outcome[column])).join('')}`),
  ]
  if (rows.length === 0) lines.push('nothing')
  if (problems.count > 0) lines.push(`${problems.count.toLocaleString('en')} left out, see ${options.keepGoing}`)
  if (forgotten > 0) lines.push(`${forgotten} left out because they are of somebody who is to be forgotten`)
  if (candidates.count > 0)
    lines.push(
      `${candidates.count.toLocaleString('en')} share a name with another entity, maybe the same: ${candidates.pairs.map((pair) => pair.join(' = ')).join(', ')}`,
    )
  return lines.join('\n')
}
