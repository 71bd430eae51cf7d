/** A set of row ids: one bit for each id that there is, so that it stays small however many rows it names. */
export class Bits {
  #bytes = new Uint8Array(1024)

  add(id: number): void {
    const at = id >>> 3
    if (at >= this.#bytes.length) {
      const larger = new Uint8Array(Math.max(at + 1, this.#bytes.length * 2))
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    this.#bytes[at]! |= 1 << (id & 7)
  }

  with(id: number): this {
    this.add(id)
    return this
  }

  has(id: number): boolean {
    return ((this.#bytes[id >>> 3] ?? 0) & (1 << (id & 7))) !== 0
  }

  /** The ids in the set, in ascending order. */
  *[Symbol.iterator](): Generator<number> {
    for (let at = 0; at < this.#bytes.length; at++) {
      const byte = this.#bytes[at]!
      if (byte === 0) continue
      for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) yield at * 8 + bit
    }
  }
}
