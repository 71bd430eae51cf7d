import type { LinkTaker, Time } from '../links.ts'
import type { LinkPart } from './link-rows.ts'

/** So many nodes have their links in one block. */
export const SPAN = 128

/** The columns that a block has only if some link needs them, as bits. */
const SORTS = 1
const FIRST_DAYS = 2
const LAST_DAYS = 4

/**
 * The links that go out from `SPAN` nodes, as `link_block` keeps them. `kinds` is a JSON list; `times` has three numbers of 8 bytes
 * for each time: its start, its end, and 1 if there are gaps. `links` has numbers of 4 bytes: which of the last three columns are
 * there; how many links each node has; then in columns their row ids, the nodes that they lead to, their sorts (`time * kinds +
 * kind`, places in the other two), their first days and their last days. The lowest byte comes first.
 */
export type Block = {
  readonly count: number
  readonly kinds: string
  readonly times: Uint8Array
  readonly links: Uint8Array
}

/** Puts links into a block; they must come node by node. `of` has the kinds and times that they name. */
export function blockOf(
  { count, each }: LinkPart,
  node: number,
  of: { readonly kinds: readonly string[]; readonly times: readonly Time[] },
): Block {
  const column = () => new Int32Array(count)
  const [ids, ends, sorts, firstDays, lastDays] = [column(), column(), column(), column(), column()]
  const counts = new Int32Array(SPAN)
  const kinds = new Places()
  const times = new Places()
  const pairs: [time: number, kind: number][] = []
  let place = 0
  let has = 0
  each((id, from, to, kind, time, first, last) => {
    counts[from - node]!++
    ids[place] = id
    ends[place] = to
    pairs.push([times.of(time), kinds.of(kind)])
    firstDays[place] = first
    lastDays[place] = last
    if (first !== 0) has |= FIRST_DAYS
    if (last !== 0) has |= LAST_DAYS
    place++
  })
  for (const [i, [time, kind]] of pairs.entries()) sorts[i] = time * kinds.all.length + kind
  if (kinds.all.length * times.all.length > 1) has |= SORTS
  const kept = [ids, ends, ...[sorts, firstDays, lastDays].filter((_, i) => has & (1 << i))]
  return {
    count,
    kinds: JSON.stringify(kinds.all.map((kind) => of.kinds[kind])),
    times: bytesOf(
      Float64Array.from(times.all.flatMap((time) => [...of.times[time]!.stretch, Number(of.times[time]!.gaps)])),
    ),
    links: Buffer.concat([Int32Array.of(has), counts, ...kept].map(bytesOf)),
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float64Array) =>
  Buffer.from(buffer, byteOffset, byteLength)

/** Numbers in the order in which they first came. */
class Places {
  readonly all: number[] = []
  readonly #places = new Map<number, number>()

  of(value: number): number {
    let place = this.#places.get(value)
    if (place === undefined) {
      place = this.all.push(value) - 1
      this.#places.set(value, place)
    }
    return place
  }
}

/** Takes links out of one block after another, in memory that is used again. */
export class BlockReader {
  readonly #kinds: readonly string[]
  /** The times of all blocks read so far. */
  readonly times: Time[] = []
  /** Places in `times`: by whether there are gaps, then start, then end. */
  readonly #places = [new Map<number, Map<number, number>>(), new Map<number, Map<number, number>>()] as const
  #links = new Int32Array(0)
  #times = new Float64Array(0)

  /** `kinds` are those that links are told to be of, by their places. */
  constructor(kinds: readonly string[]) {
    this.#kinds = kinds
  }

  /** Takes the links of the block whose first node this is. */
  read(block: Block, node: number, take: LinkTaker): void {
    this.#links = copied(block.links, this.#links, Int32Array)
    this.#times = copied(block.times, this.#times, Float64Array)
    const kinds = (JSON.parse(block.kinds) as string[]).map((kind) => this.#kinds.indexOf(kind))
    const times = Array.from({ length: block.times.length / 24 }, (_, i) => this.#timeAt(i * 3))
    const { count } = block
    const links = this.#links
    const has = links[0]!
    const ids = 1 + SPAN
    const ends = ids + count
    const sorts = ends + count
    const firstDays = has & SORTS ? sorts + count : sorts
    const lastDays = has & FIRST_DAYS ? firstDays + count : firstDays
    let place = 0
    for (let n = 0; n < SPAN; n++) {
      for (const end = place + links[1 + n]!; place < end; place++) {
        const sort = has & SORTS ? links[sorts + place]! : 0
        const time = Math.floor(sort / kinds.length)
        take(
          links[ids + place]!,
          node + n,
          links[ends + place]!,
          kinds[sort - time * kinds.length]!,
          times[time]!,
          has & FIRST_DAYS ? links[firstDays + place]! : 0,
          has & LAST_DAYS ? links[lastDays + place]! : 0,
        )
      }
    }
  }

  #timeAt(at: number): number {
    const [from, to, gaps] = [this.#times[at]!, this.#times[at + 1]!, this.#times[at + 2]!]
    const starts = this.#places[gaps as 0 | 1]
    const ends = starts.get(from) ?? new Map<number, number>()
    if (ends.size === 0) starts.set(from, ends)
    let place = ends.get(to)
    if (place === undefined) {
      place = this.times.push({ stretch: [from, to], gaps: gaps === 1 }) - 1
      ends.set(to, place)
    }
    return place
  }
}

/** Bytes as numbers, in the array given or, if that is too short, in a longer one. */
function copied<A extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  bytes: Uint8Array,
  array: A,
  Type: new (length: number) => A,
): A {
  const fits = bytes.length <= array.byteLength ? array : new Type((bytes.length / array.BYTES_PER_ELEMENT) * 2)
  new Uint8Array(fits.buffer).set(bytes)
  return fits
}
