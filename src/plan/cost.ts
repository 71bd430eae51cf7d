import type { Runtime } from './value.ts'

/** How demanding the conditions of an operation are: how deep quantifiers nest, and how many members `and` and `or` have. */
export type FilterSize = { levels: number; items: number }

type Total = { objects: Size[]; rows: Size[]; filter: FilterSize }

type Size = (runtime: Runtime) => number

/** What a place in a selection costs, and all within it. */
export class Cost {
  /** How often the place is reached, at the most. */
  readonly weight: Size
  /** In how many lists it is. */
  readonly depth: number
  readonly #total: Total

  constructor(
    weight: Size = () => 1,
    depth = 0,
    total: Total = { objects: [], rows: [], filter: { levels: 0, items: 0 } },
  ) {
    this.weight = weight
    this.depth = depth
    this.#total = total
  }

  /** Adds so many objects for each time that the place is reached. */
  add(objects: number): void {
    this.#total.objects.push((runtime) => this.weight(runtime) * objects)
  }

  /** Adds so many rows to be looked at for each time that the place is reached. */
  addRows(rows: number): void {
    this.#total.rows.push((runtime) => this.weight(runtime) * rows)
  }

  noteFilter(levels: number, items: number): void {
    const { filter } = this.#total
    filter.levels = Math.max(filter.levels, levels)
    filter.items += items
  }

  get filter(): Readonly<FilterSize> {
    return this.#total.filter
  }

  /** The cost within a list of so many entries. */
  times(size: Size): Cost {
    return new Cost((runtime) => this.weight(runtime) * size(runtime), this.depth + 1, this.#total)
  }

  /** The number of objects that may come back: the cost that is told and limited. */
  objects(runtime: Runtime): number {
    return Math.ceil(sumOf(this.#total.objects, runtime))
  }

  /** An estimate of the rows that are looked at: whether the statement is dear. */
  rows(runtime: Runtime): number {
    return sumOf(this.#total.rows, runtime)
  }
}

function sumOf(sizes: readonly Size[], runtime: Runtime): number {
  let sum = 0
  for (const size of sizes) sum += size(runtime)
  return sum
}
