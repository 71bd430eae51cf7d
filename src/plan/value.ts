import {
  type ConstValueNode,
  GraphQLError,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
  valueFromAST,
} from 'graphql'
import type { Bound } from '../store/store.ts'

/** Runs a query that the field declares for its finder, and returns the JSON value that it yields. */
export type Ask = (query: string, given: Readonly<Record<string, Bound>>) => unknown

/**
 * Finds, under a view, what SQL can't say; the rows are JSON. `wanted` are the members of the rows that are read; all are where it isn't
 * told. Throws a GraphQLError for a mistake of the user.
 */
export type Finder = (
  args: Readonly<Record<string, unknown>>,
  view: Readonly<Record<string, unknown>>,
  now: string,
  ask: Ask,
  wanted?: ReadonlySet<string>,
) => unknown

/** What is known when a compiled statement is bound: the coerced variables of the request, its clock, and the finders. */
export type Runtime = {
  readonly variables: Readonly<Record<string, unknown>>
  readonly now: string
  readonly find: (
    finder: string,
    ...given: [args: Parameters<Finder>[0], view: Parameters<Finder>[1], ask: Ask, wanted?: ReadonlySet<string>]
  ) => unknown
  /** Runs a statement of one text, at once. */
  readonly read: (statement: string, values: readonly Bound[]) => string | null
  /** What a finder gives to the query that it asks. */
  readonly given?: Readonly<Record<string, Bound>>
}

/**
 * An argument, or a part of one, as the compiler sees it: how to get it for each request, and what it was in the request that is
 * being compiled. Only the shape of the sample (null or not, keys, length of a list of objects, enums, booleans) may be looked at.
 */
export class Value {
  readonly type: GraphQLInputType
  readonly sample: unknown
  readonly get: (runtime: Runtime) => unknown
  #fields: ReadonlyMap<string, Value> | undefined
  #items: readonly Value[] | undefined

  constructor(
    type: GraphQLInputType,
    sample: unknown,
    get: (runtime: Runtime) => unknown,
    parts?: { fields?: ReadonlyMap<string, Value>; items?: readonly Value[] },
  ) {
    this.type = type
    this.sample = sample
    this.get = get
    this.#fields = parts?.fields
    this.#items = parts?.items
  }

  get isNull(): boolean {
    return this.sample === null || this.sample === undefined
  }

  /** The given fields of an input object, in the order of its type. */
  fields(): ReadonlyMap<string, Value> {
    if (this.#fields) return this.#fields
    const type = bare(this.type)
    const fields = new Map<string, Value>()
    this.#fields = fields
    if (!isInputObjectType(type) || this.isNull) return fields
    const sample = this.sample as Record<string, unknown>
    for (const field of Object.values(type.getFields())) {
      if (sample[field.name] === undefined) continue
      fields.set(
        field.name,
        new Value(
          field.type,
          sample[field.name],
          (rt) => (this.get(rt) as Record<string, unknown> | null)?.[field.name],
        ),
      )
    }
    return fields
  }

  field(name: string): Value | undefined {
    return this.fields().get(name)
  }

  /** The members of a list. */
  items(): readonly Value[] {
    if (this.#items) return this.#items
    const type = isNonNullType(this.type) ? this.type.ofType : this.type
    if (!isListType(type) || this.isNull) return []
    this.#items = (this.sample as unknown[]).map(
      (item, i) => new Value(type.ofType as GraphQLInputType, item, (rt) => (this.get(rt) as unknown[])[i]),
    )
    return this.#items
  }

  /** A value of the same presence that is worked out from this one. */
  map(change: (value: unknown) => unknown): Value {
    return new Value(this.type, this.isNull ? null : change(this.sample), (rt) => {
      const value = this.get(rt)
      return value === null || value === undefined ? null : change(value)
    })
  }
}

const bare = (type: GraphQLInputType): GraphQLInputType =>
  (isNonNullType(type) ? type.ofType : type) as GraphQLInputType

/** The default of an argument or input field, as a coerced value. */
export const defaultOf = (input: { default?: { value?: unknown } | undefined; defaultValue?: unknown }): unknown =>
  input.default?.value ?? input.defaultValue

/** A value that is the same in every request. */
export const constant = (type: GraphQLInputType, value: unknown): Value => new Value(type, value, () => value)

/** The value of an argument node, of which parts may be variables. Undefined where it isn't given and has no default. */
export function valueFromNode(
  node: ValueNode | undefined,
  type: GraphQLInputType,
  fallback: unknown,
  variables: Readonly<Record<string, unknown>>,
): Value | undefined {
  if (node?.kind === Kind.VARIABLE) {
    const name = node.name.value
    if (variables[name] !== undefined) return new Value(type, variables[name], (rt) => rt.variables[name])
    node = undefined
  }
  if (!node) return fallback === undefined ? undefined : constant(type, fallback)
  if (node.kind === Kind.NULL) return constant(type, null)
  const inner = bare(type)
  if (isListType(inner)) {
    const nodes = node.kind === Kind.LIST ? node.values : [node]
    const items = nodes.map((n) => valueFromNode(n, inner.ofType as GraphQLInputType, null, variables)!)
    return new Value(
      type,
      items.map((i) => i.sample),
      (rt) => items.map((i) => i.get(rt)),
      { items },
    )
  }
  if (isInputObjectType(inner)) {
    const given = new Map(node.kind === Kind.OBJECT ? node.fields.map((f) => [f.name.value, f.value]) : [])
    const fields = new Map<string, Value>()
    for (const field of Object.values(inner.getFields())) {
      const value = valueFromNode(given.get(field.name), field.type, defaultOf(field), variables)
      if (value) fields.set(field.name, value)
    }
    const build = (read: (value: Value) => unknown) =>
      Object.fromEntries([...fields].map(([name, value]) => [name, read(value)]))
    return new Value(
      type,
      build((v) => v.sample),
      (rt) => build((v) => v.get(rt)),
      { fields },
    )
  }
  const value = valueFromAST(node as ConstValueNode, inner)
  if (value === undefined) throw new GraphQLError('An argument has a value of the wrong type.', { nodes: [node] })
  return constant(type, value)
}
