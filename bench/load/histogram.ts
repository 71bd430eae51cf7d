/** Counts times in steps of about one percent, from a microsecond to a hundred seconds. */
export class Histogram {
  readonly #counts = new Uint32Array(2048)
  total = 0

  add(milliseconds: number): void {
    const step = Math.max(0, Math.min(2047, Math.round(Math.log(milliseconds * 1000) * STEPS)))
    this.#counts[step]! += 1
    this.total += 1
  }

  /** The time in milliseconds that a share of all took at most. */
  quantile(share: number): number {
    let left = Math.ceil(this.total * share)
    for (const [step, count] of this.#counts.entries()) {
      left -= count
      if (left <= 0) return Math.exp(step / STEPS) / 1000
    }
    return Number.NaN
  }
}

const STEPS = 100
