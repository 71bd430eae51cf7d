import type { Table } from '../store/tables.ts'
import { type Compiler, type Place, setsOf } from './compiler.ts'
import { ambiguous, type Candidate } from './errors.ts'
import { Expressions } from './expression.ts'
import type { Arguments, FoundField, GivenField, LookupField } from './fields.ts'
import { isOfType, keyOfId } from './identity.ts'
import { candidateOf, checkType, MOST_KEYS, wayOf } from './lookup.ts'
import type { RowType } from './registry.ts'
import { collect, type Selected } from './selection.ts'
import * as sql from './sql.ts'
import { type Json, jsonExpression, jsonSql, type Sql } from './sql.ts'
import { Row, Statement } from './statement.ts'
import type { Ask, Runtime } from './value.ts'

/** A table whose rows are JSON objects that come with the request rather than from the database. */
export const givenTable = <const C extends Table['columns']>(name: string, columns: C): Table<C> => ({
  name,
  columns,
  given: true,
})

/** What a finder found for the arguments, as rows that the statement reads on from. */
export function compileFound(
  compiler: Compiler,
  owner: RowType,
  field: FoundField,
  selected: Selected,
  place: Place,
): Json {
  const args = compiler.arguments(owner.name, selected)
  const { scope } = place.x
  const row = givenRow(compiler, field)
  // A trial finds before it is known what is read.
  const wanted = compiler.statement.trial ? undefined : row.used
  const rowsOf = compileRows(compiler, field.rows ?? {}, args, place.x)
  const askOf = compileQueries(field.queries ?? {}, place.x)
  compiler.statement.finds = true
  const given = (rt: Runtime) => withPage(field, valuesOf(args, rt), compiler.pageSize)
  const find = (rt: Runtime): unknown => {
    return (
      rt.find(field.finder, Object.assign(given(rt), rowsOf(rt)), valuesOf(scope.args, rt), askOf(rt), wanted) ?? null
    )
  }
  const found = compiler.statement.bind((rt) => JSON.stringify(find(rt)))
  const cost = place.cost.times((rt) => field.size(given(rt)))
  const from = field.many ? `json_each(${found})` : `(select ${found} as value)`
  const value = rows(compiler, field, selected, row, from, { x: place.x, cost })
  const write = writerOf(compiler, field, selected)
  return write ? [{ sql: jsonExpression(value), write: (rt) => write(find(rt)) }] : value
}

function valuesOf(args: Arguments, runtime: Runtime): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, value] of args) values[name] = value.get(runtime)
  return values
}

function withPage({ page, args }: FoundField, values: Record<string, unknown>, size: number): Record<string, unknown> {
  if (page && (values[page] ?? args[page]!.default) === args[page]!.default) values[page] = size
  return values
}

const givenRow = (compiler: Compiler, { type }: FoundField | GivenField): Row =>
  new Row(compiler.registry.type(type).table, compiler.statement.alias(), '', new Set())

/** Writes rows as the statement would; undefined where more is selected than numbers and truths that they hold themselves. */
function writerOf(compiler: Compiler, field: FoundField, selected: Selected): ((found: unknown) => string) | undefined {
  const type = compiler.registry.type(field.type)
  const members: (readonly [start: string, column: string])[] = []
  for (const { key, nodes } of collect(compiler.document, setsOf(selected), [type.name])) {
    const leaf = type.fields().get(nodes[0]!.name.value)
    if (leaf?.kind !== 'leaf' || !leaf.column || (leaf.form !== 'int' && leaf.form !== 'bool')) return undefined
    members.push([`${members.length ? ',' : '{'}${JSON.stringify(key)}:`, leaf.column])
  }
  if (members.length === 0) return undefined
  const write = (row: unknown): string => {
    let text = ''
    for (const [start, column] of members) text += `${start}${(row as Record<string, unknown>)[column] ?? null}`
    return `${text}}`
  }
  if (field.many) return (found) => `[${(found as unknown[]).map(write).join(',')}]`
  return (found) => (found === null ? 'null' : write(found))
}

