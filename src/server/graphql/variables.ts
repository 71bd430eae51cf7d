import {
  type GraphQLLeafType,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  isLeafType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { maxCoercionErrors } from './execution.ts'

export type Variables = Readonly<Record<string, unknown>>

/** Coerces what a request gives for an operation's variables; undefined where that is a mistake. */
export type Coerce = (given: Variables) => Variables | undefined

const noVariables: Variables = Object.freeze({})

/** How the variables of an operation are coerced. */
export function coercerOf(schema: GraphQLSchema, operation: OperationDefinitionNode): Coerce {
  const declared = operation.variableDefinitions ?? []
  if (declared.length === 0) return () => noVariables
  const options = { maxErrors: maxCoercionErrors }
  const coerce: Coerce = (given) => getVariableValues(schema, declared, given, options).variableValues?.coerced
  const leaves = leavesOf(schema, operation)
  return leaves ? (given) => (areCoerced(given, leaves) ? given : coerce(given)) : coerce
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
