import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { PassThrough, type Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { ExportError } from './error.ts'
import { unwatch, watch } from './temporary.ts'

/** How many characters are gathered before they are handed on. */
const CHUNK = 1 << 16

/** Takes text, maybe compresses it, and hands it on no faster than it is taken. */
export class Sink {
  readonly #head: Transform
  readonly #done: Promise<void>
  readonly #settle: (whole: boolean) => void
  #failure: unknown
  #gathered: string[] = []
  #size = 0

  /** `settle` is called once everything is written, or with false when it isn't to be. */
  constructor(target: Writable, gzip: boolean, end: boolean, settle: (whole: boolean) => void = () => {}) {
    this.#head = gzip ? createGzip() : new PassThrough()
    this.#settle = settle
    this.#done = pipeline(this.#head, target, { end })
    this.#done.catch((error) => {
      this.#failure = error
    })
  }

  /** Takes text; where a promise comes back, wait for it before the next. */
  write(text: string): Promise<void> | undefined {
    this.#gathered.push(text)
    this.#size += text.length
    return this.#size < CHUNK ? undefined : this.#flush()
  }

  async #flush(): Promise<void> {
    if (this.#failure) throw this.#failure
    const text = this.#gathered.join('')
    this.#gathered = []
    this.#size = 0
    if (text === '') return
    if (!this.#head.write(text)) await Promise.race([once(this.#head, 'drain'), this.#done])
  }

  /** Hands on the rest and waits until it has been taken. */
  async finish(): Promise<void> {
    await this.#flush()
    this.#head.end()
    await this.#done
  }

  /** Puts what was written in its place. */
  keep(): void {
    this.#settle(true)
  }

  /** Leaves no trace of what was written. */
  async drop(): Promise<void> {
    this.#head.destroy()
    await this.#done.catch(() => {})
    this.#settle(false)
  }
}

/** A sink for the standard output. */
export const standardOutput = (gzip: boolean) => new Sink(process.stdout, gzip, false)

/** What is at a path: a symbolic link leads to its target. */
function present(path: string): { path: string; kind: 'none' | 'file' | 'folder' | 'other' } {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return { path, kind: 'none' }
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other'
  return { path: kind === 'file' ? realpathSync(path) : path, kind }
}

/** Tells in a sentence why a file can't be written, if it is for a reason that people can mend. */
export function explained(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'ENOTDIR') return new ExportError(`${path}: there is no folder ${dirname(path)}.`)
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new ExportError(`${path}: no permission to write it.`)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ExportError(`${path}: the disk is full.`)
  return error
}

/** A sink for a file, which has its name only once it is whole; a device or a pipe is written to as it is. */
export function file(given: string, gzip: boolean): Sink {
  const { path, kind } = present(given)
  if (kind === 'folder') throw new ExportError(`${given} is a folder; expected the name of a file.`)
  if (kind === 'other') return new Sink(createWriteStream(path), gzip, true)
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
  watch(part)
  return new Sink(createWriteStream(part, { flags: 'wx', flush: true }), gzip, true, (whole) => {
    if (whole) renameSync(part, path)
    else rmSync(part, { force: true })
    unwatch(part)
  })
}
