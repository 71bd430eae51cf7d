import { type GraphQLInputObjectType, type GraphQLObjectType, type GraphQLResolveInfo, getNamedType } from 'graphql'
import { type ConnectionArguments, connection, type Edge } from './connection.ts'
import { claimsOf, investmentsInCompanies, type Pair, roundsBetween, sharedCompanies } from './lists.ts'
import { all, type Fields, fieldsOf } from './objects.ts'
import type { View } from './view.ts'
import { byCodePoint, byKey, type Entity, type Thing } from './world.ts'

const named = (of: { getFields(): Record<string, { type: unknown }> }, field: string) =>
  getNamedType(of.getFields()[field]!.type as GraphQLObjectType)

/** The resolver of a connection over a list of pairs. */
export function connectionField(view: View, name: string, owner: Thing | null, pairs: () => Pair[]) {
  return (args: ConnectionArguments, _: unknown, info: GraphQLResolveInfo) => {
    const field = info.parentType.getFields()[info.fieldName]!
    const result = getNamedType(field.type) as GraphQLObjectType
    const isConnection = 'edges' in result.getFields()
    const nodeType = isConnection ? named(named(result, 'edges') as GraphQLObjectType, 'node').name : result.name
    const where = field.args.find((arg) => arg.name === 'where')
    const whereType = where && (getNamedType(where.type) as GraphQLInputObjectType)
    const of = { pairs: pairs(), edgePerRelation: name === 'roles', nodeType, whereType }
    if (!isConnection && field.args.length === 0) return of.pairs.map((pair) => fieldsOf(view, pair.node))
    if (!isConnection) return connection(view, of, args).edges.map((edge) => fieldsOf(view, edge.node))
    const page = connection(view, of, args)
    return {
      ...page,
      edges: page.edges.map((edge) => edgeFields(view, name, owner, edge)),
      nodes: page.edges.map((edge) => fieldsOf(view, edge.node)),
      completeness: owner && completeness(view, owner as Entity, name),
    }
  }
}

function completeness(view: View, owner: Entity, name: string): string {
  const lists = 'lists' in owner.record ? (owner.record.lists ?? []) : []
  const known = lists.filter(
    (l) => l.list === name && l.knownFrom! <= view.time && view.follows(l.assertedBy, 'REPORTED'),
  )
  known.sort((a, b) => byCodePoint(a.knownFrom!, b.knownFrom!))
  return known[known.length - 1]?.completeness ?? 'UNKNOWN'
}

function edgeFields(view: View, name: string, owner: Thing | null, edge: Edge): Fields {
  const relations = [...edge.relations].sort(byKey)
  const base = {
    cursor: edge.cursor,
    node: fieldsOf(view, edge.node),
    relations: () => all(view, relations),
    claims: () => all(view, claimsOf(view, relations)),
  }
  if (name === 'roles') {
    const [relation] = relations
    const { kind, title, validFrom, validTo } = relation!.record
    return { ...base, kind, title, validFrom, validTo, relation: () => fieldsOf(view, relation!) }
  }
  if (name === 'coInvestors') {
    const [one, other] = [owner as Entity, edge.node as Entity]
    const shared = sharedCompanies(view, one, other)
    const behind = [...investmentsInCompanies(view, one), ...investmentsInCompanies(view, other)].filter((r) =>
      shared.some((company) => company.key === r.record.to),
    )
    return {
      cursor: base.cursor,
      node: base.node,
      sharedCompanies: () => all(view, shared),
      sharedCount: shared.length,
      claims: () => all(view, claimsOf(view, behind)),
    }
  }
  const [company, investor] = name === 'investors' ? [owner, edge.node] : [edge.node, owner]
  const paid = relations.filter((r) => r.record.amount !== undefined)
  const deal = paid.length === 1 ? paid[0]!.record : undefined
  return {
    ...base,
    rounds: () => all(view, roundsBetween(view, company as Entity, investor as Entity)),
    amount: deal?.amount,
    currency: deal?.currency,
  }
}
