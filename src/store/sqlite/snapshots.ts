import type { Statement } from 'better-sqlite3'
import type { Connection } from './open.ts'

/** Read transactions on a connection. */
export class Snapshots {
  readonly #begin: Statement
  readonly #end: Statement
  readonly #version: Statement<[], number>
  #open = false

  constructor(connection: Connection) {
    this.#begin = connection.prepare('begin')
    this.#end = connection.prepare('commit')
    this.#version = connection.prepare<[], number>('select data_version from pragma_data_version').pluck()
  }

  run<Result>(action: () => Result): Result {
    if (this.#open) return action()
    this.#begin.run()
    this.#open = true
    try {
      return action()
    } finally {
      this.#open = false
      this.#end.run()
    }
  }

  version(): number {
    return this.#version.get()!
  }
}
