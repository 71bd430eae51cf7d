import { type Bound, FOLDED, ON_TIME } from '../store/store.ts'
import type { Table } from '../store/tables.ts'
import type { Sql } from './sql.ts'
import * as sql from './sql.ts'
import { Row, type Scope, type Statement } from './statement.ts'
import type { Value } from './value.ts'

/** The rule by which rows of a table are seen under a view; null where all are. */
export type Policy = (x: Expressions, row: Row) => Sql | null
export type Policies = Readonly<Record<string, Policy>>

type Where = (row: Row) => Sql

/**
 * What type modules say conditions and derived values with: no SQL text, no dialect. Every row that is reached through it is
 * filtered by the policy of its table, unless it is asked for with `all`.
 */
export class Expressions {
  readonly statement: Statement
  readonly scope: Scope
  readonly policies: Policies

  constructor(statement: Statement, scope: Scope, policies: Policies) {
    this.statement = statement
    this.scope = scope
    this.policies = policies
  }

  within(scope: Scope): Expressions {
    return new Expressions(this.statement, scope, this.policies)
  }

  and = sql.and
  or = sql.or
  not = sql.not
  eq = (a: Sql, b: Sql): Sql => `(${a} = ${b})`
  ne = (a: Sql, b: Sql): Sql => `(${a} <> ${b})`
  lt = (a: Sql, b: Sql): Sql => `(${a} < ${b})`
  lte = (a: Sql, b: Sql): Sql => `(${a} <= ${b})`
  gt = (a: Sql, b: Sql): Sql => `(${a} > ${b})`
  gte = (a: Sql, b: Sql): Sql => `(${a} >= ${b})`
  /** For a condition that only filters what others of the same list found. */
  following = sql.following
  /** An id that no row has. */
  nobody: Sql = '-1'
  nothing: Sql = 'null'
  zero: Sql = '0'
  isNull = (a: Sql): Sql => `(${a} is null)`
  /** That a condition is true, neither false nor NULL; unlike a test for NULL it works the value out once, but no index serves it. */
  surely = (condition: Sql): Sql => `(${condition} is true)`
  isSet = (a: Sql): Sql => `(${a} is not null)`
  yes = (a: Sql): Sql => `(${a} = 1)`
  no = (a: Sql): Sql => `(${a} = 0)`
  text = (word: string): Sql => sql.literal(word)
  is = (a: Sql, word: string): Sql => `(${a} = ${sql.literal(word)})`
  among = (a: Sql, words: readonly string[]): Sql => `(${a} in (${words.map(sql.literal).join(', ')}))`
  /** A text in which capitals don't count. */
  lower = (a: Sql): Sql => `lower(${a})`
  asText = (a: Sql): Sql => `cast(${a} as text)`
  joined = (...texts: Sql[]): Sql => `concat(${texts.join(', ')})`
  /** The first possible day of a partial date. */
  earliestDay = (a: Sql): Sql => `substr(${a} || '-01-01', 1, 10)`
  coalesce = (...all: Sql[]): Sql => (all.length === 1 ? all[0]! : `coalesce(${all.join(', ')})`)
  /** A term of an order that goes down, with NULL last. */
  descending = (a: Sql): Sql => `${a} desc`
  isIn = (a: Sql, select: Sql): Sql => `(${a} in (${select}))`
  /** The value that a query for one column brings, of at most one row; NULL without one. */
  single = (select: Sql): Sql => `(${select})`
  /**
   * For a condition that implies that the value is among those that the query for one column brings: where these are few, all others are
   * sorted out at once. Where they are many it is true, since collecting them would cost more than a page that is soon full.
   */
  amongFew = (a: Sql, select: Sql): Sql =>
    `case when (select count(*) from (${select} limit ${FEW})) = ${FEW} then true else ${a} in (${select}) end`
  union = (...selects: Sql[]): Sql => selects.join(' union all ')
  contains = (a: Sql, part: Sql): Sql => `(instr(${a}, ${part}) > 0)`
  /** `startsWith` for a value that is worked out, which no index serves. */
  begins = (a: Sql, start: Sql): Sql => `(instr(${a}, ${start}) = 1)`
  /** A text in the form in which texts are compared. */
  folded = (a: Sql): Sql => `${FOLDED}(${a})`
  unlessEmpty = (a: Sql): Sql => `nullif(${a}, '')`
  choose = (cases: readonly (readonly [when: Sql, then: Sql])[], otherwise: Sql): Sql =>
    cases.length
      ? `case ${cases.map(([when, then]) => `when ${when} then ${then}`).join(' ')} else ${otherwise} end`
      : otherwise

