/** Pseudo-random numbers that are the same for the same seed on every machine (the sfc32 generator). */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: string) {
    let hash = 2166136261
    for (const character of seed) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619)
    this.#a = hash
    this.#b = hash ^ 0x9e3779b9
    this.#c = Math.imul(hash, 0x85ebca6b)
    for (let n = 0; n < 20; n++) this.next()
  }

  /** From 0 to 1, 1 excluded. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter++) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4294967296
  }

  /** A whole number from 0 to n, n excluded. */
  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  /** A place in a list of n in which the first are met far more often than the last: the i-th about i^(1/skew - 1) times. */
  skewed(n: number, skew: number): number {
    return Math.floor(n * this.next() ** skew)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** Some of a list, without repetition, in a random order. */
  sample<T>(list: readonly T[], count: number): T[] {
    const rest = [...list]
    const taken = Math.min(count, rest.length)
    for (let n = 0; n < taken; n++) {
      const other = n + this.below(rest.length - n)
      ;[rest[n], rest[other]] = [rest[other]!, rest[n]!]
    }
    return rest.slice(0, taken)
  }
}

/** Spreads 0 … n-1 over 0 … n-1, so that what is popular does not lie together. */
export function scatter(n: number): (place: number) => number {
  let step = Math.max(1, Math.floor(n * 0.6180339887))
  while (gcd(step, n) !== 1) step += 1
  return (place) => (place * step) % n
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
