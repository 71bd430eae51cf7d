import type { LinkReader, Stretch } from '../store/links.ts'

/** The distinct times in which links are known: the stretches of entry `i` stand from `at[i]` to `at[i + 1]`. */
export type KnownData = { readonly at: Int32Array; readonly from: Float64Array; readonly to: Float64Array }

type Entry = readonly Stretch[]

/** Most links share a few times: each distinct one is kept once. */
export class KnownTimes {
  readonly #reader: Pick<LinkReader, 'times' | 'stretches'>
  readonly #entries: Entry[] = []
  readonly #codes = new Map<string, number>()
  /** The codes of the reader's times, as far as they are known. */
  readonly #ofTimes: (number | undefined)[] = []

  constructor(reader: Pick<LinkReader, 'times' | 'stretches'>) {
    this.#reader = reader
  }

  /** The number of the entry for a link that is known at a time of the reader. The first one is 0. */
  code(id: number, time: number): number {
    const known = this.#ofTimes[time]
    if (known !== undefined) return known
    const { stretch, gaps } = this.#reader.times[time]!
    const stretches = gaps ? this.#reader.stretches(id) : []
    const code = this.#add(stretches.length > 0 ? stretches : [stretch])
    if (gaps) return code
    this.#ofTimes[time] = code
    return code
  }

  #add(entry: Entry): number {
    const key = entry.join(';')
    let code = this.#codes.get(key)
    if (code === undefined) {
      code = this.#entries.push(entry) - 1
      this.#codes.set(key, code)
    }
    return code
  }

  data(): KnownData {
    const stretches = this.#entries.flat()
    const numbers = (of: (stretch: Stretch) => number) => {
      const array = new Float64Array(new SharedArrayBuffer(stretches.length * 8))
      for (const [i, stretch] of stretches.entries()) array[i] = of(stretch)
      return array
    }
    const at = new Int32Array(new SharedArrayBuffer((this.#entries.length + 1) * 4))
    for (const [i, entry] of this.#entries.entries()) at[i + 1] = at[i]! + entry.length
    return { at, from: numbers(([from]) => from), to: numbers(([, to]) => to) }
  }
}
