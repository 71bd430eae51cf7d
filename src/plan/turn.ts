/** So many milliseconds any statement may take; to add up less isn't worth the while. */
const LEAST = 10

/** What statements that ask for time take of one turn of the event loop, during which nobody else is answered. */
export class Turn {
  #taken = 0

  /** How many milliseconds a statement has that may take so many alone. */
  left(limit: number): number {
    return Math.max(limit - this.#taken, LEAST)
  }

  /** Notes how many milliseconds one took. */
  took(milliseconds: number): void {
    if (milliseconds < LEAST) return
    if (this.#taken === 0) setImmediate(() => (this.#taken = 0))
    this.#taken += milliseconds
  }
}
