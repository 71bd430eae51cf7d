import type { GraphQLObjectType } from 'graphql'
import type { Compiler, Place } from './compiler.ts'
import { leafJson, setsOf } from './compiler.ts'
import type { Cost } from './cost.ts'
import { readCursor } from './cursor.ts'
import { Demand, linkOf, QUANTIFIER_COST, type Reach } from './estimate.ts'
import type { Arguments, ConnectionField, Field, Told } from './fields.ts'
import { isSelective } from './filter.ts'
import { tagsOf } from './identity.ts'
import { countMembers, membersOf, toldMembers } from './members.ts'
import { refuseNull } from './null-conditions.ts'
import { type Part, partOf } from './outputs.ts'
import { Page } from './page.ts'
import { isFirstByKey, pagingOf } from './paging.ts'
import type { RowType } from './registry.ts'
import { collect, jsonObject, type Selected } from './selection.ts'
import * as sql from './sql.ts'
import { type Json, jsonExpression, type Sql } from './sql.ts'
import type { Row } from './statement.ts'

export function compileConnection(
  compiler: Compiler,
  owner: RowType | string,
  field: ConnectionField,
  selected: Selected,
  parent: Row | undefined,
  place: Place,
): Json {
  const { x } = place
  const type = compiler.registry.type(field.type)
  const args = compiler.arguments(typeof owner === 'string' ? owner : owner.name, selected)
  const paging = pagingOf(compiler, type, args)
  const { order, backward, after, before } = paging
  for (const cursor of [after, before])
    if (cursor) compiler.statement.check((rt) => readCursor(order, x.scope, cursor.get(rt), rt))
  const given = args.get('where')
  const where = given && !given.isNull ? given : undefined
  if (where) refuseNull(where)
  const told = parent && field.told?.(x, parent, tagsOf(type))
  const members = (paged = false, most?: Sql) =>
    told
      ? toldMembers(compiler, told, type, x, where, most)
      : membersOf(compiler, field, type, parent, x, where, { order, backward, paged: paged && !after && !before })
  // Nothing comes between what is told and the page.
  const cut = Boolean(told && !where && isFirstByKey(paging))

  const output = outputTypeOf(compiler, owner, selected)
  const parts = collect(compiler.document, setsOf(selected), [output.name])
  const planOf = (part: Selected) =>
    output.getFields()[part.nodes[0]!.name.value]?.extensions.plan as Part | Field | undefined
  const asked = new Set(parts.map((part) => partOf(planOf(part))))
  const page =
    asked.has('edges') || asked.has('pageInfo')
      ? new Page(
          compiler,
          field,
          type,
          paging,
          members,
          asked.has('pageInfo'),
          parent,
          {
            x,
            cost: place.cost.times(paging.size),
          },
          cut ? (told as Told) : undefined,
        )
      : undefined
  const isSorted = order.items.length > 0 && !page?.isLed
  // Under a view it may be long until a row is seen.
  const isWhole = isSorted || asked.has('totalCount') || x.scope.args.size > 0
  const reach = isWhole ? 'all' : !where ? 'page' : page?.isLed ? 'some' : 'all'
  countCost(compiler, field, type, args, reach, place.cost)
  const value = jsonObject(parts, (part) => {
    const plan = planOf(part)
    if (!plan) return sql.jsonText(`"${output.name}"`)
    if (plan.kind === 'leaf') return leafJson(plan, plan.expr(x, parent!, new Map()))
    if (partOf(plan) === 'pageInfo') return page!.pageInfo(part)
    if (partOf(plan) === 'edges')
      return page!.edges(part, bareType(output.getFields()[part.nodes[0]!.name.value]!.type))
    place.cost.add(1)
    return sql.jsonSql(told && !where ? told.count : countMembers(members()))
  })
  const json = page?.used ? page.around(jsonExpression(value)) : jsonExpression(value)
  // Of lists in lists there may be very many, each with more entries than most have.
  const isOneOfMany = parent !== undefined && place.cost.depth > 0
  return sql.jsonSql(isOneOfMany ? `case when ${x.onTime(parent.col('id'))} then ${json} end` : json)
}

/** What the list costs before its entries: rows that are filtered and sorted. */
function countCost(
  compiler: Compiler,
  field: ConnectionField,
  type: RowType,
  args: Arguments,
  reach: Reach,
  cost: Cost,
): void {
  const where = args.get('where')
  const filter =
    where && !where.isNull ? compiler.estimate.condition(type, where, linkOf(compiler.registry, field)) : new Demand()
  const order = compiler.estimate.order(type, args.get('orderBy'))
  cost.add(1 + QUANTIFIER_COST * (filter.quantifiers + order.quantifiers))
  const selective = where && !where.isNull && isSelective(compiler.registry, type, where)
  cost.addRows(compiler.estimate.reached(field, selective ? 'page' : reach) * (filter.rows + order.rows))
  cost.noteFilter(filter.levels, filter.items)
}

function outputTypeOf(compiler: Compiler, owner: RowType | string, selected: Selected): GraphQLObjectType {
  const type = compiler.document.schema.getType(typeof owner === 'string' ? owner : owner.name) as GraphQLObjectType
  return bareType(type.getFields()[selected.nodes[0]!.name.value]!.type)
}

function bareType(type: unknown): GraphQLObjectType {
  let inner = type as { ofType?: unknown }
  while (inner.ofType) inner = inner.ofType as { ofType?: unknown }
  return inner as GraphQLObjectType
}
