import type { AdjacencyData } from './data.ts'
import { SeenWeb } from './seen.ts'
import { Times } from './times.ts'
import type { Marks } from './web.ts'

/** Which links of an adjacency are looked at. */
export type Sight = {
  /** The instant at which they must be known, in milliseconds. */
  readonly knownAt: number
  /** The day on which they must not be known not to hold, such as 20250131; null for any. */
  readonly validOn: number | null
  /** The kinds of links; null for all. */
  readonly kinds: readonly string[] | null
  /** Kinds whose links lead both ways, however they read. */
  readonly mutual: readonly string[]
}

/** Links in arrays, in the order in which they were read. Not for use while another question is being answered. */
export class Adjacency {
  readonly data: AdjacencyData
  readonly times: Times
  readonly #met: Uint32Array
  #last = 0
  #counts: Int32Array | undefined

  constructor(data: AdjacencyData) {
    this.data = data
    this.times = new Times(data.known)
    this.#met = new Uint32Array(data.nodes)
  }

  /** So many marks that no node has yet. */
  marks(count: number): Marks {
    if (this.#last + count > 0xffffffff) {
      this.#met.fill(0)
      this.#last = 0
    }
    const round = this.#last + 1
    this.#last += count
    return { met: this.#met, round, count: 0 }
  }

  /** A number for each node, 0 between two questions. */
  get counts(): Int32Array {
    this.#counts ??= new Int32Array(this.data.nodes)
    return this.#counts
  }

  seen(sight: Sight): SeenWeb {
    return new SeenWeb(this, sight)
  }
}
