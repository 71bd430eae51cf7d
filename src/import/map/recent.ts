import type { TupuRecord } from '../../records/record.ts'
import { isSame } from '../../records/same.ts'

const ENTRIES = 2_000

/** Remembers the entities and sources that were made last, so that one that many rows name is made once. */
export class Recent {
  // Two generations: when the younger is full, the older is let go. A map that drops its oldest one by one gets slow.
  #young = new Map<string, TupuRecord>()
  #old = new Map<string, TupuRecord>()

  /** Whether the same was made a short while ago. */
  again(record: TupuRecord): boolean {
    const name = `${record.record} ${record.key}`
    const known = this.#young.get(name)
    const before = known ?? this.#old.get(name)
    const same = before !== undefined && isSame(before, record)
    if (known && same) return true
    if (this.#young.size >= ENTRIES) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(name, record)
    return same
  }

  /** Forgets all: what a row that failed had made was not taken. */
  forget(): void {
    this.#young.clear()
    this.#old.clear()
  }
}
