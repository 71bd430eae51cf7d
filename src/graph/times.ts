import type { KnownData } from './known.ts'

/** Which of the distinct times of links an instant falls into. Between two moments at which any begins or ends, these are the same. */
export class Times {
  readonly #known: KnownData
  /** The stretch for which the marks hold, its end not included. */
  #from = Number.NaN
  #to = Number.NaN
  #marks: Uint8Array | null = null

  constructor(known: KnownData) {
    this.#known = known
  }

  /** A mark at each entry that includes the instant; null if all do. */
  at(instant: number): Uint8Array | null {
    if (!(this.#from <= instant && instant < this.#to)) this.#mark(instant)
    return this.#marks
  }

  #mark(instant: number): void {
    const { at, from, to } = this.#known
    const marks = new Uint8Array(Math.max(at.length - 1, 0))
    let [start, end] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    let count = 0
    for (let entry = 0; entry < marks.length; entry++) {
      for (let i = at[entry]!; i < at[entry + 1]!; i++) {
        const [begins, ends] = [from[i]!, to[i]!]
        if (begins <= instant && instant < ends) marks[entry] = 1
        for (const moment of [begins, ends])
          if (moment <= instant) start = Math.max(start, moment)
          else end = Math.min(end, moment)
      }
      count += marks[entry]!
    }
    this.#from = start
    this.#to = end
    this.#marks = count === marks.length ? null : marks
  }
}
