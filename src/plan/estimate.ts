import type { ConnectionField } from './fields.ts'
import { isSelective } from './filter.ts'
import type { Registry, RowType } from './registry.ts'
import type { Value } from './value.ts'

/** How many rows a list of one row is taken to have: hubs have more, most have fewer. */
const FANOUT = 50

/** What a quantifier, or a count in an order, adds to the cost that is told. */
export const QUANTIFIER_COST = 10

export type Rows = (table: string) => number

/** Estimates of how many rows a list and its conditions look at, from the sizes of the tables. */
export class Estimate {
  readonly #registry: Registry
  readonly #rows: Rows
  constructor(registry: Registry, rows: Rows) {
    this.#registry = registry
    this.#rows = rows
  }

  /** Rows of a list before its page is cut. */
  members(field: ConnectionField): number {
    const all = this.#rows(this.#registry.type(field.type).table.name)
    return field.by || field.links || field.match ? Math.min(FANOUT, all) : all
  }

  /** Rows looked at for each row that a condition is asked of, and the quantifiers in it. */
  condition(type: RowType, where: Value): { rows: number; quantifiers: number } {
    let rows = 1
    let quantifiers = 0
    const add = (part: { rows: number; quantifiers: number }, times = 1) => {
      rows += part.rows * times
      quantifiers += part.quantifiers
    }
    for (const [name, given] of where.fields()) {
      if (given.isNull) continue
      if (name === 'and' || name === 'or') for (const item of given.items()) add(this.condition(type, item))
      else if (name === 'not') add(this.condition(type, given))
      else if (name === 'edge') rows += 1
      else {
        const field = type.fields().get(name)!
        if (field.kind === 'one' || field.kind === 'embed') add(this.condition(this.#registry.type(field.type), given))
        if (field.kind !== 'list' && field.kind !== 'connection') continue
        const target = this.#registry.type(field.type)
        for (const [quantifier, inner] of given.fields()) {
          if (inner.isNull) continue
          quantifiers += 1
          const few = quantifier === 'some' && isSelective(this.#registry, target, inner)
          add(this.condition(target, inner), few ? 1 : Math.min(FANOUT, this.#rows(target.table.name)))
        }
      }
    }
    return { rows, quantifiers }
  }

  /** Rows looked at for each row of a list that is sorted by `orderBy`, and the counts and the like in it. */
  order(type: RowType, orderBy: Value | undefined): { rows: number; quantifiers: number } {
    const dear = (orderBy?.items() ?? []).filter((item) => !item.field('field')).length
    return { rows: dear * Math.min(FANOUT, this.#rows(type.table.name)), quantifiers: dear }
  }
}
