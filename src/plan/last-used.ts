/** The entries that were used last, at most so many. */
export class LastUsed<Value> {
  readonly #entries = new Map<string, Value>()
  readonly #most: number
  /** The key that was used last: asking for it again changes nothing. */
  #latest: string | undefined

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key)
    if (value === undefined || key === this.#latest) return value
    this.set(key, value)
    return value
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, value)
    this.#latest = key
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value!)
  }
}
