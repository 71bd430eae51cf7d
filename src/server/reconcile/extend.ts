import { type DocumentNode, parse } from 'graphql'
import { z } from 'zod'
import { type Entry, entryFragment, type Graph, isKey } from './graph.ts'
import { BadRequest } from './mistake.ts'
import { isName, plainProperties, relationOf, relationProperties, schemeProperty, valuesOf } from './properties.ts'

const mostIds = 200
const mostProperties = 50
/** Most relations that are read of one property of one entity. */
const mostRelations = 1_000
const pageSize = 100

const query = z.object({
  ids: z.array(z.string()).max(mostIds, { error: `expected at most ${mostIds} ids; ask in several requests` }),
  properties: z
    .array(z.object({ id: z.string() }), { error: 'expected a list of objects with an "id"' })
    .max(mostProperties, { error: `expected at most ${mostProperties} properties; ask in several requests` }),
})

type End = { readonly key: string; readonly name: string } | null
type Page = {
  readonly edges: readonly { readonly node: { readonly from: End; readonly to: End } }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
type Value = { readonly str: string } | { readonly id: string; readonly name: string }

const entryDocument = parse(`query ($key: String!) { entity(by: { key: $key }) { ...Entry } } ${entryFragment}`)

/** Documents that read a page of several properties, by their number. */
const pageDocuments = new Map<number, DocumentNode>()

function pageDocument(count: number): DocumentNode {
  const known = pageDocuments.get(count)
  if (known) return known
  const all = Array.from({ length: count }, (_, i) => i)
  const made = parse(`
    query ($key: String!, ${all.map((i) => `$where${i}: RelationWhere!, $after${i}: String`)}) {
      entity(by: { key: $key }) {
        ${all.map((i) => `p${i}: relations(where: $where${i}, first: ${pageSize}, after: $after${i}) { ...Page }`).join(' ')}
      }
    }
    fragment Page on RelationConnection {
      edges { node { from { key name } to { key name } } }
      pageInfo { hasNextPage endCursor }
    }
  `)
  pageDocuments.set(count, made)
  return made
}

/**
 * The values of properties for entities by their ids: texts, and of relations the entities at the other end (of the
 * first 1,000 relations of a property). An id that there is not, or a property that an entity lacks, has no values.
 */
export async function extend(given: unknown, graph: Graph) {
  const { data, error } = query.safeParse(given)
  if (error) {
    const { path, message } = error.issues[0]!
    throw new BadRequest(`In "extend", at ${path.join(', ') || 'the top'}: ${message.slice(0, 300)}.`)
  }
  const ids = data.properties.map((property) => property.id)
  const rows: [id: string, row: Record<string, Value[]>][] = []
  for (const key of new Set(data.ids)) {
    const entity = isKey(key) ? (await graph.ask<{ entity: Entry | null }>(entryDocument, { key })).entity : null
    const related = entity ? await relatedTo(entity.key, ids, graph) : new Map<string, Value[]>()
    const valuesFor = (id: string) => related.get(id) ?? (entity ? textsOf(entity, id) : [])
    rows.push([key, Object.fromEntries(ids.map((id) => [id, valuesFor(id)]))])
  }
  return { meta: ids.map(metaOf), rows: Object.fromEntries(rows) }
}

function metaOf(id: string): { id: string; name: string } {
  const property = [...plainProperties, ...relationProperties].find((p) => p.id === id) ?? schemeProperty(id)
  return { id, name: property.name }
}

function textsOf(entity: Entry, id: string): Value[] {
  const values = valuesOf(entity, id).map((str) => ({ str }))
  return isName(id) ? values.slice(0, 1) : values
}

/** The entities at the other end of what holds still, by property; nothing is related to itself. */
async function relatedTo(key: string, ids: readonly string[], graph: Graph): Promise<Map<string, Value[]>> {
  const asked = [...new Set(ids)].flatMap((id) => {
    const relation = relationOf(id)
    if (!relation) return []
    const [near, far] = relation.way === 'out' ? (['from', 'to'] as const) : (['to', 'from'] as const)
    const where = { kind: { eq: relation.kind }, negated: { eq: false }, [near]: { key: { eq: key } } }
    return { id, far, where, after: null as string | null, others: new Map<string, string>() }
  })
  let open = asked
  for (let read = 0; open.length > 0 && read < mostRelations; read += pageSize) {
    const variables = Object.fromEntries(
      open.flatMap((one, i) => [
        [`where${i}`, one.where],
        [`after${i}`, one.after],
      ]),
    )
    const { entity } = await graph.ask<{ entity: Record<string, Page> }>(pageDocument(open.length), {
      key,
      ...variables,
    })
    open = open.filter((one, i) => {
      const { edges, pageInfo } = entity[`p${i}`]!
      for (const { node } of edges) {
        const other = node[one.far]
        if (other && other.key !== key) one.others.set(other.key, other.name)
      }
      one.after = pageInfo.endCursor
      return pageInfo.hasNextPage
    })
  }
  return new Map(asked.map(({ id, others }) => [id, Array.from(others, ([other, name]) => ({ id: other, name }))]))
}
