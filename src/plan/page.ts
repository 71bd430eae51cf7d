import type { GraphQLObjectType } from 'graphql'
import { type Compiler, type Place, setsOf } from './compiler.ts'
import { cursorJson, readCursor } from './cursor.ts'
import type { ConnectionField, Field, Told } from './fields.ts'
import type { Members } from './members.ts'
import { type Part, partOf } from './outputs.ts'
import type { Paging } from './paging.ts'
import type { RowType } from './registry.ts'
import { collect, jsonObject, type Selected } from './selection.ts'
import * as sql from './sql.ts'
import { and, type Json, jsonExpression, type Sql, type Term } from './sql.ts'
import { Row } from './statement.ts'
import type { Value } from './value.ts'

/** The rows of one page, and what is said of it. */
export class Page {
  readonly #compiler: Compiler
  readonly #field: ConnectionField
  readonly #paging: Paging
  readonly #told: Told | undefined
  readonly #members: (paged?: boolean, most?: Sql) => Members
  readonly #inner: Members
  readonly #terms: Term[]
  /** Whether one more row is fetched than the page holds, to know if there is more. */
  readonly #peeks: boolean
  /** The rows, fetched once for all that is said of them; none in a list of a row, where they would be fetched anew for each use. */
  readonly #kept: string | undefined
  readonly #place: Place
  readonly #alias: string
  readonly #node: Row
  readonly #link: Row | undefined
  readonly #carried = new Map<string, Sql>()
  /** Whether anything said of the page depends on its rows; if not, there is nothing to select from. */
  used = false

  constructor(
    compiler: Compiler,
    field: ConnectionField,
    type: RowType,
    paging: Paging,
    members: (paged?: boolean, most?: Sql) => Members,
    peeks: boolean,
    parent: Row | undefined,
    place: Place,
    /** What tells the rows, where nothing comes between it and the page. */
    told: Told | undefined,
  ) {
    this.#compiler = compiler
    this.#told = told
    this.#field = field
    this.#paging = paging
    this.#members = members
    this.#peeks = peeks
    this.#kept = peeks && !parent ? compiler.statement.alias() : undefined
    this.#place = place
    this.#inner = members(true, told && this.#fetched())
    // By their places rows sort faster than by their keys.
    const tie = paging.order.items.length === 0 ? this.#inner.place : undefined
    this.#terms = paging.order.terms(place.x, this.#inner.node, tie ?? this.#inner.tie, paging.backward)
    this.#alias = compiler.statement.alias()
    this.#node = new Row(type.table, this.#alias, 'n_', new Set())
    this.#node.parent = parent
    for (const [field, value] of this.#inner.node.known) this.#node.known.set(field, this.#carry(value()))
    if (this.#inner.node.told) this.#node.told = this.#carry(this.#inner.node.told(), 'told')
    if (field.edgePerLink) {
      this.#link = new Row(field.links!.table, this.#alias, 'l_', new Set())
      this.#link.parent = parent
    }
  }

  /** Whether a value leads to its rows in their order. */
  get isLed(): boolean {
    return this.#inner.node.driver !== undefined
  }

  /** A value of the inner row as a column of the page. */
  #carry(value: Sql, name = `c${this.#node.known.size}`): () => Sql {
    return () => {
      this.#carried.set(name, value)
      return `${this.#alias}.${name}`
    }
  }

  #limit(): Sql {
    return this.#compiler.statement.bind((rt) => this.#paging.size(rt), this)
  }

