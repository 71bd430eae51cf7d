import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { Mistake } from './mistake.ts'

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'expected a file, found a folder',
  EACCES: 'no permission to write it',
  EPERM: 'no permission to write it',
  EROFS: 'no permission to write it',
  ENOSPC: 'the disk is full',
}

/** The first line tells the file from any other, which is not to be written over. */
const FIRST = '# Left out by tupu import:\n'

/** The file that takes what is refused, written anew by each import. */
export class Rejects {
  readonly #path: string
  readonly #file: number
  #begun = false

  /** Throws a Mistake if it can't be written, or holds something else. */
  constructor(path: string) {
    this.#path = path
    this.#file = this.#explaining(() => {
      if (holdsOther(path)) {
        throw new Mistake(
          `--keep-going ${path}: it holds something else than what an import left out. Name another file.`,
        )
      }
      return openSync(path, 'w')
    })
  }

  add(line: string): void {
    this.#explaining(() => writeSync(this.#file, `${this.#begun ? '' : FIRST}${line}\n`))
    this.#begun = true
  }

  close(): void {
    closeSync(this.#file)
  }

  #explaining<Result>(action: () => Result): Result {
    try {
      return action()
    } catch (error) {
      if (error instanceof Mistake) throw error
      const { code, message } = error as NodeJS.ErrnoException
      throw new Mistake(
        `--keep-going ${this.#path}: ${sentences[code ?? ''] ?? message}. Name a file that can be written.`,
      )
    }
  }
}

function holdsOther(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile() || found.size === 0) return false
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(FIRST.length)
    readSync(file, start)
    return start.toString() !== FIRST
  } finally {
    closeSync(file)
  }
}
