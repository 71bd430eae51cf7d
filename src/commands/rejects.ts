import { closeSync, openSync, writeSync } from 'node:fs'
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

/** The file that takes what is refused, behind what is in it already. */
export class Rejects {
  readonly #path: string
  readonly #file: number

  /** Throws a Mistake if it can't be written. */
  constructor(path: string) {
    this.#path = path
    this.#file = this.#explaining(() => openSync(path, 'a'))
  }

  add(line: string): void {
    this.#explaining(() => writeSync(this.#file, `${line}\n`))
  }

  close(): void {
    closeSync(this.#file)
  }

  #explaining<Result>(action: () => Result): Result {
    try {
      return action()
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      throw new Mistake(
        `--keep-going ${this.#path}: ${sentences[code ?? ''] ?? message}. Name a file that can be written.`,
      )
    }
  }
}
