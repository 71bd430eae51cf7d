import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
import { idShape } from './identity.ts'
import { type Shaper, shaperOf } from './shape.ts'

/** An operation of a document, with what compiling it needs. */
export type Operation = {
  readonly node: OperationDefinitionNode
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly shapeOf: Shaper
}

/** Looks at each operation once. */
export class Operations {
  readonly #schema: GraphQLSchema
  readonly #known = new WeakMap<OperationDefinitionNode, Operation>()
  readonly #documents = new WeakMap<DocumentNode, Map<string | null | undefined, Operation>>()

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** The operation of this name, or the only one. */
  named(document: DocumentNode, name: string | null | undefined): Operation | undefined {
    const known = this.#documents.get(document)?.get(name)
    if (known) return known
    const node = getOperationAST(document, name)
    if (!node) return undefined
    const operation = this.of(node, () => fragmentsOf(document))
    const names = this.#documents.get(document)
    if (names) names.set(name, operation)
    else this.#documents.set(document, new Map([[name, operation]]))
    return operation
  }

  of(node: OperationDefinitionNode, fragments: () => Operation['fragments']): Operation {
    let operation = this.#known.get(node)
    if (!operation) {
      operation = { node, fragments: fragments(), shapeOf: shaperOf(this.#schema, node, idShape) }
      this.#known.set(node, operation)
    }
    return operation
  }
}

function fragmentsOf(document: DocumentNode): Operation['fragments'] {
  const fragments: Record<string, FragmentDefinitionNode> = {}
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition
  return fragments
}
