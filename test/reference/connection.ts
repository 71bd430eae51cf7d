import type { GraphQLInputObjectType } from 'graphql'
import { badInput } from './errors.ts'
import type { Pair } from './lists.ts'
import { comparePositions, isPosition, type OrderInput, type OrderItem, type Position, readOrder } from './order.ts'
import type { View } from './view.ts'
import { checkWhere, meets, members, type Where } from './where.ts'
import type { Relation, Thing } from './world.ts'

export type ConnectionArguments = {
  where?: Where | null
  orderBy?: readonly OrderInput[] | null
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

/** One edge: a node and the relations that lead to it. */
export type Edge = {
  readonly node: Thing
  readonly relations: readonly Relation[]
  readonly cursor: string
  readonly position: Position
}

export type Page = {
  readonly edges: readonly Edge[]
  readonly totalCount: number
  readonly pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

function size(args: ConnectionArguments): number {
  if (args.first != null && args.last != null) throw badInput('give first or last, not both')
  const n = args.first ?? args.last ?? 20
  if (n < 0 || n > 100) throw badInput('first and last go from 0 to 100')
  return n
}

function readCursor(cursor: string, prefix: string, order: readonly OrderItem[]): Position {
  if (!cursor.startsWith(prefix)) throw badInput('cursor of another view or another order, or not a cursor')
  let values: unknown
  try {
    values = JSON.parse(cursor.slice(prefix.length))
  } catch {
    throw badInput('not a cursor')
  }
  if (!isPosition(order, values)) throw badInput('not a cursor')
  return values
}

export type ConnectionOf = {
  readonly pairs: readonly Pair[]
  /** One edge for each relation, not for each node (`roles`). */
  readonly edgePerRelation: boolean
  readonly whereType: GraphQLInputObjectType | undefined
  readonly nodeType: string
}

/** Filters, orders and cuts a list. */
export function connection(view: View, of: ConnectionOf, args: ConnectionArguments): Page {
  const n = size(args)
  const order = readOrder(args.orderBy, of.nodeType)
  const prefix = `${order.map((item) => item.signature).join(',')}|${view.token}|`
  const after = args.after == null ? null : readCursor(args.after, prefix, order)
  const before = args.before == null ? null : readCursor(args.before, prefix, order)
  const { whereType } = of
  const where = args.where ?? {}
  if (whereType) checkWhere(where, whereType)

  const all = members(of.pairs, of.edgePerRelation)
  const kept = all.filter((one) => !whereType || meets(view, whereType, where, one.node, one.relations))
  const edges: Edge[] = kept.map(({ node, relations }) => {
    const tie = of.edgePerRelation ? relations[0]!.key : node.key
    const position = [...order.map((item) => item.text(view, node)), tie]
    return { node, relations, position, cursor: prefix + JSON.stringify(position) }
  })
  edges.sort((a, b) => comparePositions(order, a.position, b.position))

  const behind = (edge: Edge, place: Position) => comparePositions(order, edge.position, place)
  const window = edges.filter((e) => (!after || behind(e, after) > 0) && (!before || behind(e, before) < 0))
  const page = args.last != null ? window.slice(Math.max(0, window.length - n)) : window.slice(0, n)
  const [start, end] = [page[0], page[page.length - 1]]
  const left = window.length > page.length
  const hasPreviousPage = start
    ? edges[0] !== start
    : (args.last != null && left) || (after !== null && edges.some((e) => behind(e, after) <= 0))
  const hasNextPage = end
    ? edges[edges.length - 1] !== end
    : (args.last == null && left) || (before !== null && edges.some((e) => behind(e, before) >= 0))
  return {
    edges: page,
    totalCount: edges.length,
    pageInfo: { hasNextPage, hasPreviousPage, startCursor: start?.cursor ?? null, endCursor: end?.cursor ?? null },
  }
}
