import type { LinkReader } from '../store/links.ts'

/** The distinct times in which links are known: the stretches of entry `i` stand from `at[i]` to `at[i + 1]`. */
export type KnownData = { readonly at: Int32Array; readonly from: Float64Array; readonly to: Float64Array }

/** Most links share a few times: each distinct one is kept once. */
export class KnownTimes {
  readonly #codes = new Map<string, number>()
  readonly #entries: (readonly (readonly [from: number, to: number])[])[] = []
  readonly #gaps = new Map<number, [number, number][]>()
  #from = Number.NaN
  #to = Number.NaN
  #last = 0

  constructor(reader: Pick<LinkReader, 'eachGap'>) {
    reader.eachGap((id, from, to) => {
      const stretches = this.#gaps.get(id)
      if (stretches) stretches.push([from, to])
      else this.#gaps.set(id, [[from, to]])
    })
  }

  code(id: number, from: number, to: number, gaps: boolean): number {
    if (from === this.#from && to === this.#to && !gaps) return this.#last
    const stretches: readonly (readonly [number, number])[] = (gaps && this.#gaps.get(id)) || [[from, to]]
    const key = stretches.join(';')
    let code = this.#codes.get(key)
    if (code === undefined) {
      code = this.#entries.push(stretches) - 1
      this.#codes.set(key, code)
    }
    if (!gaps) [this.#from, this.#to, this.#last] = [from, to, code]
    return code
  }

  data(): KnownData {
    const stretches = this.#entries.flat()
    const numbers = (of: (stretch: readonly [number, number]) => number) => {
      const array = new Float64Array(new SharedArrayBuffer(stretches.length * 8))
      for (const [i, stretch] of stretches.entries()) array[i] = of(stretch)
      return array
    }
    const at = new Int32Array(new SharedArrayBuffer((this.#entries.length + 1) * 4))
    for (const [i, entry] of this.#entries.entries()) at[i + 1] = at[i]! + entry.length
    return { at, from: numbers(([from]) => from), to: numbers(([, to]) => to) }
  }
}
