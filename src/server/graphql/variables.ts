import {
  type DocumentNode,
  type GraphQLLeafType,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isLeafType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { maxCoercionErrors } from './execution.ts'

export type Variables = Readonly<Record<string, unknown>>

/** Coerces what a request gives for an operation's variables; undefined where that is, or may be, a mistake. */
export type Coerce = (given: Variables) => Variables | undefined

const noVariables: Variables = Object.freeze({})

/** How the variables of an operation of a valid document are coerced. */
export function coercerOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Coerce {
  const declared = operation.variableDefinitions ?? []
  if (declared.length === 0) return () => noVariables
  const options = { maxErrors: maxCoercionErrors }
  const coerce: Coerce = (given) => getVariableValues(schema, declared, given, options).variableValues?.coerced
  const checked = unlessNull(coerce, neverNull(schema, document, operation))
  const leaves = leavesOf(schema, operation)
  return leaves ? (given) => (areCoerced(given, leaves) ? given : checked(given)) : checked
}

/** Variables that may be null by their type, but not where they are used: validation lets them stand there for their default, or that of the place. */
function neverNull(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Set<string> {
  const nullable = new Set<string>()
  for (const { variable, type } of operation.variableDefinitions ?? [])
    if (type.kind !== Kind.NON_NULL_TYPE) nullable.add(variable.name.value)
  const found = new Set<string>()
  if (nullable.size === 0) return found
  const types = new TypeInfo(schema)
  const visitor = visitWithTypeInfo(types, {
    VariableDefinition: () => false,
    Variable({ name }) {
      if (nullable.has(name.value) && isNonNullType(types.getInputType())) found.add(name.value)
    },
  })
  visit(document, visitor)
  return found
}

function unlessNull(coerce: Coerce, names: ReadonlySet<string>): Coerce {
  if (names.size === 0) return coerce
  return (given) => {
    const variables = coerce(given)
    for (const name of names) if (variables?.[name] === null) return undefined
    return variables
  }
}

type Leaf = { readonly name: string; readonly type: GraphQLLeafType }

/** The variables, if all of them are scalars or enums. */
function leavesOf(schema: GraphQLSchema, operation: OperationDefinitionNode): readonly Leaf[] | undefined {
  const leaves: Leaf[] = []
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const declared = typeFromAST(schema, node)
    const type = isNonNullType(declared) ? declared.ofType : declared
    if (!isInputType(type) || !isLeafType(type)) return undefined
    leaves.push({ name: variable.name.value, type })
  }
  return leaves
}

/** Whether all are given, and so that to coerce them would change nothing: then what was given can be used as it is. */
function areCoerced(given: Variables, leaves: readonly Leaf[]): boolean {
  try {
    for (const { name, type } of leaves) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined
      if (value === undefined || value === null || type.coerceInputValue(value) !== value) return false
    }
    return true
  } catch {
    return false
  }
}
