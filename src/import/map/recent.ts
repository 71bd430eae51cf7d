import type { TupuRecord } from '../../records/record.ts'

const ENTRIES = 2_000

/** Whether two values that JSON could hold are the same; members may come in any order. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [members, others] = [a as Record<string, unknown>, b as Record<string, unknown>]
  let count = 0
  for (const name in members) {
    if (!(name in others) || !isSame(members[name], others[name])) return false
    count++
  }
  for (const _ in others) count--
  return count === 0
}

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
