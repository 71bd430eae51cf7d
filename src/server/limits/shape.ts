import { type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql'

/** What the names of a schema's types tell about the lists and objects below them. */
export interface SchemaShape {
  /** Types whose fields are root fields. */
  readonly roots: ReadonlySet<string>
  /** Connection types of the Relay specification. */
  readonly connections: ReadonlySet<string>
  /** Types of the edges of those connections. */
  readonly edges: ReadonlySet<string>
}

const shapes = new WeakMap<GraphQLSchema, SchemaShape>()

/** Tells roots, connections and edges of a schema apart from its other types; worked out once for each schema. */
export function shapeOf(schema: GraphQLSchema): SchemaShape {
  const known = shapes.get(schema)
  if (known) return known
  const connections = new Set<string>()
  const edges = new Set<string>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    const fields = type.getFields()
    if (!fields.edges || !fields.pageInfo) continue
    connections.add(type.name)
    edges.add(getNamedType(fields.edges.type).name)
  }
  const query = schema.getQueryType()
  const shape = { roots: new Set(query ? [query.name, 'View'] : []), connections, edges }
  shapes.set(schema, shape)
  return shape
}
