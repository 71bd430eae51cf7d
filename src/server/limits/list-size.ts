import { type DocumentNode, type GraphQLError, Kind, type ValueNode, visit } from 'graphql'
import type { Config } from '../../config.ts'
import { refusal } from './refusal.ts'

const sizes = new WeakMap<DocumentNode, readonly ValueNode[]>()

/** The error about the first list that is asked for more items than allowed, by a number or by a variable. */
export function listSizeError(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  config: Config,
): GraphQLError | undefined {
  for (const node of sizesIn(document)) {
    const size = node.kind === Kind.VARIABLE ? variables[node.name.value] : Number((node as { value?: string }).value)
    if (typeof size === 'number' && size > config.maxListSize) {
      return refusal('maxListSize', size, config.maxListSize, [node])
    }
  }
  return undefined
}

function sizesIn(document: DocumentNode): readonly ValueNode[] {
  const known = sizes.get(document)
  if (known) return known
  const values: ValueNode[] = []
  visit(document, {
    Argument(node) {
      const isSize = node.name.value === 'first' || node.name.value === 'last'
      if (isSize && (node.value.kind === Kind.INT || node.value.kind === Kind.VARIABLE)) values.push(node.value)
      return false
    },
  })
  sizes.set(document, values)
  return values
}
