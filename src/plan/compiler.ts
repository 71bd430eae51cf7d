import { type FieldNode, GraphQLError, type GraphQLObjectType, type SelectionSetNode } from 'graphql'
import { compileConnection } from './connection.ts'
import { Cost } from './cost.ts'
import { compileEither } from './either.ts'
import { badInput, errorMark } from './errors.ts'
import { Estimate, type Rows } from './estimate.ts'
import { Expressions } from './expression.ts'
import type { Arguments, Field, LeafField, ListField, OneField } from './fields.ts'
import { Filters } from './filter.ts'
import { compileFound, compileGiven } from './given.ts'
import { idJson, isOfType, typeName } from './identity.ts'
import { compileLookup, compileNode } from './lookup.ts'
import { belongs, countOf } from './members.ts'
import type { Registry, RowType } from './registry.ts'
import { collect, type Document, type Selected } from './selection.ts'
import * as sql from './sql.ts'
import { type Json, type JsonSql, jsonExpression, jsonSql, jsonText, jsonWriter, type Sql } from './sql.ts'
import { type Row, Scope, type Statement } from './statement.ts'
import { defaultOf, type Value, valueFromNode } from './value.ts'

/** Where a selection is compiled: what can be said, under which view, and how often its rows are expected. */
export type Place = { x: Expressions; cost: Cost }

/** Compiles selections of one root field into one SQL expression that yields its JSON. */
export class Compiler {
  readonly document: Document
  readonly registry: Registry
  readonly statement: Statement
  readonly filters: Filters

  readonly estimate: Estimate
  /** How many items a page holds where nothing is said. */
  readonly pageSize: number
  /** Whether objects of interfaces tell their type, as graphql-js needs. */
  readonly #tags: boolean

  constructor(
    document: Document,
    registry: Registry,
    statement: Statement,
    { rows, tags, pageSize }: { rows: Rows; tags: boolean; pageSize: number },
  ) {
    this.document = document
    this.#tags = tags
    this.pageSize = pageSize
    this.registry = registry
    this.statement = statement
    this.filters = new Filters(registry)
    this.estimate = new Estimate(registry, rows)
  }

  /** The value of a root field, what writes it without a statement, if anything can, and how much it costs. */
  root(nodes: readonly FieldNode[], owner: RowType): { value: Sql; write: ReturnType<typeof jsonWriter>; cost: Cost } {
    const cost = new Cost()
    const place = { x: new Expressions(this.statement, Scope.none, this.registry.options.policies), cost }
    const key = nodes[0]!.alias?.value ?? nodes[0]!.name.value
    const json = this.field(owner, { key, nodes, types: [owner.name] }, undefined, place)
    return { value: jsonExpression(json), write: this.statement.finds ? jsonWriter(json) : undefined, cost }
  }

  /** The JSON object of a row for a selection; `tagged` adds the name of its type. */
  object(
    type: RowType,
    sets: readonly SelectionSetNode[],
    row: Row | undefined,
    place: Place,
    tagged = type.isInterface,
  ): Json {
    const names = type.members().map((member) => member.name)
    const runs = this.#runs(type, collect(this.document, sets, names))
    const tag: Json =
      tagged && this.#tags
        ? [{ text: '"$t":"' }, type.isInterface ? { sql: typeName(type, row!) } : { text: type.name }, { text: '"' }]
        : []
    // What only some types have begins with a comma, which is one too many where nothing stands before it.
    const cut = tag.length === 0 && runs.length > 0 && runs[0]!.kind !== 'all'
    const json: ({ text: string } | JsonSql)[] = [...tag]
    let empty = tag.length === 0 && !cut
    for (const run of runs) {
      if (run.kind === 'all') {
        for (const selected of run.selected) {
          json.push(
            { text: `${empty ? '' : ','}${JSON.stringify(selected.key)}:` },
            ...this.field(type, selected, row, place),
          )
          empty = false
        }
        continue
      }
      json.push({ sql: this.#branches(type, run, row!, place) })
    }
    const members = cut ? [{ sql: `substr(${jsonExpression(json)}, 2)` }] : json
    return [{ text: '{' }, ...members, { text: '}' }]
  }

  /** Puts neighbours together that hold for the same types, so that a CASE stands only around what differs. */
  #runs(type: RowType, all: readonly Selected[]): Run[] {
    const runs: Run[] = []
    const count = type.members().length
    for (const selected of all) {
      const own = isOwn(type, selected)
      const kind =
        own && selected.types.length === count
          ? 'all'
          : own || this.#sharesTable(type, selected.types)
            ? 'some'
            : 'foreign'
      const last = runs.at(-1)
      const joins = last?.kind === kind && (kind !== 'some' || last.selected[0]!.types.join() === selected.types.join())
      if (joins) last.selected.push(selected)
      else runs.push({ kind, selected: [selected] })
    }
    return runs
  }

  #sharesTable(type: RowType, types: readonly string[]): boolean {
    return types.every((name) => this.registry.type(name).table === type.table)
  }

