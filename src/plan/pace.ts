/** From so many milliseconds on a statement is slow; later if it calls functions of the server, without which it is slower still. */
const SLOW = 50
const SLOW_WITH_CALLS = 500

/** How much doubt it takes to distrust a statement, how much there can be, and how much of it a quick run takes away. */
const ENOUGH = 3
const MOST = 20
const RELIEF = 0.1

/**
 * Whether a statement runs where it can be ended since it turned out slow, whatever was estimated. A machine that stands still for a
 * moment makes any statement slow: one such run is not enough, and one that is quick again and again is trusted anew.
 */
export class Pace {
  /** From so many milliseconds on it is slow. */
  readonly limit: number
  #doubt = 0
  slow = false

  constructor(calls = false) {
    this.limit = calls ? SLOW_WITH_CALLS : SLOW
  }

  /** Notes how long the statement ran, in milliseconds. */
  ran(milliseconds: number): void {
    if (milliseconds > this.limit) {
      this.#doubt = Math.min(this.#doubt + milliseconds / this.limit, MOST)
      if (this.#doubt > ENOUGH) this.slow = true
    } else if (this.#doubt > 0) {
      this.#doubt = Math.max(this.#doubt - RELIEF, 0)
      if (this.#doubt === 0) this.slow = false
    }
  }
}
