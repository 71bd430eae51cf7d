import { ON_TIME, Overdue } from '../store.ts'
import type { Connection } from './open.ts'

/** The clock is looked at so often: it takes longer than to count. */
const OFTEN = 64

/**
 * Ends statements of a connection that take too long, as far as they ask for it: SQLite has no other way here to stop one in the middle.
 * Those that nobody limits go on.
 */
export class OnTime {
  #until = Number.POSITIVE_INFINITY
  #asked = 0

  constructor(connection: Connection) {
    connection.function(ON_TIME, { directOnly: true }, (_row: unknown) => {
      if (++this.#asked % OFTEN === 0 && performance.now() > this.#until) throw new Overdue()
      return 1n
    })
  }

  /** Runs what reads, for so many milliseconds at the most if it asks. */
  during<Result>(milliseconds: number, read: () => Result): Result {
    this.#until = performance.now() + milliseconds
    try {
      return read()
    } finally {
      this.#until = Number.POSITIVE_INFINITY
    }
  }
}
