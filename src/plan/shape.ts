import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'

/**
 * What of the variables decides how the statement reads: null or absent, booleans, enums, the keys of input objects, the length of
 * lists of objects, the type within an id. Scalars and lists of scalars stay bound, so that requests which differ only in them share a plan.
 */
export function shapeOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  idShape: (id: unknown) => string,
): string {
  let shape = ''
  for (const definition of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, definition.type) as GraphQLInputType | undefined
    if (type) shape += `${describe(type, variables[definition.variable.name.value], idShape)};`
  }
  return shape
}

function describe(type: GraphQLInputType, value: unknown, idShape: (id: unknown) => string): string {
  if (isNonNullType(type)) return describe(type.ofType, value, idShape)
  if (value === undefined) return 'u'
  if (value === null) return 'n'
  if (isListType(type)) {
    const item = isNonNullType(type.ofType) ? type.ofType.ofType : type.ofType
    if (!isInputObjectType(item) && !isListType(item) && item.name !== 'ID') return 'l'
    return `[${(value as unknown[]).map((v) => describe(item, v, idShape)).join(',')}]`
  }
  if (isInputObjectType(type)) {
    const given = value as Record<string, unknown>
    let shape = '{'
    for (const field of Object.values(type.getFields()))
      if (given[field.name] !== undefined) shape += `${field.name}:${describe(field.type, given[field.name], idShape)},`
    return `${shape}}`
  }
  if (isEnumType(type) || type.name === 'Boolean') return String(value)
  return type.name === 'ID' ? idShape(value) : 's'
}