  /** Members that only some types have, as a text that begins with a comma or is empty. */
  #branches(type: RowType, run: Run, row: Row, place: Place): Sql {
    const tag = row.col(type.tagging()!.options.tagColumn!)
    const branches: Sql[] = []
    const tagsOf = (types: readonly string[]) =>
      types.map((name) => sql.literal(this.registry.type(name).options.tag!)).join(', ')
    const members = (owner: (selected: Selected) => RowType, selected: readonly Selected[], on: Row) =>
      jsonExpression(
        selected.flatMap((s) => [{ text: `,${JSON.stringify(s.key)}:` }, ...this.field(owner(s), s, on, place)]),
      )
    if (run.kind === 'some') {
      const types = run.selected[0]!.types
      // What the interface has itself is compiled as the interface's: ids and type names differ from row to row.
      const owner = (s: Selected) => (isOwn(type, s) ? type : this.registry.type(types[0]!))
      branches.push(`when ${tag} in (${tagsOf(types)}) then ${members(owner, run.selected, row)}`)
    } else {
      for (const name of new Set(run.selected.flatMap((s) => s.types))) {
        const member = this.registry.type(name)
        const own = run.selected.filter((s) => s.types.includes(name))
        const on = place.x.row(member.table)
        const json = members(() => member, own, on)
        branches.push(
          `when ${tag} in (${tagsOf([name])}) then (select ${json} from ${member.table.name} ${on.alias} where ${on.col('id')} = ${row.col('id')})`,
        )
      }
    }
    return `case ${branches.join(' ')} else '' end`
  }

  /** The JSON value of one response key. A mistake of the user becomes an error mark in its place. */
  field(owner: RowType, selected: Selected, row: Row | undefined, place: Place): Json {
    try {
      const name = selected.nodes[0]!.name.value
      if (name === '__typename')
        return owner.isInterface
          ? [{ text: '"' }, { sql: typeName(owner, row!) }, { text: '"' }]
          : jsonText(`"${owner.name}"`)
      const field = owner.fields().get(name)
      if (!field) throw new Error(`${owner.name} has no field ${name}`)
      // An interface's field may have other arguments on an object type, but never another meaning.
      return this.value(owner, field, selected, row, place)
    } catch (error) {
      return this.mark(error)
    }
  }

  /** The mark of a user's mistake in the place of a value; any other error is thrown on. */
  mark(error: unknown): Json {
    if (!(error instanceof GraphQLError)) throw error
    this.statement.failed = true
    return jsonText(JSON.stringify(errorMark(error)))
  }

  value(owner: RowType, field: Field, selected: Selected, row: Row | undefined, place: Place): Json {
    const { x } = place
    switch (field.kind) {
      case 'id':
        return idJson(owner, row!, x.scope, this.statement)
      case 'leaf': {
        const known = row?.known.get(field)
        if (known) return leafJson(field, known())
        return leafJson(field, field.expr(x, row!, field.args ? this.arguments(owner.name, selected) : NO_ARGUMENTS))
      }
      case 'one':
        return this.#one(field, selected, row!, place)
      case 'embed': {
        const object = jsonExpression(this.object(this.registry.type(field.type), setsOf(selected), row, place))
        if (field.present.length === 0) return jsonSql(object)
        return jsonSql(
          `case when ${sql.or(...field.present.map((column) => x.isSet(row!.col(column))))} then ${object} else 'null' end`,
        )
      }
      case 'list':
        return this.#list(field, selected, row!, place)
      case 'connection':
        return compileConnection(this, owner, field, selected, row, place)
      case 'lookup':
        return compileLookup(this, owner, field, selected, place)
      case 'node':
        return compileNode(this, owner, field, selected, place)
      case 'found':
        return compileFound(this, owner, field, selected, place)
      case 'given':
        return compileGiven(this, field, selected, row!, place)
      case 'either':
        return compileEither(this, field, selected, row!, place)
      case 'scope': {
        const args = this.arguments(owner.name, selected)
        for (const [name, value] of args) this.statement.check((rt) => checkLength(name, value.get(rt)))
        const { encode } = this.registry.options.scopes
        const set = [...args.values()].some((value) => !value.isNull)
        const token = (rt: Parameters<Value['get']>[0]) =>
          encode(Object.fromEntries([...args].map(([name, value]) => [name, value.get(rt)])))
        const scope = set ? new Scope(args, token) : Scope.none
        return this.object(this.registry.type(field.type), setsOf(selected), undefined, {
          x: x.within(scope),
          cost: place.cost,
        })
      }
    }
  }

  #one(field: OneField, selected: Selected, row: Row, place: Place): Json {
    const { x } = place
    const type = this.registry.type(field.type)
    const target = x.row(type.table)
    place.cost.add(1)
    const object = jsonExpression(this.object(type, setsOf(selected), target, place))
    const where = sql.and(field.match(x, target, row), isOfType(type, target), x.visible(target))
    const select = `(select ${object} from ${type.table.name} ${target.alias} where ${where})`
    return jsonSql(field.nullable ? `coalesce(${select}, 'null')` : select)
  }

  #list(field: ListField, selected: Selected, row: Row, place: Place): Json {
    const { x } = place
    const type = this.registry.type(field.type)
    const target = x.row(type.table)
    const cost = place.cost.times(() => ASSUMED_LIST)
    cost.add(1)
    const object = jsonExpression(this.object(type, setsOf(selected), target, { x, cost }))
    const where = sql.and(belongs(x, field, target, row), isOfType(type, target), x.visible(target))
    const members = sql.aggregate(object, field.sort(x, target, row).join(', '))
    return jsonSql(`(select concat('[', ${members}, ']') from ${type.table.name} ${target.alias} where ${where})`)
  }

  /** The arguments of a field as they were given, or by default. */
  arguments(typeName: string, selected: Selected): Arguments {
    const type = this.document.schema.getType(typeName) as GraphQLObjectType
    const node = selected.nodes[0]!
    const definition = type.getFields()[node.name.value]!
    const values = new Map<string, Value>()
    for (const argument of definition.args) {
      const given = node.arguments?.find((a) => a.name.value === argument.name)?.value
      const value = valueFromNode(given, argument.type, defaultOf(argument), this.document.variables)
      if (value) values.set(argument.name, value)
    }
    return values
  }

  /** The number of rows in a list of the row, as an SQL expression. */
  count(x: Expressions, type: RowType, field: string, row: Row): Sql {
    const declared = type.fields().get(field)
    if (declared?.kind !== 'connection' && declared?.kind !== 'list')
      throw new Error(`${type.name}.${field} is no list`)
    return countOf(this, declared, row, x)
  }
}

const NO_ARGUMENTS: Arguments = new Map()

const isOwn = (type: RowType, { nodes }: Selected): boolean =>
  nodes[0]!.name.value === '__typename' || type.fields().has(nodes[0]!.name.value)

type Run = { kind: 'all' | 'some' | 'foreign'; selected: Selected[] }

/** How many members a list that describes a view may have: every id and cursor carries them. */
const MOST_IN_VIEW = 100

function checkLength(name: string, value: unknown): void {
  if (Array.isArray(value) && value.length > MOST_IN_VIEW)
    throw badInput(`\`${name}\` has ${value.length} members: it takes at most ${MOST_IN_VIEW}.`)
}

/** How many entries a list without a page is taken to have when the cost is worked out. */
const ASSUMED_LIST = 5

export const setsOf = (selected: Selected): SelectionSetNode[] =>
  selected.nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []))

export function leafJson(field: LeafField, value: Sql): Json {
  if (field.form === 'json') return jsonSql(value)
  if (field.form === 'int') return jsonSql(sql.jsonInt(value, field.nullable))
  if (field.form === 'bool') return jsonSql(sql.jsonBool(value, field.nullable))
  return jsonSql(sql.jsonString(value))
}
