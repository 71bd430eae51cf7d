/** More keys are not kept in memory: 16 MB. */
export const MOST_KEYS = 1_500_000

/** How full it may get. */
const LOAD = 0.75

function hashOf(text: string, seed: number): number {
  let hash = text.length ^ Math.imul(seed, 0x9e3779b1)
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x5bd1e995)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/**
 * Remembers the ids of rows by the hashes of their keys, eight bytes each. A row that it gives may have another key after all;
 * one that it doesn't give hasn't this one.
 */
export class KeyTable {
  #hashes = new Int32Array(1 << 14)
  #ids = new Uint32Array(1 << 14)
  size = 0

  /** `of` is a number that belongs to the key. */
  add(key: string, id: number, of = 0): void {
    if (this.size >= this.#ids.length * LOAD) this.#grow()
    this.#put(hashOf(key, of), id)
    this.size++
  }

  /** Adds the rows that may have the key to a list. */
  find(key: string, found: number[], of = 0): void {
    const hash = hashOf(key, of)
    const mask = this.#ids.length - 1
    for (let at = hash & mask; this.#ids[at] !== 0; at = (at + 1) & mask) {
      if (this.#hashes[at] === hash) found.push(this.#ids[at]!)
    }
  }

  #put(hash: number, id: number): void {
    const mask = this.#ids.length - 1
    let at = hash & mask
    while (this.#ids[at] !== 0) at = (at + 1) & mask
    this.#hashes[at] = hash
    this.#ids[at] = id
  }

  #grow(): void {
    const [hashes, ids] = [this.#hashes, this.#ids]
    this.#hashes = new Int32Array(ids.length * 2)
    this.#ids = new Uint32Array(ids.length * 2)
    for (let at = 0; at < ids.length; at++) if (ids[at] !== 0) this.#put(hashes[at]!, ids[at]!)
  }
}
