import type { Statement } from 'better-sqlite3'
import type { Connection } from './open.ts'

/**
 * Read transactions on a connection. To begin and end one for each statement takes as long as a short statement does, so what is
 * read in one turn of the event loop is read in one.
 */
export class Snapshots {
  readonly #connection: Connection
  readonly #begin: Statement
  readonly #end: Statement
  readonly #version: Statement<[], number>
  /** Whether an action runs that is to see one state. */
  #running = false
  #turn = false
  /** That of the present transaction, once it was asked for. */
  #state: number | undefined
  /** Whether the latest state is wanted when the action is over. */
  #due = false
  readonly #endOfTurn = () => this.renew()

  constructor(connection: Connection) {
    this.#connection = connection
    this.#begin = connection.prepare('begin')
    this.#end = connection.prepare('commit')
    this.#version = connection.prepare<[], number>('select data_version from pragma_data_version').pluck()
  }

  /** Has what is read from here on, until the turn ends, read in one transaction. */
  beginTurn(): void {
    if (this.#turn || this.#running) return
    this.#begin.run()
    this.#turn = true
    this.#state = undefined
    setImmediate(this.#endOfTurn)
  }

  /** Has what is read next be of the latest state; if an action runs, when it is over. */
  renew(): void {
    this.#due = this.#running
    if (!this.#turn || this.#running) return
    this.#turn = false
    // A failure of the disk ends it by itself.
    if (this.#connection.inTransaction) this.#end.run()
  }

  run<Result>(action: () => Result): Result {
    if (this.#running) return action()
    this.beginTurn()
    this.#running = true
    try {
      return action()
    } finally {
      this.#running = false
      if (this.#due) this.renew()
    }
  }

  /** That of the latest commit. */
  latestVersion(): number {
    this.renew()
    return this.#version.get()!
  }

  /** That of what is being read. */
  readVersion(): number {
    if (!this.#turn) return this.#version.get()!
    this.#state ??= this.#version.get()!
    return this.#state
  }
}
