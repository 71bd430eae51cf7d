import type { Expressions } from './expression.ts'
import type { Filter, LeafForm } from './fields.ts'
import type { Sql } from './sql.ts'
import type { Row } from './statement.ts'
import type { Value } from './value.ts'

/** A scalar's comparators in `where`, and how its text sorts. */
export type Codec = {
  form: LeafForm
  filter?: string
  /** Changes a given value before it is compared: by operator. */
  operand?: Partial<Record<Operator, (value: string) => string | number>>
  /** The sort value of an output text. */
  sort?: (text: string) => string | number
}
export type Operator = 'eq' | 'in' | 'contains' | 'startsWith' | 'gte' | 'lte' | 'isNull'

type Derive = (x: Expressions, row: Row) => Sql
/** What some comparators mean. */
export type Compare = Readonly<Partial<Record<Operator, (x: Expressions, row: Row, given: Value) => Sql>>>

/** The condition of a comparator object such as `{gte: 3}`; a missing value meets none of them, and `not` is its exact complement. A value that is `computed` is worked out once. */
export function comparator(
  codec: Codec,
  type: string,
  value: Derive,
  sort: Derive,
  nullable: boolean,
  {
    unique,
    computed,
    compare,
  }: { unique?: boolean | undefined; computed?: boolean; compare?: Compare | undefined } = {},
): Filter {
  const operand = (op: Operator) => codec.operand?.[op] as ((value: never) => string | number) | undefined
  const guard = (x: Expressions, column: Sql, condition: Sql) =>
    !nullable ? condition : computed ? x.surely(condition) : x.and(x.isSet(column), condition)
  return {
    input: codec.filter ?? `${type}Filter`,
    ...(unique ? { selective: ['eq', 'in'] } : {}),
    condition: (x, row, given) => {
      const conditions: Sql[] = []
      for (const [op, argument] of given.fields()) {
        const meant = compare?.[op as Operator]
        if (meant) {
          conditions.push(meant(x, row, argument))
          continue
        }
        const own = value(x, row)
        if (op === 'isNull') conditions.push(nullCheck(x, own, argument))
        else if (op === 'in') conditions.push(guard(x, own, x.isIn(own, x.list(argument, operand('in')))))
        else if (op === 'gte') conditions.push(guard(x, own, x.gte(sort(x, row), x.value(argument, operand('gte')))))
        else if (op === 'lte') conditions.push(guard(x, own, x.lte(sort(x, row), x.value(argument, operand('lte')))))
        else if (op === 'contains') conditions.push(guard(x, own, x.contains(own, x.value(argument))))
        else if (op === 'startsWith') conditions.push(guard(x, own, x.startsWith(own, argument)))
        else conditions.push(guard(x, own, x.eq(own, bindEqual(x, argument, operand('eq')))))
      }
      return x.and(...conditions)
    },
  }
}

const bindEqual = (x: Expressions, argument: Value, change: ((value: never) => string | number) | undefined): Sql =>
  argument.sample === true || argument.sample === false ? (argument.sample ? '1' : '0') : x.value(argument, change)

const nullCheck = (x: Expressions, own: Sql, argument: Value): Sql => (argument.sample ? x.isNull(own) : x.isSet(own))
