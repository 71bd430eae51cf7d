import { type Compiler, type Place, setsOf } from './compiler.ts'
import { badInput } from './errors.ts'
import type { LookupField, NodeField } from './fields.ts'
import { isOfType, keyOfId, readId, scopeOfToken } from './identity.ts'
import type { RowType } from './registry.ts'
import type { Selected } from './selection.ts'
import * as sql from './sql.ts'
import { and, type Json, jsonExpression, type Sql } from './sql.ts'
import { type Row, Scope } from './statement.ts'
import type { Value } from './value.ts'

/** How many ids may be asked for at once, and how many keys an ambiguous name tells. */
const MOST_IDS = 100
export const MOST_KEYS = 20

/** `company(by: …)`: the one row that is meant, null, or an error mark if a name is of several. */
export function compileLookup(
  compiler: Compiler,
  owner: RowType,
  field: LookupField,
  selected: Selected,
  place: Place,
): Json {
  const { x } = place
  const type = compiler.registry.type(field.type)
  const [name, given] = wayOf('by', compiler.arguments(owner.name, selected).get('by'))
  place.cost.add(1)
  if (name === 'id') {
    checkType(type, given)
    return byId(compiler, type, given, selected, place)
  }
  const way = field.by[name]!
  const found = x.row(type.table)
  const where = and(way.condition(x, found, given), isOfType(type, found), x.visible(found))
  const object = (row: Row) => jsonExpression(compiler.object(type, setsOf(selected), row, place))
  if (!way.ambiguous)
    return sql.jsonSql(
      `coalesce((select ${object(found)} from ${type.table.name} ${found.alias} where ${where} limit 1), 'null')`,
    )
  compiler.statement.mayFail = true
  const row = x.row(type.table)
  const [all, few] = [compiler.statement.alias(), compiler.statement.alias()]
  const candidates = `select ${found.col('id')} as id, ${found.col('key')} as key, ${candidateOf(type, found)} as told from ${type.table.name} ${found.alias} where ${where} order by 2 limit ${MOST_KEYS}`
  const told = sql.aggregate(`${few}.told`, `${few}.key`)
  const summary = `select count(*) as n, max(${few}.id) as id, ${told} as told from (${candidates}) ${few}`
  const ambiguous = `concat('{"$error":{"code":"AMBIGUOUS","candidates":[', ${all}.told, ']}}')`
  const one = `(select ${object(row)} from ${type.table.name} ${row.alias} where ${row.col('id')} = ${all}.id)`
  return sql.jsonSql(
    `(select case ${all}.n when 0 then 'null' when 1 then ${one} else ${ambiguous} end from (${summary}) ${all})`,
  )
}

/** JSON of what is told of a row that a name may mean. */
export function candidateOf(type: RowType, row: Row): Sql {
  const apart = type.options.apart ?? type.tagging()?.options.apart ?? {}
  const members = Object.entries({ key: 'key', ...apart })
  return `json_object(${members.map(([name, column]) => `${sql.literal(name)}, ${row.col(column)}`).join(', ')})`
}

/** Which field of an input that names a row is given, and its value. */
export function wayOf(argument: string, by: Value | undefined): [name: string, given: Value] {
  const way = [...(by?.fields() ?? [])].find(([, value]) => !value.isNull)
  if (!way) throw badInput(`\`${argument}\` takes exactly one of its fields, with a value.`)
  return way
}

/** Refuses an id of another type. */
export function checkType(type: RowType, id: Value): void {
  const { type: named } = readId(id.sample)
  if (!type.members().some((member) => member.name === named))
    throw badInput(`This id belongs to no ${type.name}. Use \`node(id:)\` if it may be of any type.`)
}

/** `node(id:)` and `nodes(ids:)`: each under the view that its id carries. */
export function compileNode(
  compiler: Compiler,
  owner: RowType,
  field: NodeField,
  selected: Selected,
  place: Place,
): Json {
  const args = compiler.arguments(owner.name, selected)
  const typeOf = (id: Value): RowType => {
    const { type } = readId(id.sample)
    const known = compiler.registry.has(type) ? compiler.registry.type(type) : undefined
    if (!known?.options.node || known.isInterface)
      throw badInput('This is not an id of this server. Take ids from the field `id` of an answer.')
    return known
  }
  if (!field.many) {
    const id = args.get('id')!
    place.cost.add(1)
    return byId(compiler, typeOf(id), id, selected, place)
  }
  const ids = args.get('ids')!.items()
  if (ids.length > MOST_IDS) throw badInput(`\`ids\` has ${ids.length} ids: it takes at most ${MOST_IDS}.`)
  place.cost.add(ids.length)
  const items = ids.map((id) => {
    try {
      return byId(compiler, typeOf(id), id, selected, place)
    } catch (error) {
      return compiler.mark(error)
    }
  })
  return [{ text: '[' }, ...items.flatMap((item, i) => (i ? [{ text: ',' }, ...item] : item)), { text: ']' }]
}

function byId(compiler: Compiler, type: RowType, id: Value, selected: Selected, place: Place): Json {
  const { token } = readId(id.sample)
  const scope = token ? scopeOfId(compiler, id, token) : place.x.scope
  const x = place.x.within(scope)
  const row = x.row(type.table)
  const byKey = type.tagging()?.options.byKey ?? type.options.byKey
  const key = keyOfId(id)
  const found: Sql =
    byKey && type.tagging()?.table === type.table ? byKey(x, row, key) : x.eq(row.col('key'), x.value(key))
  const tagged = selected.nodes.length > 0 && compiler.document.schema.getType(type.name) !== undefined
  const object = jsonExpression(compiler.object(type, setsOf(selected), row, { x, cost: place.cost }, tagged))
  const where = and(found, isOfType(type, row), x.visible(row))
  return sql.jsonSql(`coalesce((select ${object} from ${type.table.name} ${row.alias} where ${where}), 'null')`)
}

/** The view of an id, read from it anew at each request: ids of the same type and view shape share a plan. */
function scopeOfId(compiler: Compiler, id: Value, token: string): Scope {
  const sample = scopeOfToken(compiler.registry, token)
  const args = [...sample.args].map(
    ([name]) =>
      [
        name,
        id.map((text) => scopeOfToken(compiler.registry, readId(text).token).args.get(name)?.sample ?? null),
      ] as const,
  )
  return new Scope(new Map(args), (rt) => readId(id.get(rt)).token)
}
