import type { GraphQLObjectType } from 'graphql'
import { type Compiler, type Place, setsOf } from './compiler.ts'
import { cursorJson, readCursor } from './cursor.ts'
import type { ConnectionField, Field } from './fields.ts'
import type { Members } from './members.ts'
import type { Term } from './ordering.ts'
import { type Part, partOf } from './outputs.ts'
import type { Paging } from './paging.ts'
import type { RowType } from './registry.ts'
import { collect, jsonObject, type Selected } from './selection.ts'
import * as sql from './sql.ts'
import { and, type Json, jsonExpression, type Sql } from './sql.ts'
import { Row } from './statement.ts'
import type { Value } from './value.ts'

/** The rows of one page, and what is said of it. */
export class Page {
  readonly #compiler: Compiler
  readonly #field: ConnectionField
  readonly #paging: Paging
  readonly #members: (most?: Sql) => Members
  readonly #inner: Members
  readonly #terms: Term[]
  /** Whether rows are numbered and one more is fetched than the page holds, to know if there is more. */
  readonly #numbered: boolean
  readonly #place: Place
  readonly #alias: string
  readonly #node: Row
  readonly #link: Row | undefined
  /** Whether the rows come as those of the page, in its order. */
  readonly #cut: boolean
  /** Whether anything said of the page depends on its rows; if not, there is nothing to select from. */
  used = false
  #toldIsUsed = false

  constructor(
    compiler: Compiler,
    field: ConnectionField,
    type: RowType,
    paging: Paging,
    members: (most?: Sql) => Members,
    numbered: boolean,
    parent: Row | undefined,
    place: Place,
    cut: boolean,
  ) {
    this.#compiler = compiler
    this.#field = field
    this.#paging = paging
    this.#members = members
    this.#numbered = numbered
    this.#place = place
    this.#cut = cut
    this.#inner = members(cut ? this.#fetched() : undefined)
    // By their places rows sort faster than by their keys.
    const tie = paging.order.items.length === 0 ? this.#inner.place : undefined
    this.#terms = paging.order.terms(place.x, this.#inner.node, tie ?? this.#inner.tie, paging.backward)
    this.#alias = compiler.statement.alias()
    this.#node = new Row(type.table, this.#alias, 'n_', new Set())
    this.#node.parent = parent
    if (this.#inner.node.told)
      this.#node.told = () => {
        this.#toldIsUsed = true
        return `${this.#alias}.told`
      }
    if (field.edgePerLink) {
      this.#link = new Row(field.links!.table, this.#alias, 'l_', new Set())
      this.#link.parent = parent
    }
  }

