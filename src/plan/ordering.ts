import { badInput } from './errors.ts'
import type { Expressions } from './expression.ts'
import type { Ordering, SortKey } from './fields.ts'
import { constantCase, type RowType } from './registry.ts'
import type { Sql, Term } from './sql.ts'
import * as sql from './sql.ts'
import type { Row } from './statement.ts'
import type { Runtime, Value } from './value.ts'

type Item = { ordering: Ordering; descending: boolean; signature: (runtime: Runtime) => string }

/** How a list counts the rows of one of its lists. */
export type Counter = (x: Expressions, field: string, row: Row) => Sql

/** The order of a list: what was asked for, then the key. */
export class Order {
  readonly items: readonly Item[]
  constructor(items: readonly Item[]) {
    this.items = items
  }

  /** The column that it begins with, if it is one. */
  get column(): string | undefined {
    const [first] = this.items
    return first ? first.ordering.column : 'key'
  }

  /** What cursors of this order begin with. */
  signature(runtime: Runtime): string {
    return this.items.map((item) => item.signature(runtime) + (item.descending ? '-' : '')).join(',')
  }

  /** Sort expressions over a row and its tie key; reversed for reading a list from its end. NULL is last in the list either way. */
  terms(x: Expressions, row: Row, tie: Sql, reversed: boolean): Term[] {
    const terms: Term[] = []
    for (const { ordering, descending } of this.items)
      for (const key of ordering.keys) {
        const expr = key.expr(x, row)
        const term = { expr, descending: descending !== reversed }
        terms.push(key.nullable ? { ...term, nulls: reversed ? 'first' : 'last' } : term)
      }
    terms.push({ expr: tie, descending: reversed })
    return terms
  }

  /** The condition that a row stands behind (or before) the place that a cursor names. */
  beyond(
    x: Expressions,
    row: Row,
    tie: Sql,
    cursor: Value,
    decode: (cursor: unknown, runtime: Runtime) => Place,
    before: boolean,
  ): Sql {
    const keys: { key: SortKey; descending: boolean; at: Sql }[] = []
    for (const { ordering, descending } of this.items)
      for (const key of ordering.keys) {
        const i = keys.length
        keys.push({ key, descending, at: x.statement.bind((rt) => decode(cursor.get(rt), rt).sorts[i] ?? null) })
      }
    const tieAt = x.statement.bind((rt) => decode(cursor.get(rt), rt).tie)
    let condition: Sql = before ? x.lt(tie, tieAt) : x.gt(tie, tieAt)
    for (const { key, descending, at } of keys.reverse()) {
      const expr = key.expr(x, row)
      const sign = descending !== before ? '<' : '>'
      let further: Sql = `${expr} ${sign} ${at}`
      if (key.nullable)
        further = before
          ? `((${at} is null and ${expr} is not null) or (${at} is not null and ${expr} is not null and ${further}))`
          : `(${at} is not null and (${expr} is null or ${further}))`
      const equal = key.nullable ? sql.same(expr, at) : x.eq(expr, at)
      condition = `(${further} or (${equal} and ${condition}))`
    }
    // An index leads to the place by one condition, not by either of two.
    const first = keys.at(-1)
    if (first && !first.key.nullable)
      condition = x.and(`${first.key.expr(x, row)} ${first.descending !== before ? '<=' : '>='} ${first.at}`, condition)
    return condition
  }
}

/** The place that a cursor names: sort values in order, and the tie key. */
export type Place = { sorts: readonly (string | number | null)[]; tie: string }

/** Reads `orderBy`. */
export function orderOf(type: RowType, given: Value | undefined, count: Counter): Order {
  const items: Item[] = []
  for (const item of given?.items() ?? []) {
    const parts = [...item.fields()].filter(([name, value]) => name !== 'direction' && !value.isNull)
    const direction = item.field('direction')
    if (parts.length !== 1)
      throw badInput('Each item of `orderBy` takes exactly one of its fields besides `direction`.')
    const [kind, value] = parts[0]!
    items.push({ ...orderingOf(type, kind, value, count), descending: direction?.sample === 'DESC' })
  }
  return new Order(items)
}

function orderingOf(type: RowType, kind: string, value: Value, count: Counter): Omit<Item, 'descending'> {
  if (kind === 'field' || kind === 'count') {
    const wanted = value.sample as string
    for (const [name, field] of type.fields()) {
      if (constantCase(name) !== wanted) continue
      if (kind === 'field' && 'order' in field && field.order) return { ordering: field.order, signature: () => wanted }
      if (kind === 'count' && (field.kind === 'connection' || field.kind === 'list'))
        return { ordering: byCount(name, count), signature: () => `#${wanted}` }
    }
    throw badInput(`${type.name} can't be ordered by ${wanted}.`)
  }
  const extra = type.orderExtras()[kind]!
  let ordering: Ordering | undefined
  const made = (x: Expressions) => {
    ordering ??= extra.ordering(x, value)
    return ordering
  }
  return {
    ordering: {
      keys: [{ expr: (x, row) => made(x).keys[0]!.expr(x, row), nullable: true }],
      text: (x, row) => made(x).text(x, row),
      decode: (text) => (ordering ? ordering.decode(text) : [text]),
    },
    signature: (runtime) => extra.signature(value, runtime),
  }
}

const byCount = (name: string, count: Counter): Ordering => ({
  keys: [{ expr: (x, row) => count(x, name, row), nullable: false }],
  text: (x, row) => `cast(${count(x, name, row)} as text)`,
  decode: (text) => {
    if (text === null || !/^\d+$/.test(text)) throw new Error('not a count')
    return [Number(text)]
  },
})
