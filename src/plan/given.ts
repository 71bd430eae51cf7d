import type { Table } from '../store/tables.ts'
import { type Compiler, type Place, setsOf } from './compiler.ts'
import type { FoundField, GivenField } from './fields.ts'
import type { RowType } from './registry.ts'
import type { Selected } from './selection.ts'
import * as sql from './sql.ts'
import { type Json, jsonExpression, jsonSql, type Sql } from './sql.ts'
import type { Row } from './statement.ts'

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
  const found = compiler.statement.bind((rt) => {
    const given = Object.fromEntries([...args].map(([name, value]) => [name, value.get(rt)]))
    const view = Object.fromEntries([...scope.args].map(([name, value]) => [name, value.get(rt)]))
    return JSON.stringify(rt.find(field.finder, given, view) ?? null)
  })
  const cost = place.cost.times((rt) => field.size(Object.fromEntries([...args].map(([k, v]) => [k, v.get(rt)]))))
  const from = field.many ? `json_each(${found})` : `(select ${found} as value)`
  return rows(compiler, field, selected, from, { x: place.x, cost })
}

/** A member of a given row that holds an object or a list of objects. */
export function compileGiven(compiler: Compiler, field: GivenField, selected: Selected, row: Row, place: Place): Json {
  const path = sql.literal(`$.${field.member}`)
  const from = field.many
    ? `json_each(${row.alias}.value, ${path})`
    : `(select ${row.alias}.value ->> ${path} as value)`
  return rows(compiler, field, selected, from, place)
}

function rows(
  compiler: Compiler,
  field: FoundField | GivenField,
  selected: Selected,
  from: Sql,
  { x, cost }: Place,
): Json {
  const type = compiler.registry.type(field.type)
  const row = x.row(type.table)
  cost.add(1)
  const object = jsonExpression(compiler.object(type, setsOf(selected), row, { x, cost }))
  if (field.many)
    return jsonSql(`(select concat('[', ${sql.aggregate(object, `${row.alias}.key`)}, ']') from ${from} ${row.alias})`)
  const present = `${row.alias}.value is not null and ${row.alias}.value <> 'null'`
  return jsonSql(`coalesce((select ${object} from ${from} ${row.alias} where ${present}), 'null')`)
}
