/** Counts what of a file can't be kept, so that nothing is lost without a word. */
export class Lost {
  readonly #counts = new Map<string, number>()

  add(what: string, times = 1): void {
    if (times > 0) this.#counts.set(what, (this.#counts.get(what) ?? 0) + times)
  }

  /** A sentence for each sort of thing that was not kept, the most frequent first. */
  notes(name: string): string[] {
    const sorted = [...this.#counts].sort(([, a], [, b]) => b - a)
    return sorted.map(([what, times]) => `${name}: not kept, ${times} times: ${what}`)
  }
}
