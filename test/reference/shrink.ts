import { type ASTNode, type DocumentNode, Kind, type SelectionSetNode, visit } from 'graphql'

const removable: readonly string[] = [
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.ARGUMENT,
  Kind.OBJECT_FIELD,
  Kind.DIRECTIVE,
]

/** How many nodes could be taken away. */
function count(document: DocumentNode): number {
  let nodes = 0
  const enter = (node: ASTNode) => {
    if (removable.includes(node.kind)) nodes += 1
  }
  visit(document, { enter })
  return nodes
}

function without(document: DocumentNode, place: number): DocumentNode {
  let seen = -1
  const enter = (node: ASTNode) => {
    if (!removable.includes(node.kind)) return undefined
    seen += 1
    return seen === place ? null : undefined
  }
  return tidy(visit(document, { enter }))
}

/** A selection set that lost its last field is no document any more, though validation lets it pass. */
function isWhole(document: DocumentNode): boolean {
  let whole = true
  const SelectionSet = (node: SelectionSetNode) => {
    whole &&= node.selections.length > 0
  }
  visit(document, { SelectionSet })
  return whole
}

/** Takes away variables and fragments that nothing uses. */
function tidy(document: DocumentNode): DocumentNode {
  const spread = new Set<string>()
  const used = new Set<string>()
  visit(document, {
    VariableDefinition: () => false,
    FragmentSpread: (node) => void spread.add(node.name.value),
    Variable: (node) => void used.add(node.name.value),
  })
  const tidied = visit(document, {
    VariableDefinition: (node) => (used.has(node.variable.name.value) ? false : null),
    FragmentDefinition: (node) => (spread.has(node.name.value) ? undefined : null),
  })
  return count(tidied) < count(document) ? tidy(tidied) : tidied
}

/** The smallest document found for which `fails` still holds, by taking away one thing after another. */
export async function shrink(
  document: DocumentNode,
  fails: (smaller: DocumentNode) => Promise<boolean>,
): Promise<DocumentNode> {
  let smallest = document
  for (let place = 0; place < count(smallest); ) {
    const smaller = without(smallest, place)
    if (isWhole(smaller) && (await fails(smaller).catch(() => false))) smallest = smaller
    else place += 1
  }
  return smallest
}
