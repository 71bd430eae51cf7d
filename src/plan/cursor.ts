import { badInput } from './errors.ts'
import type { Expressions } from './expression.ts'
import type { Order, Place } from './ordering.ts'
import type { Sql } from './sql.ts'
import * as sql from './sql.ts'
import type { Row, Scope } from './statement.ts'
import type { Runtime } from './value.ts'

/** `signature|token|`: what all cursors of a list under an order and a view begin with. */
const head = (order: Order, scope: Scope, runtime: Runtime): string =>
  `${order.signature(runtime)}|${scope.token?.(runtime) ?? ''}|`

/** The JSON string of a row's cursor: the head, then the values that the list is ordered by and the tie key as a JSON array. */
export function cursorJson(x: Expressions, order: Order, row: Row, tie: Sql): Sql {
  const start = x.statement.bind((rt) => `${head(order, x.scope, rt)}[`, order)
  const values = order.items.map((item) => `${sql.jsonString(item.ordering.text(x, row))}, ','`)
  return sql.jsonString(`concat(${[start, ...values, sql.jsonString(tie), "']'"].join(', ')})`)
}

/** Reads a cursor for this order and view. */
export function readCursor(order: Order, scope: Scope, cursor: unknown, runtime: Runtime): Place {
  const text = cursor as string
  const start = head(order, scope, runtime)
  if (!text.startsWith(`${start}[`)) throw wrongHead(text, scope.token?.(runtime) ?? '')
  try {
    const values = JSON.parse(text.slice(start.length)) as unknown
    if (!Array.isArray(values) || values.length !== order.items.length + 1) throw new Error('wrong length')
    if (!values.every((value, i) => typeof value === 'string' || (value === null && i < order.items.length)))
      throw new Error('wrong type')
    return { sorts: order.items.flatMap((item, i) => item.ordering.decode(values[i])), tie: values.at(-1) }
  } catch {
    throw notACursor()
  }
}

function wrongHead(text: string, token: string): Error {
  const match = /^.*\|([A-Za-z0-9_-]*)\|\[/s.exec(text)
  if (!match) return notACursor()
  return match[1] === token
    ? badInput('This is a cursor of another order. Use it with the `orderBy` that gave it.')
    : badInput('This is a cursor of another view. Use it under the view that gave it.')
}

const notACursor = () =>
  badInput('This is not a cursor of this list. Take cursors from `cursor` or `pageInfo` of an answer.')
