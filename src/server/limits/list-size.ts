import { type DocumentNode, type GraphQLError, Kind, type ValueNode, visit } from 'graphql'
import type { Config } from '../../config.ts'
import { type Limit, refusal } from './refusal.ts'

type Size = { readonly node: ValueNode; readonly limit: Limit }

const sizes = new WeakMap<DocumentNode, readonly Size[]>()

/** The error about the first list that is asked for more items than allowed, or by more; by a number, a list or a variable. */
export function listSizeError(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  config: Config,
): GraphQLError | undefined {
  for (const { node, limit } of sizesIn(document)) {
    const size = sizeOf(node, variables)
    if (typeof size === 'number' && size > config[limit]) return refusal(limit, size, config[limit], [node])
  }
  return undefined
}

function sizeOf(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  if (node.kind === Kind.LIST) return node.values.length
  if (node.kind === Kind.INT) return Number(node.value)
  const value = node.kind === Kind.VARIABLE ? variables[node.name.value] : undefined
  return Array.isArray(value) ? value.length : value
}

const limitOf: ReadonlyMap<string, Limit> = new Map([
  ['first', 'maxListSize'],
  ['last', 'maxListSize'],
  ['ids', 'maxListSize'],
  ['orderBy', 'maxOrderItems'],
])
const kinds: readonly string[] = [Kind.INT, Kind.LIST, Kind.VARIABLE]

function sizesIn(document: DocumentNode): readonly Size[] {
  const known = sizes.get(document)
  if (known) return known
  const values: Size[] = []
  visit(document, {
    Argument(node) {
      const limit = limitOf.get(node.name.value)
      if (limit && kinds.includes(node.value.kind)) values.push({ node: node.value, limit })
      return false
    },
  })
  sizes.set(document, values)
  return values
}
