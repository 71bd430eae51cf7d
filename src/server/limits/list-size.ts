import { type DocumentNode, type GraphQLError, Kind, type ValueNode, visit } from 'graphql'
import type { Config } from '../../config.ts'
import { refusal } from './refusal.ts'

const sizes = new WeakMap<DocumentNode, readonly ValueNode[]>()

/** The error about the first list that is asked for more items than allowed, by a number, by ids or by a variable. */
export function listSizeError(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  config: Config,
): GraphQLError | undefined {
  for (const node of sizesIn(document)) {
    const size = sizeOf(node, variables)
    if (typeof size === 'number' && size > config.maxListSize) {
      return refusal('maxListSize', size, config.maxListSize, [node])
    }
  }
  return undefined
}

function sizeOf(node: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  if (node.kind === Kind.LIST) return node.values.length
  if (node.kind === Kind.INT) return Number(node.value)
  const value = node.kind === Kind.VARIABLE ? variables[node.name.value] : undefined
  return Array.isArray(value) ? value.length : value
}

const sizing = ['first', 'last', 'ids']
const kinds: readonly string[] = [Kind.INT, Kind.LIST, Kind.VARIABLE]

function sizesIn(document: DocumentNode): readonly ValueNode[] {
  const known = sizes.get(document)
  if (known) return known
  const values: ValueNode[] = []
  visit(document, {
    Argument(node) {
      if (sizing.includes(node.name.value) && kinds.includes(node.value.kind)) values.push(node.value)
      return false
    },
  })
  sizes.set(document, values)
  return values
}
