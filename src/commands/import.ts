import { statSync } from 'node:fs'
import { readConfig } from '../config.ts'
import { ApartReader } from '../import/apart/reader.ts'
import { checked } from '../import/checked.ts'
import { type Format, formats } from '../import/format.ts'
import { expectFiles, nameOf, STDIN } from '../import/input/open.ts'
import { batchesOf, type Input } from '../import/read.ts'
import { inField, RecordsRefused, type Refusal } from '../records/problem.ts'
import { statOf } from '../store/sqlite/open.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import type { SessionSummary, Store, WriteSession } from '../store/store.ts'
import { onInterrupt } from './interrupt.ts'
import { databaseFiles, type Kept, keepFrom } from './kept-files.ts'
import { Mistake } from './mistake.ts'
import { Progress } from './progress.ts'
import { Rejects } from './rejects.ts'

export type ImportOptions = {
  readonly mapping?: string | undefined
  readonly format?: Format | undefined
  readonly encoding?: string | undefined
  readonly dryRun?: boolean | undefined
  /** A file that takes what is refused, while the rest is written. */
  readonly keepGoing?: string | undefined
  readonly replaceSource?: readonly string[] | undefined
}

/** How many examples a session tells of what it counts. */
const TOLD = 20

/** How many problems are printed; all are counted. */
const SHOWN = 20

/** Files of this many bytes are read in a thread of their own; for less, it isn't worth its start. */
const LARGE = 500_000
const LARGE_PACKED = 50_000

/** Writes files into the configured database, each in one transaction; all in one where they replace sources together. */
export async function importCommand(files: readonly string[], options: ImportOptions): Promise<void> {
  if (options.format !== undefined && !formats.includes(options.format)) {
    throw new Mistake(`There is no format ${JSON.stringify(options.format)}; expected one of ${formats.join(', ')}.`)
  }
  // Before the first is written.
  expectFiles(files)
  const config = readConfig(process.env)
  // Before a database is opened, which may create it.
  const rejects = options.keepGoing
    ? openRejects(options.keepGoing, files, options.mapping, config.database)
    : undefined
  // To find out what would happen shall not create a database.
  const path = options.dryRun && !statOf(config.database) ? ':memory:' : config.database
  const { statementTimeout } = config
  const store = openSqlite({ path, statementTimeout, filling: true, rehearsing: options.dryRun })
  const apart = new ApartReader()
  // What a source says no more is known only after the last file.
  const sessions = options.replaceSource ? [files] : files.map((file) => [file])
  try {
    const before: string[] = []
    for (const together of sessions) {
      await importFiles(store, apart, together, options, rejects, before)
      before.push(...together)
    }
  } finally {
    await apart.close()
    await store.close()
    rejects?.close()
  }
}

function openRejects(path: string, files: readonly string[], mapping: string | undefined, database: string): Rejects {
  keepFrom('--keep-going', path, [
    ...databaseFiles(database),
    ...files.filter((file) => file !== STDIN).map((file): Kept => [file, 'a file to import']),
    ...(mapping === undefined ? [] : [[mapping, 'the mapping'] as const]),
  ])
  return new Rejects(path)
}

/** The bytes of a file, if that is what it is. */
function sizeOf(path: string): number | undefined {
  const found = path === STDIN ? undefined : statSync(path, { throwIfNoEntry: false })
  return found?.isFile() && found.size > 0 ? found.size : undefined
}

function isLarge(path: string): boolean {
  const size = path === STDIN ? 0 : (statSync(path, { throwIfNoEntry: false })?.size ?? 0)
  return size >= (path.endsWith('.gz') ? LARGE_PACKED : LARGE)
}

/** Writes files in one transaction. `before` are those that are written. */
async function importFiles(
  store: Store,
  apart: ApartReader,
  files: readonly string[],
  options: ImportOptions,
  rejects: Rejects | undefined,
  before: readonly string[],
): Promise<void> {
  const problems = new Problems(rejects)
  const session = store.session({
    recordedAt: new Date().toISOString(),
    replaceSources: options.replaceSource,
    // Without a place for what is refused, one refusal keeps all out.
    onRefused: rejects ? (refusal) => problems.add(placed(refusal)) : undefined,
  })
  const names = files.join(', ')
  const silent: string[] = []
  let progress: Progress | undefined
  const uninterrupted = onInterrupt(() => {
    progress?.end()
    session.rollback()
    const written = options.dryRun ? [] : before
    return `Stopped: ${written.length > 0 ? `${written.join(', ')} ${written.length > 1 ? 'are' : 'is'} in, nothing else` : 'nothing'} was written.`
  })
  try {
    for (const file of files) {
      progress?.end()
      const bytes = new Float64Array(new SharedArrayBuffer(8))
      progress = new Progress({ name: file, size: sizeOf(file), read: () => bytes[0]! })
      if ((await putFile(session, apart, { ...options, path: file, bytes }, problems, progress)) > 0) continue
      session.lacks()
      silent.push(nameOf(file))
    }
    if (problems.count > 0 && !rejects) {
      progress?.end()
      throw refused(names, problems)
    }
    progress?.finishing()
    const summary = session.commit()
    progress?.end()
    problems.print()
    console.log(report(names, summary, problems, silent, options))
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error
    for (const refusal of error.problems) problems.add(placed(refusal))
    progress?.end()
    throw refused(names, problems)
  } finally {
    uninterrupted()
    progress?.end()
    session.rollback()
  }
}

