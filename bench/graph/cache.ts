import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../.cache/', import.meta.url))

/** A folder of its own for each size, made anew when what made it has changed. */
export function cacheFor(size: number, makers: readonly string[]): string {
  const folder = `${root}${size}`
  const stamp = digest(makers)
  const kept = `${folder}/made-by`
  if (existsSync(kept) && readFileSync(kept, 'utf8') !== stamp) rmSync(folder, { recursive: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(kept, stamp)
  return folder
}

/** Makes a file unless it is there; only a finished one gets its name. */
export async function makeOnce(path: string, make: (unfinished: string) => void | Promise<void>): Promise<void> {
  if (existsSync(path)) return
  const unfinished = `${path}.unfinished`
  for (const tail of ['', '-wal', '-shm', '-journal']) rmSync(unfinished + tail, { force: true })
  await make(unfinished)
  renameSync(unfinished, path)
}

/** What the files and the names of files in folders say, in short. */
function digest(makers: readonly string[]): string {
  const hash = createHash('sha256')
  for (const maker of makers) {
    hash.update(maker.endsWith('/') ? readdirSync(maker).sort().join() : readFileSync(maker))
  }
  return hash.digest('hex')
}
