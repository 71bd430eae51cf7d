import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { type SchemaShape, shapeOf } from './shape.ts'

/** How large a selection is: the deepest nesting of each sort on one path, and sums over all of it. */
export interface Measure {
  depth: number
  nestedLists: number
  nestedObjects: number
  fields: number
  aliases: number
  rootFields: number
}

const most = 1_000_000_000

/**
 * Measures every operation of a document and gives the largest of each. A fragment is measured once, however often
 * it is spread, so that the time is linear in the document even where the selection it stands for is exponential.
 */
export function measureDocument(schema: GraphQLSchema, document: DocumentNode): Measure {
  const measurer = new Measurer(schema, document)
  const whole = nothing()
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const root = schema.getRootType(definition.operation) ?? undefined
    const one = measurer.selectionSet(definition.selectionSet, root)
    for (const key of keysOf(whole)) whole[key] = Math.max(whole[key], one[key])
  }
  return whole
}

class Measurer {
  readonly #schema: GraphQLSchema
  readonly #shape: SchemaShape
  readonly #fragments = new Map<string, FragmentDefinitionNode>()
  readonly #measured = new Map<string, Measure>()

  constructor(schema: GraphQLSchema, document: DocumentNode) {
    this.#schema = schema
    this.#shape = shapeOf(schema)
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition)
    }
  }

  selectionSet(set: SelectionSetNode, parent: GraphQLCompositeType | undefined): Measure {
    const sum = nothing()
    for (const selection of set.selections) {
      const one = this.#selection(selection, parent)
      sum.depth = Math.max(sum.depth, one.depth)
      sum.nestedLists = Math.max(sum.nestedLists, one.nestedLists)
      sum.nestedObjects = Math.max(sum.nestedObjects, one.nestedObjects)
      sum.fields = Math.min(most, sum.fields + one.fields)
      sum.aliases = Math.min(most, sum.aliases + one.aliases)
      sum.rootFields = Math.min(most, sum.rootFields + one.rootFields)
    }
    return sum
  }

  #selection(selection: SelectionNode, parent: GraphQLCompositeType | undefined): Measure {
    if (selection.kind === Kind.FIELD) return this.#field(selection, parent)
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value)
    const condition = selection.typeCondition?.name.value
    return this.selectionSet(selection.selectionSet, condition ? this.#type(condition) : parent)
  }

  #fragment(name: string): Measure {
    const known = this.#measured.get(name)
    if (known) return known
    const fragment = this.#fragments.get(name)
    if (!fragment) return nothing()
    this.#measured.set(name, nothing())
    const measure = this.selectionSet(fragment.selectionSet, this.#type(fragment.typeCondition.name.value))
    this.#measured.set(name, measure)
    return measure
  }

  #field(node: FieldNode, parent: GraphQLCompositeType | undefined): Measure {
    const field = parent && this.#schema.getField(parent, node.name.value)
    const type = field && getNamedType(field.type)
    const below = isCompositeType(type) ? type : undefined
    const measure = node.selectionSet ? this.selectionSet(node.selectionSet, below) : nothing()
    const leadsToRoots = below && this.#shape.roots.has(below.name)
    measure.depth += 1
    measure.fields += 1
    if (node.alias) measure.aliases += 1
    if (parent && this.#shape.roots.has(parent.name) && !leadsToRoots) measure.rootFields += 1
    if (field && parent && below && !leadsToRoots) this.#addNesting(measure, field, parent, below)
    return measure
  }

  #addNesting(
    measure: Measure,
    field: GraphQLField<unknown, unknown>,
    parent: GraphQLCompositeType,
    below: GraphQLCompositeType,
  ): void {
    const { connections, edges } = this.#shape
    const isPlumbing =
      below.name.startsWith('__') || connections.has(parent.name) || (edges.has(parent.name) && field.name === 'node')
    if (isPlumbing) return
    const type = isNonNullType(field.type) ? field.type.ofType : field.type
    if (connections.has(below.name) || isListType(type)) measure.nestedLists += 1
    else measure.nestedObjects += 1
  }

  #type(name: string): GraphQLCompositeType | undefined {
    const type = this.#schema.getType(name)
    return isCompositeType(type) ? type : undefined
  }
}

function nothing(): Measure {
  return { depth: 0, nestedLists: 0, nestedObjects: 0, fields: 0, aliases: 0, rootFields: 0 }
}

function keysOf(measure: Measure): (keyof Measure)[] {
  return Object.keys(measure) as (keyof Measure)[]
}
