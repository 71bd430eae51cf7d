import { parse } from 'graphql'
import { z } from 'zod'
import { type Entry, entryFragment, type Graph, isKey } from './graph.ts'
import { BadRequest } from './mistake.ts'
import { isName, plainProperties, relationOf, relationProperties, schemeProperty, valuesOf } from './properties.ts'

const mostIds = 200
const mostProperties = 50

const query = z.object({
  ids: z.array(z.string()).max(mostIds, { error: `expected at most ${mostIds} ids; ask in several requests` }),
  properties: z
    .array(z.object({ id: z.string() }), { error: 'expected a list of objects with an "id"' })
    .max(mostProperties, { error: `expected at most ${mostProperties} properties; ask in several requests` }),
})

type End = { readonly key: string; readonly name: string } | null
type Extended = Entry & {
  readonly relations?: { edges: { node: { kind: string; negated: boolean; from: End; to: End } }[] }
}
type Value = { readonly str: string } | { readonly id: string; readonly name: string }

const document = parse(/* GraphQL */ `
  query ($key: String!, $kinds: [RelationKind!]!, $related: Boolean!) {
    entity(by: { key: $key }) {
      ...Entry
      relations(where: { kind: { in: $kinds } }, first: 100) @include(if: $related) {
        edges { node { kind negated from { key name } to { key name } } }
      }
    }
  }
  ${entryFragment}
`)

/**
 * The values of properties for entities by their ids: texts, and of relations the entities at the other end (of the
 * first 100 relations). An id that there is not, or a property that an entity lacks, has no values.
 */
export async function extend(given: unknown, graph: Graph) {
  const { data, error } = query.safeParse(given)
  if (error) {
    const { path, message } = error.issues[0]!
    throw new BadRequest(`In "extend", at ${path.join(', ') || 'the top'}: ${message.slice(0, 300)}.`)
  }
  const ids = data.properties.map((property) => property.id)
  const kinds = [...new Set(ids.flatMap((id) => relationOf(id)?.kind ?? []))]
  const rows: [id: string, row: Record<string, Value[]>][] = []
  for (const key of new Set(data.ids)) {
    const variables = { key, kinds, related: kinds.length > 0 }
    const entity = isKey(key) ? (await graph.ask<{ entity: Extended | null }>(document, variables)).entity : null
    rows.push([key, Object.fromEntries(ids.map((id) => [id, entity ? valuesFor(entity, id) : []]))])
  }
  return { meta: ids.map(metaOf), rows: Object.fromEntries(rows) }
}

function metaOf(id: string): { id: string; name: string } {
  const property = [...plainProperties, ...relationProperties].find((p) => p.id === id) ?? schemeProperty(id)
  return { id, name: property.name }
}

function valuesFor(entity: Extended, id: string): Value[] {
  const relation = relationOf(id)
  if (!relation) {
    const values = valuesOf(entity, id).map((str) => ({ str }))
    return isName(id) ? values.slice(0, 1) : values
  }
  const [near, far] = relation.way === 'out' ? (['from', 'to'] as const) : (['to', 'from'] as const)
  const others = new Map<string, string>()
  for (const { node } of entity.relations?.edges ?? []) {
    const other = node[far]
    if (node.kind === relation.kind && !node.negated && node[near]?.key === entity.key && other)
      others.set(other.key, other.name)
  }
  return [...others].map(([key, name]) => ({ id: key, name }))
}