  /** The place of the word in the list, from 0; the length of the list for any other. */
  rank(a: Sql, words: readonly string[]): Sql {
    return `case ${a} ${words.map((word, i) => `when ${sql.literal(word)} then ${i}`).join(' ')} else ${words.length} end`
  }

  /** A value given by the user, bound; `change` is applied to it at each request. */
  value(value: Value, change: (value: never) => Bound = (v) => v as Bound): Sql {
    return this.statement.bind((rt) => change(value.get(rt) as never))
  }

  /** That a text begins with a given one. A range instead of a pattern: an index serves it, and no character is special. */
  startsWith(a: Sql, start: Value, change: (text: string) => string = (text) => text): Sql {
    const end = this.statement.bind((rt) => afterAllThatBegin(change(start.get(rt) as string)))
    return `(${a} >= ${this.value(start, change as (value: never) => Bound)} and ${a} < ${sql.orEndless(end)})`
  }

  /** A list given by the user as a set to test membership in. */
  list(value: Value, change: (item: never) => Bound = (v) => v as Bound): Sql {
    return `select value from json_each(${this.statement.bind((rt) => JSON.stringify((value.get(rt) as never[]).map(change)))})`
  }

  /** What a function of the server says of the values; null where the statement must do without it. */
  call(name: string, ...values: Sql[]): Sql | null {
    if (!this.statement.functions) return null
    this.statement.calls = true
    return `${name}(${values.join(', ')})`
  }

  /** That there is time for a row that may be one of very many; else the statement ends. Told by a number that differs from row to row. */
  onTime(id: Sql): Sql {
    this.statement.asksTime = true
    return `${ON_TIME}(${id})`
  }

  /** The number that came with the row of an edge, where a function of the server told its list; else null. */
  told = (row: Row): Sql | null => row.told?.() ?? null

  /** The members of a JSON array as a set to test membership in. */
  each = (json: Sql): Sql => `select value from json_each(${json})`

  /** The members of a list that a given row has. */
  members(row: Row, name: string): Sql {
    row.used?.add(name)
    return `select value from json_each(${row.alias}.value, ${sql.literal(`$.${name}`)})`
  }

  /** A JSON array of what the queries for one column yield, each value once; of at most so many, in no order. */
  distinct(most: Sql, ...selects: Sql[]): Sql {
    const found = this.statement.alias()
    return `(with ${found}(v) as (${selects.join(' union ')} limit ${most}) select concat('[', group_concat(v), ']') from ${found})`
  }

  /** A JSON array of what the query for one column yields; the values are numbers or JSON. */
  array(select: Sql): Sql {
    const found = this.statement.alias()
    return `(with ${found}(v) as (${select}) select concat('[', group_concat(v), ']') from ${found})`
  }

  /** A JSON array of a value of each row, in the order of another. */
  ordered(
    table: Table,
    parts: { where: Where; order: (row: Row) => Sql; value: (row: Row) => Sql; all?: boolean },
  ): Sql {
    const { row, body } = this.#from(table, parts.where, parts.all ?? false)
    return `(select concat('[', group_concat(${parts.value(row)}, ',' order by ${parts.order(row)}), ']') ${body})`
  }

  /** One more than the largest value of a column. */
  next = (table: Table, column: string): Sql => `(select coalesce(max(${column}), 0) + 1 from ${table.name})`

  /** A query for one column over rows of two tables; the policy is that of the first. */
  joinedSelect(table: Table, other: Row, column: (row: Row) => Sql, where: Where): Sql {
    const row = this.row(table)
    const conditions = sql.and(where(row), this.visible(row))
    return `select ${column(row)} from ${table.name} ${row.alias} join ${other.table.name} ${other.alias} on ${conditions}`
  }

