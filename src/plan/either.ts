import { type Compiler, type Place, setsOf } from './compiler.ts'
import type { EitherField } from './fields.ts'
import { isOfType } from './identity.ts'
import type { Selected } from './selection.ts'
import { and, type Json, jsonExpression, jsonSql } from './sql.ts'
import type { Row } from './statement.ts'

/** The row that one of several columns leads to, each into a table of its own. */
export function compileEither(
  compiler: Compiler,
  field: EitherField,
  selected: Selected,
  row: Row,
  place: Place,
): Json {
  const { x, cost } = place
  cost.add(1)
  const branches = field.ways.map(({ type: name, column }) => {
    const type = compiler.registry.type(name)
    const target = x.row(type.table)
    const object = jsonExpression(compiler.object(type, setsOf(selected), target, place, true))
    const where = and(x.eq(target.col('id'), row.col(column)), isOfType(type, target), x.visible(target))
    return `when ${x.isSet(row.col(column))} then (select ${object} from ${type.table.name} ${target.alias} where ${where})`
  })
  return jsonSql(`coalesce(case ${branches.join(' ')} end, 'null')`)
}