/** The numbers of the rows that arguments name, looked up in one statement. */
function compileRows(
  compiler: Compiler,
  named: Readonly<Record<string, Pick<LookupField, 'type' | 'by'>>>,
  args: Arguments,
  outer: Expressions,
): (rt: Runtime) => Record<string, number | null> {
  const all = Object.entries(named)
  if (all.length === 0) return () => ({})
  const statement = new Statement()
  const x = new Expressions(statement, outer.scope, outer.policies)
  const items = all.map(([name, { type: typeName, by }]) => {
    const type = compiler.registry.type(typeName)
    const row = x.row(type.table)
    const [way, given] = wayOf(name, args.get(name))
    if (way === 'id') checkType(type, given)
    const found = way === 'id' ? type.options.byKey!(x, row, keyOfId(given)) : by[way]!.condition(x, row, given)
    const where = sql.and(found, isOfType(type, row), x.visible(row))
    if (way === 'id' || !by[way]!.ambiguous)
      return `coalesce((select ${row.col('id')} from ${type.table.name} ${row.alias} where ${where} limit 1), 'null')`
    const list = statement.alias()
    const few = `select ${row.col('id')} as id, ${row.col('key')} as key, ${candidateOf(type, row)} as told from ${type.table.name} ${row.alias} where ${where} order by 2 limit ${MOST_KEYS}`
    return `(select json_group_array(json_array(${list}.id, json(${list}.told))) from (${few}) ${list})`
  })
  const text = `select concat('[', ${items.join(`, ',', `)}, ']') as json`
  return (rt) => {
    const values = statement.binders.map((bind) => bind(rt))
    const found = JSON.parse(rt.read(text, values)!) as (number | null | [id: number, told: Candidate][])[]
    const ids: Record<string, number | null> = {}
    for (const [i, [name]] of all.entries()) {
      const one = found[i]!
      if (Array.isArray(one) && one.length > 1) throw ambiguous(one.map(([, told]) => told))
      ids[name] = Array.isArray(one) ? (one[0]?.[0] ?? null) : one
    }
    return ids
  }
}

function compileQueries(queries: NonNullable<FoundField['queries']>, outer: Expressions): (rt: Runtime) => Ask {
  const compiled = new Map<string, { text: string; statement: Statement }>()
  // Most requests ask few of them, or none.
  const compile = (name: string) => {
    const statement = new Statement()
    const x = new Expressions(statement, outer.scope, outer.policies)
    const given = (value: string) => statement.bind((rt) => rt.given![value]!, `given:${value}`)
    const known = { text: `select ${queries[name]!(x, given)} as json`, statement }
    compiled.set(name, known)
    return known
  }
  return (rt) => (name, given) => {
    const { text, statement } = compiled.get(name) ?? compile(name)
    const runtime: Runtime = {
      variables: rt.variables,
      now: rt.now,
      find: (...asked) => rt.find(...asked),
      read: (...asked) => rt.read(...asked),
      given,
    }
    const values = statement.binders.map((bind) => bind(runtime))
    return JSON.parse(rt.read(text, values) ?? 'null')
  }
}

/** A member of a given row that holds an object or a list of objects. */
export function compileGiven(compiler: Compiler, field: GivenField, selected: Selected, row: Row, place: Place): Json {
  const path = sql.literal(`$.${field.member}`)
  row.used?.add(field.member)
  const from = field.many
    ? `json_each(${row.alias}.value, ${path})`
    : `(select ${row.alias}.value ->> ${path} as value)`
  const { size } = field
  const given = givenRow(compiler, field)
  return rows(compiler, field, selected, given, from, size ? { x: place.x, cost: place.cost.times(() => size) } : place)
}

function rows(
  compiler: Compiler,
  field: FoundField | GivenField,
  selected: Selected,
  row: Row,
  from: Sql,
  { x, cost }: Place,
): Json {
  const type = compiler.registry.type(field.type)
  cost.add(1)
  const object = jsonExpression(compiler.object(type, setsOf(selected), row, { x, cost }))
  if (field.many)
    return jsonSql(`(select concat('[', ${sql.aggregate(object, `${row.alias}.key`)}, ']') from ${from} ${row.alias})`)
  const present = `${row.alias}.value is not null and ${row.alias}.value <> 'null'`
  return jsonSql(`coalesce((select ${object} from ${from} ${row.alias} where ${present}), 'null')`)
}
