import type { Expressions } from './expression.ts'
import type { ConnectionField, Driver, LeafField, ListField } from './fields.ts'
import { isSelective } from './filter.ts'
import type { Order } from './ordering.ts'
import type { Registry, RowType } from './registry.ts'
import type { Sql } from './sql.ts'
import type { Row } from './statement.ts'
import type { Value } from './value.ts'

/** How the rows of a list are read through a driver. */
export type Drive = {
  readonly row: Row
  /** That a row of the driver leads to one of the list. */
  readonly where: Sql
  readonly shown: boolean
  /** The condition on a field that is met by all that are led to. */
  readonly met?: Value | undefined
}

/** A way to read a list in the order that is asked for without a sort; it changes where the columns of the list's row are read. */
export function driveOf(
  registry: Registry,
  field: ConnectionField | ListField,
  type: RowType,
  parent: Row | undefined,
  node: Row,
  x: Expressions,
  where: Value | undefined,
  order: Order | undefined,
): Drive | undefined {
  if (!order || (where && isSelective(registry, type, where))) return undefined
  if (parent) {
    const driver = field.kind === 'connection' ? field.driver : undefined
    if (!driver || driver.order !== order.column) return undefined
    const row = x.row(driver.table)
    node.driver = leadingRow(x, row, driver)
    return { row, where: driver.where(x, row, parent), shown: driver.shown ?? false }
  }
  // Rows of several types don't lie in one order.
  const found = where && !type.isInterface && !field.match ? equality(type, where) : undefined
  if (!found || found.driver.order !== order.column) return undefined
  const { driver, leaf, given, value } = found
  const row = x.row(driver.table)
  node.driver = leadingRow(x, row, driver)
  node.known.set(leaf, () => row.col(driver.value))
  const met = given.fields().size === 1 ? given : undefined
  return { row, where: driver.where(x, row, x.value(value)), shown: driver.shown ?? false, met }
}

const leadingRow = (x: Expressions, row: Row, { copies, atHand }: Pick<Driver<never>, 'copies' | 'atHand'>) => ({
  row,
  copies,
  atHand:
    atHand &&
    new Map([...atHand].map(([work, value]) => [work, (otherwise: () => Sql) => value(x, row, otherwise)] as const)),
})

type Equality = { leaf: LeafField; driver: NonNullable<LeafField['driver']>; given: Value; value: Value }

/** What all rows must be equal to, of a field that has a driver. */
function equality(type: RowType, where: Value): Equality | undefined {
  for (const [name, given] of where.fields()) {
    if (name === 'and') {
      for (const item of given.items()) {
        const found = equality(type, item)
        if (found) return found
      }
      continue
    }
    const leaf = type.fields().get(name)
    if (leaf?.kind !== 'leaf' || !leaf.driver) continue
    const value = given.field('eq')
    if (value) return { leaf, driver: leaf.driver, given, value }
  }
  return undefined
}
