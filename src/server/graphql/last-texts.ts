const maxCharacters = 500_000
const maxEntries = 1_000

/** Values for the texts that were used last, bounded in number and in size so that clients can't fill the memory. */
export class LastTexts<Value> {
  readonly #values = new Map<string, Value>()
  readonly #sizeOf: (text: string, value: Value) => number
  #latest: string | undefined
  #characters = 0

  /** `sizeOf` tells how many characters an entry counts for; the text itself unless told. */
  constructor(sizeOf: (text: string, value: Value) => number = (text) => text.length) {
    this.#sizeOf = sizeOf
  }

  /** The value for this text, if it is still kept. */
  get(text: string): Value | undefined {
    const value = this.#values.get(text)
    if (value === undefined || text === this.#latest) return value
    this.#values.delete(text)
    this.#values.set(text, value)
    this.#latest = text
    return value
  }

  /** Keeps a value, and lets go of those that were not used for longest. */
  set(text: string, value: Value): void {
    if (this.#values.has(text)) return
    this.#values.set(text, value)
    this.#latest = text
    this.#characters += this.#sizeOf(text, value)
    for (const [oldest, gone] of this.#values) {
      if (this.#characters <= maxCharacters && this.#values.size <= maxEntries) break
      this.#values.delete(oldest)
      this.#characters -= this.#sizeOf(oldest, gone)
    }
  }
}
