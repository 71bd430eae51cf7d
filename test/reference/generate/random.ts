/** Draws that are the same for the same seed. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A number from 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from low to high, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('nothing to pick from')
    return from[this.int(0, from.length - 1)]!
  }

  maybe<T>(from: readonly T[]): T | null {
    return from.length ? this.pick(from) : null
  }

  /** Up to n different items; those of more weight are more likely. */
  weighted<T>(from: readonly T[], n: number, weight: (item: T) => number): T[] {
    const rest = [...from]
    const picked: T[] = []
    while (picked.length < n && rest.length) {
      let left = this.next() * rest.reduce((sum, item) => sum + weight(item), 0)
      let place = 0
      for (; place < rest.length - 1; place++) {
        left -= weight(rest[place]!)
        if (left <= 0) break
      }
      picked.push(...rest.splice(place, 1))
    }
    return picked
  }

  /** Up to n different items, in random order. */
  some<T>(from: readonly T[], n: number): T[] {
    const rest = [...from]
    const picked: T[] = []
    while (picked.length < n && rest.length) picked.push(...rest.splice(this.int(0, rest.length - 1), 1))
    return picked
  }
}