/** Gives the records of a file to the session; tells how many there were. */
async function putFile(
  session: WriteSession,
  apart: ApartReader,
  { path, format, encoding, mapping, bytes }: Input,
  problems: Problems,
  progress: Progress,
): Promise<number> {
  const listener = {
    onProblem: (problem: string) => {
      session.lacks()
      problems.add(problem)
    },
    onNote: (note: string) => progress.say(`Note: ${note}`),
  }
  const input = { path, format, encoding, mapping, bytes }
  const batches = isLarge(path) ? apart.batches(input, listener) : batchesOf(input, listener)
  let count = 0
  for await (const batch of batches) {
    for (const one of batch) {
      const { record, place, full } = checked(one)
      session.put(record, place([]), full)
    }
    progress.add(batch.length)
    count += batch.length
  }
  return count
}

const placed = (refusal: Refusal): string => `${refusal.place ?? refusal.record.record}: ${inField(refusal)}`

function refused(names: string, problems: Problems): Mistake {
  problems.print()
  return new Mistake(
    `${names}: ${problems.told}; nothing was written. Put them right, or use --keep-going REJECTS to leave them out.`,
  )
}

class Problems {
  count = 0
  readonly #first: string[] = []
  readonly #rejects: Rejects | undefined
  constructor(rejects: Rejects | undefined) {
    this.#rejects = rejects
  }

  /** How many there are: a record may have several. */
  get told(): string {
    return `${this.count.toLocaleString('en')} ${this.count === 1 ? 'problem' : 'problems'}`
  }

  add(problem: string): void {
    this.count += 1
    if (this.#first.length < SHOWN) this.#first.push(problem)
    this.#rejects?.add(problem)
  }

  print(): void {
    for (const problem of this.#first.splice(0)) console.error(problem)
    if (this.count > SHOWN) console.error(`… and ${(this.count - SHOWN).toLocaleString('en')} more`)
  }
}

function report(
  names: string,
  summary: SessionSummary,
  problems: Problems,
  silent: readonly string[],
  options: ImportOptions,
): string {
  const { forgotten, whole, candidates, met, shared, loose, ...kinds } = summary
  const columns = ['added', 'changed', 'unchanged', 'retracted'] as const
  const titles = ['new', ...columns.slice(1)]
  const rows = Object.entries(kinds).filter(([, outcome]) => columns.some((column) => outcome[column] > 0))
  const cell = (value: string | number) => value.toLocaleString('en').padStart(12)
  const lines = [
    `${names}${options.dryRun ? ' (dry run: nothing was written)' : ''}`,
    `${''.padEnd(10)}${titles.map(cell).join('')}`,
    ...rows.map(([kind, outcome]) => `${kind.padEnd(10)}${columns.map((column) => cell(outcome[column])).join('')}`),
  ]
  if (rows.length === 0) lines.push('nothing')
  if (problems.count > 0) {
    lines.push(`${problems.told}, see ${options.keepGoing}; what has any was left out`)
  }
  if (forgotten > 0) lines.push(`${forgotten} left out because they are of somebody who is to be forgotten`)
  if (options.replaceSource && !whole) {
    const why =
      problems.count === 0 && silent.length > 0
        ? `since ${silent.join(', ')} gave no record; look whether all is right with it`
        : `since what was left out can't be told from what is gone; ${problems.count > 0 ? 'put that right' : 'take out who is to be forgotten'} and import again`
    lines.push(`nothing of ${options.replaceSource.join(', ')} was retracted, ${why}`)
  }
  const told = (count: number, what: string, examples: readonly string[]) => {
    const more = examples.length === TOLD && count > TOLD ? ', …' : ''
    if (count > 0) lines.push(`${count.toLocaleString('en')} ${what}: ${examples.join(', ')}${more}`)
  }
  const equal = (pair: readonly string[]) => pair.join(' = ')
  told(candidates.count, 'share a name with another entity, maybe the same', candidates.pairs.map(equal))
  told(met.count, 'are known under another key already, by an identifier', met.pairs.map(equal))
  told(
    shared.count,
    'codes are those of another entity already, which keeps them',
    shared.codes.map(([code, key, other]) => `${code} of ${key} (${other})`),
  )
  told(loose.count, 'links not kept, since an end is no entity here', [...new Set(loose.ends)])
  return lines.join('\n')
}
