import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Mistake } from './mistake.ts'

/** A path without links, also of what isn't there yet. */
function real(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const folder = dirname(path)
    return folder === path ? path : join(real(folder), basename(path))
  }
}

function isSame(one: string, other: string): boolean {
  if (real(one) === real(other)) return true
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }))
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino
}

/** A file that a command may not write over, and what it is. */
export type Kept = readonly [path: string, what: string]

/** The database and what SQLite keeps beside it. */
export function databaseFiles(database: string): Kept[] {
  const path = real(database)
  return [
    [path, 'the database'],
    ...['-wal', '-shm', '-journal'].map((end): Kept => [`${path}${end}`, 'a part of the database']),
  ]
}

/** Throws a Mistake if what an option has written would take the place of a file that is kept. */
export function keepFrom(option: string, path: string, kept: readonly Kept[]): void {
  const found = kept.find(([one]) => isSame(path, one))
  if (found) throw new Mistake(`${option} ${path}: that is ${found[1]}, which would be lost. Name another file.`)
}
