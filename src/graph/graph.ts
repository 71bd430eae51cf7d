import type { Calls } from '../plan/planner.ts'
import type { Bound, Store } from '../store/store.ts'
import { Adjacency, type Sight } from './adjacency.ts'
import build from './build.ts'
import { type AdjacencyData, bytesOf } from './data.ts'
import { Through } from './through.ts'
import { Written } from './written.ts'

/** So many links are put into arrays between two requests; more in a thread of their own. */
const FEW = 50_000

const builder = new URL('./build.ts', import.meta.url)

/** Reads the links of a store in a thread of their own. */
export type BuildApart = (store: Store) => Promise<AdjacencyData>
export const buildApart: BuildApart = (store) => store.linksApart(builder) as Promise<AdjacencyData>

type Options = {
  /** So many links are read at once, more apart. */
  readonly few?: number | undefined
  readonly buildApart?: BuildApart | undefined
}

/** The functions that statements may call. */
export const functions = {
  others: 'linked_through',
  count: 'count_linked_through',
  list: 'list_linked_through',
  written: 'write_linked_through',
  shared: 'list_shared',
} as const

/**
 * The links of a store in arrays, as they are in the snapshot that is being read: never older ones. Where there are none for it
 * yet, or the memory does not suffice, the database is to be asked instead.
 */
export class Graph {
  readonly #store: Store
  readonly #memory: number
  readonly #few: number
  readonly #readApart: BuildApart
  #adjacency: Adjacency | null = null
  #building: Promise<void> | null = null
  /** A version that did not fit. */
  #tooLarge = -1
  readonly #written: Written
  #through: { kind: string; middle: string; knownAt: string; validOn: Bound | undefined; through: Through } | undefined

  /** `memory` is the most that the arrays may take, in bytes; 0 for none. */
  constructor(store: Store, memory: number, options: Options = {}) {
    this.#store = store
    this.#memory = memory
    this.#written = new Written(store)
    this.#few = options.few ?? FEW
    this.#readApart = options.buildApart ?? buildApart
    if (memory === 0) return
    const define = (name: string, answer: (through: Through, node: number, ...more: Bound[]) => Bound | Uint8Array) =>
      store.define(name, (kind, middle, knownAt, validOn, node, ...more) =>
        answer(
          this.#throughOf(kind as string, middle as string, knownAt as string, validOn),
          node as number,
          ...(more as Bound[]),
        ),
      )
    define(functions.others, (through, node) => JSON.stringify(through.others(node)))
    define(functions.count, (through, node, kinds) => through.count(node, kinds as string))
    define(functions.list, (through, node, kinds, most) => through.listed(node, kinds as string, most as number))
    define(functions.written, (through, node, kinds, most, template) => {
      const { nodes, counts } = through.first(node, kinds as string, most as number)
      return this.#written.list(template as string, nodes, counts)
    })
    define(functions.shared, (through, node, other) => JSON.stringify(through.shared(node, other as number)))
  }

  get calls(): Calls {
    return { available: this.#memory > 0, ready: () => this.current() !== null }
  }

  /** The links as they are in the present snapshot of the store, or null. */
  current(): Adjacency | null {
    if (this.#memory === 0) return null
    const version = this.#store.linkVersion()
    this.#written.renew()
    if (this.#adjacency?.data.version === version) return this.#adjacency
    if (this.#building || this.#tooLarge === version) return null
    const { nodes, links } = this.#store.links()
    if (bytesOf(nodes, links) > this.#memory) this.#tooLarge = version
    else if (links <= this.#few) this.#take(build(this.#store.links()))
    else this.#buildApart(version)
    return this.#adjacency?.data.version === version ? this.#adjacency : null
  }

  /** Begins to read the links, so that they are there when they are first asked for. */
  start(): void {
    this.#store.snapshot(() => this.current())
  }

  /** Resolves when nothing is being read. */
  async settled(): Promise<void> {
    await this.#building
  }

  #buildApart(version: number): void {
    // What is outdated would take the room of what is to come.
    this.#take(null)
    this.#building = this.#readApart(this.#store)
      .then((data) => this.#take(data))
      .catch(() => {
        // Without arrays the database answers the same; it is tried again when the links change.
        this.#tooLarge = version
      })
      .finally(() => {
        this.#building = null
      })
  }

  #take(data: AdjacencyData | null): void {
    this.#adjacency = data && new Adjacency(data)
    this.#through = undefined
  }

  #throughOf(kind: string, middle: string, knownAt: string, validOn: Bound | undefined): Through {
    const adjacency = this.#adjacency!
    const last = this.#through
    // Asked for each row: comparing is cheaper than putting a key together.
    if (last?.knownAt === knownAt && last.kind === kind && last.middle === middle && last.validOn === validOn)
      return last.through
    const sight: Sight = {
      knownAt: Date.parse(knownAt),
      validOn: dayNumber(validOn as string | null),
      kinds: [kind],
      mutual: [],
    }
    const through = new Through(adjacency, adjacency.seen(sight), middle)
    this.#through = { kind, middle, knownAt, validOn, through }
    return through
  }
}

/** `2025-01-31` as 20250131. */
export const dayNumber = (day: string | null | undefined): number | null =>
  day ? Number(day.replaceAll('-', '')) : null
