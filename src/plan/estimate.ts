import type { ConnectionField, ListField } from './fields.ts'
import { IS_NULL, isSelective } from './filter.ts'
import type { Registry, RowType } from './registry.ts'
import type { Value } from './value.ts'

/** How many rows a list of one row is taken to have: hubs have more, most have fewer. */
const FANOUT = 50

/** Of the rows of a table, a value leads to one of so many. */
const VALUES = 10

/** How much of a list is read: a page that is found at once, those that a value leads to until a page is full, or all. */
export type Reach = 'page' | 'some' | 'all'

/** What a quantifier, or a count in an order, adds to the cost that is told. */
export const QUANTIFIER_COST = 10

export type Rows = (table: string) => number

/** What a condition asks for. */
export class Demand {
  /** Rows looked at for each row that it is asked of. */
  rows = 1
  quantifiers = 0
  /** How deep quantifiers nest. */
  levels = 0
  /** Members of `and` and `or` lists, all together. */
  items = 0

  add(part: Demand, times = 1, deeper = 0): void {
    this.rows += part.rows * times
    this.quantifiers += part.quantifiers
    this.levels = Math.max(this.levels, part.levels + deeper)
    this.items += part.items
  }
}

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

  /** Rows of a list that are read for a page. */
  reached(field: ConnectionField, reach: Reach): number {
    const all = this.members(field)
    if (reach === 'all') return all
    return Math.max(Math.min(FANOUT, all), reach === 'some' ? all / VALUES : 0)
  }

  /** What a condition on rows of the type asks for; `link` is the type that `edge` is about. */
  condition(type: RowType, where: Value, link?: RowType): Demand {
    const demand = new Demand()
    for (const [name, given] of where.fields()) {
      if (name === IS_NULL) continue
      if (name === 'and' || name === 'or') {
        demand.items += given.items().length
        for (const item of given.items()) demand.add(this.condition(type, item, link))
      } else if (name === 'not') demand.add(this.condition(type, given, link))
      else if (name === 'edge' && link) demand.add(this.condition(link, given))
      else {
        const field = type.fields().get(name)!
        if (field.kind === 'one' || field.kind === 'embed')
          demand.add(this.condition(this.#registry.type(field.type), given))
        else if (field.kind === 'leaf') demand.rows += field.filter?.rows ?? 0
        else if (field.kind === 'list' || field.kind === 'connection') this.#quantified(demand, field, given)
      }
    }
    return demand
  }

  #quantified(demand: Demand, field: ListField | ConnectionField, given: Value): void {
    const target = this.#registry.type(field.type)
    const link = linkOf(this.#registry, field)
    for (const [quantifier, inner] of given.fields()) {
      demand.quantifiers += 1
      const few = quantifier === 'some' && isSelective(this.#registry, target, inner)
      demand.add(this.condition(target, inner, link), few ? 1 : Math.min(FANOUT, this.#rows(target.table.name)), 1)
    }
  }

  /** What an order adds for each row of a list: rows looked at, and the counts and the like in it. */
  order(type: RowType, orderBy: Value | undefined): { rows: number; quantifiers: number } {
    const dear = (orderBy?.items() ?? []).filter((item) => !item.field('field')).length
    return { rows: dear * Math.min(FANOUT, this.#rows(type.table.name)), quantifiers: dear }
  }
}

/** The type of the links that lead to a list's rows, if any do. */
export const linkOf = (registry: Registry, field: ListField | ConnectionField): RowType | undefined =>
  'links' in field && field.links ? registry.type(field.links.type) : undefined
