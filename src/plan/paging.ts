import type { Compiler } from './compiler.ts'
import { badInput } from './errors.ts'
import type { Arguments } from './fields.ts'
import { type Order, orderOf } from './ordering.ts'
import type { RowType } from './registry.ts'
import type { Runtime, Value } from './value.ts'

/** A page of a list under one set of arguments. */
export type Paging = {
  size: (runtime: Runtime) => number
  limit: Value | undefined
  backward: boolean
  after: Value | undefined
  before: Value | undefined
  order: Order
}

/** Whether it is the first page in the order of the keys, which begins where the list does. */
export const isFirstByKey = ({ order, backward, after, before }: Paging): boolean =>
  order.items.length === 0 && !backward && !after && !before

export function pagingOf(compiler: Compiler, type: RowType, args: Arguments): Paging {
  const { pageLimit } = compiler.registry.options
  const given = (name: string) => {
    const value = args.get(name)
    return value && !value.isNull ? value : undefined
  }
  const [first, last] = [given('first'), given('last')]
  if (first && last) throw badInput('Give `first` or `last`, not both.')
  const limit = first ?? last
  const name = first ? 'first' : 'last'
  const check = (value: unknown): number => {
    if (typeof value !== 'number' || value < 0 || value > pageLimit)
      throw badInput(
        `\`${name}\` is ${String(value)}: it takes 0 to ${pageLimit}. For more, go on from \`pageInfo.endCursor\`.`,
      )
    return value
  }
  const size = limit ? (rt: Runtime) => check(limit.get(rt)) : () => compiler.pageSize
  compiler.statement.check(size)
  const order = orderOf(type, given('orderBy'), (x, field, row) => compiler.count(x, type, field, row))
  return { size, limit, backward: last !== undefined, after: given('after'), before: given('before'), order }
}