  #fetched(): Sql {
    return this.#peeks ? `${this.#limit()} + 1` : this.#limit()
  }

  #cursor(): Sql {
    return cursorJson(this.#place.x, this.#paging.order, this.#node, (this.#link ?? this.#node).col('key'))
  }

  edges(selected: Selected, edge: GraphQLObjectType): Json {
    this.#place.cost.add(1)
    const edgeParts = collect(this.#compiler.document, setsOf(selected), [edge.name])
    const edgeJson = jsonObject(edgeParts, (part) => this.#edgePart(edge, part))
    const json = jsonExpression(edgeJson)
    const template = this.#told && !this.#peeks ? templateOf(edgeJson, this.#node) : undefined
    if (template) {
      const written = this.#told!.written(this.#limit(), sql.literal(template))
      const selected = `(select ${sql.aggregate(json)} from ${this.#source()})`
      return [{ text: '[' }, { sql: `coalesce(${written}, ${selected})` }, { text: ']' }]
    }
    this.used = true
    const { backward } = this.#paging
    const numbered = this.#peeks && !this.#kept
    // SQLite puts together what comes in order as it comes.
    const order = backward && (numbered ? `${this.#alias}.rn desc` : this.#sorted(this.#alias, true))
    const members = sql.aggregate(
      json,
      order || undefined,
      numbered ? `${this.#alias}.rn <= ${this.#limit()}` : undefined,
    )
    const list = this.#kept
      ? `(select ${members} from (select * from ${this.#kept} limit ${this.#limit()}) ${this.#alias})`
      : members
    return [{ text: '[' }, { sql: list }, { text: ']' }]
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
      return `${this.#kept ? this.#count() : `coalesce(max(${this.#alias}.cnt), 0)`} > ${this.#limit()}`
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
    if (this.#kept) {
      const place = first ? '' : ` offset min(${this.#count()}, ${this.#limit()}) - 1`
      // None on a page of no entries, though one is fetched to know if there is more.
      const rows = `limit min(${this.#limit()}, 1)${place}`
      return `coalesce((select ${this.#cursor()} from ${this.#kept} ${this.#alias} ${rows}), 'null')`
    }
    const at = `min(${first ? '1' : `${this.#alias}.cnt`}, ${this.#limit()})`
    return `coalesce(max(case when ${this.#alias}.rn = ${at} then ${this.#cursor()} end), 'null')`
  }

  /** How many rows were kept. */
  #count(): Sql {
    return `(select count(*) from ${this.#kept})`
  }

  /** Whether the list has something at the cursor's place or on its far side. */
  #outside(cursor: Value, before: boolean): Sql {
    const members = this.#members()
    const where = and(members.where, sql.not(this.#beyond(members, cursor, before)))
    return `exists (select 1 from ${members.from} where ${where})`
  }

  #beyond({ node, tie }: Members, cursor: Value, before: boolean): Sql {
    const { x } = this.#place
    const { order } = this.#paging
    return order.beyond(x, node, tie, cursor, (text, rt) => readCursor(order, x.scope, text, rt), before)
  }

  /** The order of the page's rows, or its reverse. */
  #sorted(alias: string, reversed: boolean): Sql {
    return sql.orderBy(
      this.#terms.map(({ descending, nulls }, i) => ({
        expr: `${alias}.s${i}`,
        descending: descending !== reversed,
        ...(nulls && { nulls: reversed !== (nulls === 'first') ? 'first' : 'last' }),
      })),
    )
  }

  /** A value with what is said of the page in it. Only the columns that were used are fetched, so this is asked for last. */
  around(value: Sql): Sql {
    return this.#kept
      ? `(with ${this.#kept} as materialized (${this.#rows()}) select ${value})`
      : `(select ${value} from ${this.#source()})`
  }

  #rows(): Sql {
    const { after, before } = this.#paging
    const { node, link, where } = this.#inner
    const columns = [
      ...[...this.#node.used!].map((column) => `${node.col(column)} as n_${column}`),
      ...[...(this.#link?.used ?? [])].map((column) => `${link!.col(column)} as l_${column}`),
      ...[...this.#carried].map(([name, value]) => `${value} as ${name}`),
      ...(this.#paging.backward ? this.#terms.map(({ expr }, i) => `${expr} as s${i}`) : []),
    ]
    if (columns.length === 0) columns.push('1')
    const conditions = and(
      where,
      after && this.#beyond(this.#inner, after, false),
      before && this.#beyond(this.#inner, before, true),
    )
    const order = this.#inner.ordered ? '' : ` order by ${sql.orderBy(this.#terms)}`
    return `select ${columns.join(', ')} from ${this.#inner.from} where ${conditions}${order} limit ${this.#fetched()}`
  }

  #source(): string {
    if (!this.#peeks) return `(${this.#rows()}) ${this.#alias}`
    const inner = this.#compiler.statement.alias()
    return `(select ${inner}.*, row_number() over () as rn, count(*) over () as cnt from (${this.#rows()}) ${inner}) ${this.#alias}`
  }
}

/** The template by which a row is written that needs no more than its number and columns of text; undefined for others. */
function templateOf(json: Json, node: Row): string | undefined {
  const columns = new Map([...node.used!].map((column) => [sql.jsonString(node.col(column)), column]))
  const told = node.told?.()
  const pieces = json.map((piece) => {
    if ('text' in piece) return piece.text
    if (piece.sql === told) return 0
    const column = columns.get(piece.sql)
    return column && [column]
  })
  return pieces.includes(undefined) ? undefined : JSON.stringify({ table: node.table.name, pieces })
}
