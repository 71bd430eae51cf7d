import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Json } from './sql.ts'

/** The operation that is being compiled. */
export type Document = {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variables: Readonly<Record<string, unknown>>
}

/** A response key at its place in the answer: the field nodes that are merged into it, for the object types that have it there. */
export type Selected = { readonly key: string; readonly nodes: readonly FieldNode[]; readonly types: readonly string[] }

/**
 * Collects the fields for each of the possible object types exactly as graphql-js does, and puts together what is the same for
 * several types. The order is that of the answer for every type.
 */
export function collect(
  document: Document,
  sets: readonly SelectionSetNode[],
  possible: readonly string[],
): Selected[] {
  const perType = new Map(possible.map((type) => [type, new Map<string, { at: number; nodes: FieldNode[] }>()]))
  const visited = new Map<string, Set<string>>()
  let at = 0

  const visit = (selections: readonly SelectionNode[], types: readonly string[]): void => {
    for (const selection of selections) {
      if (!included(document, selection)) continue
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        for (const type of types) {
          const fields = perType.get(type)!
          const known = fields.get(key)
          if (known) known.nodes.push(selection)
          else fields.set(key, { at, nodes: [selection] })
        }
        at += 1
        continue
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet.selections, narrowed(document, types, selection.typeCondition?.name.value))
        continue
      }
      const name = selection.name.value
      const fragment = document.fragments[name]
      if (!fragment) continue
      const seen = visited.get(name) ?? new Set<string>()
      visited.set(name, seen)
      const fresh = types.filter((type) => !seen.has(type))
      for (const type of fresh) seen.add(type)
      const fitting = narrowed(document, fresh, fragment.typeCondition.name.value)
      if (fitting.length) visit(fragment.selectionSet.selections, fitting)
    }
  }
  for (const set of sets) visit(set.selections, possible)

  const merged = new Map<string, { at: number; key: string; nodes: FieldNode[]; types: string[] }>()
  for (const [type, fields] of perType)
    for (const [key, { at, nodes }] of fields) {
      const identity = `${at} ${nodes.map((node) => numberOf(node)).join(' ')}`
      const known = merged.get(identity)
      if (known) known.types.push(type)
      else merged.set(identity, { at, key, nodes, types: [type] })
    }
  return [...merged.values()].sort((a, b) => a.at - b.at)
}

const numbers = new WeakMap<FieldNode, number>()
let lastNumber = 0
function numberOf(node: FieldNode): number {
  let number = numbers.get(node)
  if (number === undefined) {
    lastNumber += 1
    number = lastNumber
    numbers.set(node, number)
  }
  return number
}

function narrowed(document: Document, types: readonly string[], condition: string | undefined): readonly string[] {
  if (condition === undefined) return types
  const type = document.schema.getType(condition)
  if (!isAbstractType(type)) return types.filter((own) => own === condition)
  const members = new Set(document.schema.getPossibleTypes(type).map((member) => member.name))
  return types.filter((own) => members.has(own))
}

function included(document: Document, node: SelectionNode): boolean {
  const given = (name: string): boolean | undefined => {
    const value = node.directives
      ?.find((d) => d.name.value === name)
      ?.arguments?.find((a) => a.name.value === 'if')?.value
    if (value?.kind === Kind.BOOLEAN) return value.value
    return value?.kind === Kind.VARIABLE ? document.variables[value.name.value] === true : undefined
  }
  return given('skip') !== true && given('include') !== false
}

/** A JSON object of what is selected. */
export function jsonObject(parts: readonly Selected[], value: (part: Selected) => Json): Json {
  return [
    { text: '{' },
    ...parts.flatMap((part, i) => [{ text: `${i ? ',' : ''}${JSON.stringify(part.key)}:` }, ...value(part)]),
    { text: '}' },
  ]
}