  #limit(): Sql {
    return this.#compiler.statement.bind((rt) => this.#paging.size(rt), this)
  }

  #fetched(): Sql {
    return this.#numbered ? `${this.#limit()} + 1` : this.#limit()
  }

  #cursor(): Sql {
    return cursorJson(this.#place.x, this.#paging.order, this.#node, (this.#link ?? this.#node).col('key'))
  }

  edges(selected: Selected, edge: GraphQLObjectType): Json {
    this.used = true
    this.#place.cost.add(1)
    const edgeParts = collect(this.#compiler.document, setsOf(selected), [edge.name])
    const json = jsonExpression(jsonObject(edgeParts, (part) => this.#edgePart(edge, part)))
    return [{ text: '[' }, { sql: this.#listed(json) }, { text: ']' }]
  }

  #listed(json: Sql): Sql {
    if (this.#numbered)
      return sql.aggregate(
        json,
        `${this.#alias}.rn${this.#paging.backward ? ' desc' : ''}`,
        `${this.#alias}.rn <= ${this.#limit()}`,
      )
    // A cross join meets the rows as they were told; sorting them again would take an eighth of the time.
    if (this.#cut) return sql.aggregate(json)
    const order = this.#terms.map(({ descending }, i) => ({
      expr: `${this.#alias}.s${i}`,
      descending: descending !== this.#paging.backward,
    }))
    return sql.aggregate(json, sql.orderBy(order))
  }

  #edgePart(edge: GraphQLObjectType, part: Selected): Json {
    const plan = edge.getFields()[part.nodes[0]!.name.value]?.extensions.plan as Part | Field | undefined
    if (!plan) return sql.jsonText(`"${edge.name}"`)
    const type = this.#compiler.registry.type(this.#field.type)
    if (partOf(plan) === 'cursor') return sql.jsonSql(this.#cursor())
    if (plan.kind === 'part') return this.#compiler.object(type, setsOf(part), this.#node, this.#place)
    return this.#link
      ? this.#compiler.value(this.#compiler.registry.type(this.#field.links!.type), plan, part, this.#link, this.#place)
      : this.#compiler.value(type, plan, part, this.#node, this.#place)
  }

  pageInfo(selected: Selected): Json {
    const type = this.#compiler.document.schema.getType('PageInfo') as GraphQLObjectType
    return jsonObject(collect(this.#compiler.document, setsOf(selected), [type.name]), (part) => {
      const what = partOf(type.getFields()[part.nodes[0]!.name.value]?.extensions.plan as Part | undefined)
      return what ? sql.jsonSql(this.#pagePart(what)) : sql.jsonText('"PageInfo"')
    })
  }

  #pagePart(part: Part['part']): Sql {
    const { backward, after, before } = this.#paging
    const more = () => {
      this.used = true
      return `coalesce(max(${this.#alias}.cnt), 0) > ${this.#limit()}`
    }
    if (part === 'hasNextPage')
      return sql.jsonBool(
        sql.or(...(backward ? [] : [more()]), ...(before ? [this.#outside(before, true)] : [])),
        false,
      )
    if (part === 'hasPreviousPage')
      return sql.jsonBool(sql.or(...(backward ? [more()] : []), ...(after ? [this.#outside(after, false)] : [])), false)
    this.used = true
    const first = (part === 'startCursor') !== backward
    const at = first ? '1' : `min(${this.#alias}.cnt, ${this.#limit()})`
    return `coalesce(max(case when ${this.#alias}.rn = ${at} then ${this.#cursor()} end), 'null')`
  }

  /** Whether the list has something at the cursor's place or on its far side. */
  #outside(cursor: Value, before: boolean): Sql {
    const members = this.#members()
    return `exists (select 1 from ${members.from} where ${and(members.where, sql.not(this.#beyond(members, cursor, before)))})`
  }

  #beyond({ node, tie }: Members, cursor: Value, before: boolean): Sql {
    const { x } = this.#place
    const { order } = this.#paging
    return order.beyond(x, node, tie, cursor, (text, rt) => readCursor(order, x.scope, text, rt), before)
  }

  /** The subquery of the page. It fetches only the columns that were used, so it is asked for last. */
  source(): string {
    const { after, before } = this.#paging
    const { from, node, link, where } = this.#inner
    const columns = [
      ...[...this.#node.used!].map((column) => `${node.col(column)} as n_${column}`),
      ...[...(this.#link?.used ?? [])].map((column) => `${link!.col(column)} as l_${column}`),
      ...(this.#toldIsUsed ? [`${node.told!()} as told`] : []),
      ...this.#terms.map(({ expr }, i) => `${expr} as s${i}`),
    ]
    const conditions = and(
      where,
      after && this.#beyond(this.#inner, after, false),
      before && this.#beyond(this.#inner, before, true),
    )
    const page = this.#cut ? '' : ` order by ${sql.orderBy(this.#terms)} limit ${this.#fetched()}`
    const rows = `select ${columns.join(', ')} from ${from} where ${conditions}${page}`
    if (!this.#numbered) return `(${rows}) ${this.#alias}`
    const inner = this.#compiler.statement.alias()
    const again = sql.orderBy(this.#terms.map(({ descending }, i) => ({ expr: `${inner}.s${i}`, descending })))
    return `(select ${inner}.*, row_number() over (order by ${again}) as rn, count(*) over () as cnt from (${rows}) ${inner}) ${this.#alias}`
  }
}
