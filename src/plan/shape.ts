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

/** Tells the shape of an operation's variables. */
export type Shaper = (variables: Readonly<Record<string, unknown>>) => string

/**
 * What of the variables decides how the statement reads: null or absent, booleans, enums, the keys of input objects, the length of
 * lists of objects, the type within an id. Scalars and lists of scalars stay bound, so that requests which differ only in them share a plan.
 */
export function shaperOf(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  idShape: (id: unknown) => string,
): Shaper {
  const declared: (readonly [name: string, type: GraphQLInputType])[] = []
  for (const definition of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, definition.type) as GraphQLInputType | undefined
    if (type) declared.push([definition.variable.name.value, type])
  }
  return (variables) => {
    let shape = ''
    for (const [name, type] of declared) shape += `${describe(type, variables[name], idShape)};`
    return shape
  }
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
    const fields = type.getFields()
    let shape = '{'
    // Coerced values have their members in the order of the type.
    for (const name in given)
      if (given[name] !== undefined) shape += `${name}:${describe(fields[name]!.type, given[name], idShape)},`
    return `${shape}}`
  }
  if (isEnumType(type) || type.name === 'Boolean') return String(value)
  return type.name === 'ID' ? idShape(value) : 's'
}