  tuple = (...values: Sql[]): Sql => `json_array(${values.join(', ')})`
  countOf = (select: Sql): Sql => `(select count(*) from (${select}))`
  /** The queries for one column as one, each value once. */
  once = (...selects: Sql[]): Sql => selects.join(' union ')
  limited = (select: Sql, most: number): Sql => `${select} limit ${most}`

  /** The clock of the request, through `change`. */
  now(change: (now: string) => string, share: string): Sql {
    return this.statement.bind((rt) => change(rt.now), `now:${share}`)
  }

  /** The argument of the enclosing view, bound once in a statement. */
  viewArg(value: Value, change: (value: never) => Bound): Sql {
    return this.statement.bind((rt) => change(value.get(rt) as never), value)
  }

  viewList(value: Value): Sql {
    return `select value from json_each(${this.statement.bind((rt) => JSON.stringify(value.get(rt)), value)})`
  }

  /** A dear value of a row, worked out once for all uses where that can be. */
  workedOut(row: Row, derive: (x: Expressions, row: Row) => Sql): Sql {
    return row.once(derive, () => derive(this, row))
  }

  row(table: Table): Row {
    return new Row(table, this.statement.alias())
  }

  visible(row: Row): Sql | null {
    return this.policies[row.table.name]?.(this, row) ?? null
  }

  #from(table: Table, where: Where, all: boolean): { row: Row; body: Sql } {
    const row = this.row(table)
    return { row, body: `from ${table.name} ${row.alias} where ${sql.and(where(row), all ? null : this.visible(row))}` }
  }

  /** A query for one column, to be used with `in` and `union`. */
  select(table: Table, column: string | ((row: Row) => Sql), where: Where, options: { all?: boolean } = {}): Sql {
    const { row, body } = this.#from(table, where, options.all ?? false)
    return `select ${typeof column === 'string' ? row.col(column) : column(row)} ${body}`
  }

  exists(table: Table, where: Where, options: { all?: boolean } = {}): Sql {
    return `exists (select 1 ${this.#from(table, where, options.all ?? false).body})`
  }

  count(table: Table, where: Where): Sql {
    return `(select count(*) ${this.#from(table, where, false).body})`
  }

  /** The value in the first row by the given order (each ascending, NULL first), or in the last one if so wanted; else NULL. */
  first(
    table: Table,
    parts: { where: Where; order: (row: Row) => Sql[]; value: (row: Row) => Sql; all?: boolean; last?: boolean },
  ): Sql {
    const { row, body } = this.#from(table, parts.where, parts.all ?? false)
    const order = parts.order(row).map((term) => (parts.last ? `${term} desc` : term))
    return `(select ${parts.value(row)} ${body} order by ${order.join(', ')} limit 1)`
  }

  /** The value if exactly one row fits, else NULL. */
  only(table: Table, parts: { where: Where; value: (row: Row) => Sql }): Sql {
    const { row, body } = this.#from(table, parts.where, false)
    return `(select case when count(*) = 1 then max(${parts.value(row)}) end ${body})`
  }

  /** JSON array of the distinct texts, each at the place of its first row by the given order column. */
  texts(table: Table, parts: { where: Where; order: string; value: string }): Sql {
    const { row, body } = this.#from(table, parts.where, false)
    const alias = this.statement.alias()
    const inner = `select ${row.col(parts.value)} as v, min(${row.col(parts.order)}) as o ${body} group by 1`
    return `(select concat('[', ${sql.aggregate(sql.jsonString(`${alias}.v`), `${alias}.o`)}, ']') from (${inner}) ${alias})`
  }
}

const FEW = 200

/** The first text by code point behind all that begin with this one; null if there is none. */
function afterAllThatBegin(start: string): string | null {
  const points = [...start]
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const code = last.codePointAt(0)!
    if (code === 0x10ffff) continue
    return points.join('') + String.fromCodePoint(code === 0xd7ff ? 0xe000 : code + 1)
  }
  return null
}
