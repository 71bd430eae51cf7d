import type { Store } from '../store/store.ts'

/** A row of a list as JSON: text, and between it the number that came with the row (0) and columns of its node. */
type Template = { readonly table: string; readonly pieces: readonly (string | 0 | readonly [column: string])[] }

/** So many templates are kept, and so many nodes. */
const TEMPLATES = 32
const NODES = 50_000

/** What is written of nodes in lists, kept in memory as long as nothing is committed. */
export class Written {
  readonly #store: Store
  /** By the text of the template, in the order in which they came. */
  readonly #rows = new Map<string, Rows>()
  /** A place for each node of which something is known, from 1 on; a look into a map would take as long as the writing. */
  #places = new Int32Array(0)
  #count = 0
  #state = Number.NaN
  #learning = false
  #bytes = Buffer.alloc(0)

  constructor(store: Store) {
    this.#store = store
  }

  /** Forgets what was written in another state of the database; to be called within a snapshot. */
  renew(): void {
    const state = this.#store.readVersion()
    if (state === this.#state) return
    this.#state = state
    this.#forget()
    for (const rows of this.#rows.values()) rows.missing.clear()
  }

  #forget(): void {
    this.#places.fill(0)
    this.#count = 0
    for (const rows of this.#rows.values()) rows.forget()
  }

  /** The rows in UTF-8 with commas between them; null where what is said of a node isn't known yet, but soon will be. */
  list(template: string, nodes: readonly number[], counts: readonly number[]): Uint8Array | null {
    let rows = this.#rows.get(template)
    if (!rows) {
      rows = new Rows(JSON.parse(template) as Template)
      if (this.#rows.size >= TEMPLATES) this.#rows.delete(this.#rows.keys().next().value!)
      this.#rows.set(template, rows)
    }
    const text = rows.list(nodes, counts, this.#places)
    if (text === null) {
      this.#learnSoon()
      return null
    }
    if (this.#bytes.length < text.length) this.#bytes = Buffer.allocUnsafeSlow(text.length * 2)
    return this.#bytes.subarray(0, this.#bytes.write(text, 'latin1'))
  }

  /** Not at once: a function that a statement calls can't read the database itself. */
  #learnSoon(): void {
    if (this.#learning) return
    this.#learning = true
    setImmediate(() => {
      this.#learning = false
      this.#store.snapshot(() => {
        this.renew()
        const missing = [...this.#rows.values()].reduce((sum, rows) => sum + rows.missing.size, 0)
        if (this.#count + missing > NODES) this.#forget()
        for (const rows of this.#rows.values()) rows.learn(this.#store, (node) => this.#placeOf(node))
      })
    })
  }

  #placeOf(node: number): number {
    if (node >= this.#places.length) {
      const longer = new Int32Array(node * 2)
      longer.set(this.#places)
      this.#places = longer
    }
    if (this.#places[node] === 0) this.#places[node] = ++this.#count
    return this.#places[node]!
  }
}

/** What one template writes of nodes. */
class Rows {
  readonly #table: string
  readonly #columns: readonly string[]
  /** The pieces between the numbers. */
  readonly #parts: (string | readonly [column: string])[][] = [[]]
  /** These parts for each place. Each character is a byte: such strings are put together and copied the fastest. */
  #known: string[] = []
  /** Nodes that were asked for and aren't known. */
  readonly missing = new Set<number>()

  constructor({ table, pieces }: Template) {
    this.#table = table
    for (const piece of pieces)
      if (piece === 0) this.#parts.push([])
      else this.#parts.at(-1)!.push(piece)
    this.#columns = [...new Set(pieces.flatMap((piece) => (typeof piece === 'object' ? piece : [])))]
  }

  list(nodes: readonly number[], counts: readonly number[], places: Int32Array): string | null {
    const parts = this.#parts.length
    let text = ''
    for (let i = 0; i < nodes.length; i++) {
      const first = (places[nodes[i]!] ?? 0) * parts
      const part = this.#known[first]
      if (part === undefined) return this.#miss(nodes, places)
      text += i > 0 ? `,${part}` : part
      for (let more = 1; more < parts; more++) text += counts[i]! + this.#known[first + more]!
    }
    return text
  }

  #miss(nodes: readonly number[], places: Int32Array): null {
    if (this.missing.size > NODES / 2) return null
    for (const node of nodes)
      if (this.#known[(places[node] ?? 0) * this.#parts.length] === undefined) this.missing.add(node)
    return null
  }

  learn(store: Store, placeOf: (node: number) => number): void {
    if (this.missing.size === 0) return
    for (const [node, cells] of store.cells(this.#table, this.#columns, this.missing)) {
      const first = placeOf(node) * this.#parts.length
      for (const [i, part] of this.#parts.entries()) {
        const texts = part.map((piece) => (typeof piece === 'string' ? piece : cells[this.#columns.indexOf(piece[0])]!))
        this.#known[first + i] = Buffer.from(texts.join('')).toString('latin1')
      }
    }
    this.missing.clear()
  }

  forget(): void {
    this.#known = []
  }
}
