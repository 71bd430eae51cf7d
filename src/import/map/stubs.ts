import type { Mapped } from './compile.ts'

/** Entities that rows refer to by key and name: kept back to the end, and made only if the file has no row of them. */
export class Stubs {
  readonly #made = new Set<string>()
  readonly #waiting = new Map<string, Mapped>()

  /** Takes an entity; whether it is to be made now. */
  take(mapped: Mapped, stub: boolean): boolean {
    const key = mapped.record.key!
    if (!stub) {
      this.#made.add(key)
      this.#waiting.delete(key)
      return true
    }
    if (!this.#made.has(key) && !this.#waiting.has(key)) this.#waiting.set(key, mapped)
    return false
  }

  end(): Mapped[] {
    return [...this.#waiting.values()]
  }
}
