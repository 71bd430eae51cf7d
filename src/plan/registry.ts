import type { Table } from '../store/tables.ts'
import type { Codec, Operator } from './comparator.ts'
import type { Expressions, Policies } from './expression.ts'
import type { ConnectionField, Field, Ordering } from './fields.ts'
import type { Sql } from './sql.ts'
import type { Row } from './statement.ts'
import type { Runtime, Value } from './value.ts'

/** A kind of `orderBy` item that a type has besides fields and counts: its input, and how it orders. */
export type OrderExtra = {
  input: string
  description: string
  ordering: (x: Expressions, given: Value) => Ordering
  /** What a cursor's signature says of it. */
  signature: (given: Value, runtime: Runtime) => string
}

export type RowTypeOptions = {
  name: string
  table: Table
  description: string
  /** What the type is a list of, for the descriptions of derived inputs: "companies". */
  plural: string
  interfaces?: readonly string[]
  /** For an interface: the column that tells the type of a row. */
  tagColumn?: string
  /** For an object that implements such an interface: its word in that column. */
  tag?: string
  /** Whether rows have an id of their own. */
  node?: boolean
  /** How a row is found by its key, if not by that column alone. */
  byKey?: (x: Expressions, row: Row, key: Value) => Sql
  /** Columns that tell rows of one name apart, by what an error calls them. */
  apart?: Readonly<Record<string, string>>
  orderExtras?: Readonly<Record<string, OrderExtra>>
  fields: () => Record<string, Field>
}

/** A GraphQL type whose values are rows of a table. */
export class RowType {
  readonly options: RowTypeOptions
  readonly isInterface: boolean
  readonly #registry: Registry
  #fields: ReadonlyMap<string, Field> | undefined

  constructor(options: RowTypeOptions, isInterface: boolean, registry: Registry) {
    this.options = options
    this.isInterface = isInterface
    this.#registry = registry
  }

  get name(): string {
    return this.options.name
  }

  get table(): Table {
    return this.options.table
  }

  /** Its own fields and those of its interfaces, own ones last. */
  fields(): ReadonlyMap<string, Field> {
    if (!this.#fields) {
      const all = new Map<string, Field>()
      for (const name of this.options.interfaces ?? [])
        for (const [field, declared] of this.#registry.type(name).fields()) all.set(field, declared)
      for (const [field, declared] of Object.entries(this.options.fields())) all.set(field, declared)
      this.#fields = all
    }
    return this.#fields
  }

  orderExtras(): Readonly<Record<string, OrderExtra>> {
    return Object.assign(
      {},
      ...(this.options.interfaces ?? []).map((name) => this.#registry.type(name).orderExtras()),
      this.options.orderExtras ?? {},
    )
  }

  /** The interface through which rows of its table are told apart, itself if it is that. */
  tagging(): RowType | undefined {
    if (this.options.tagColumn) return this
    for (const name of this.options.interfaces ?? []) {
      const found = this.#registry.type(name).tagging()
      if (found) return found
    }
    return undefined
  }

  /** The object types that its values can have. */
  members(): readonly RowType[] {
    if (!this.isInterface) return [this]
    return this.#registry.all().filter((type) => !type.isInterface && this.#registry.implements(type, this.name))
  }
}

export type FilterInput = { type: string; operators: readonly Operator[]; description: string }

export type PlanOptions = {
  policies: Policies
  codecs: Readonly<Record<string, Codec>>
  filters: Readonly<Record<string, FilterInput>>
  /** The type of the default scope's arguments: how a view token is made and read. */
  scopes: {
    encode: (args: Readonly<Record<string, unknown>>) => string
    decode: (token: string) => Readonly<Record<string, unknown>>
  }
  /** What a connection's page may hold at the most, and holds if nothing is said. */
  pageLimit: number
  pageDefault: number
}

/** All row types of a schema by name. */
export class Registry {
  readonly options: PlanOptions
  readonly #types = new Map<string, RowType>()

  constructor(options: PlanOptions) {
    this.options = options
  }

  add(options: RowTypeOptions, isInterface: boolean): RowType {
    const type = new RowType(options, isInterface, this)
    this.#types.set(options.name, type)
    return type
  }

  type(name: string): RowType {
    const type = this.#types.get(name)
    if (!type) throw new Error(`There is no row type ${name}`)
    return type
  }

  has(name: string): boolean {
    return this.#types.has(name)
  }

  all(): readonly RowType[] {
    return [...this.#types.values()]
  }

  implements(type: RowType, name: string): boolean {
    return (type.options.interfaces ?? []).some(
      (own) => own === name || (this.has(own) && this.implements(this.type(own), name)),
    )
  }
}

/** `statementsMade` as `STATEMENTS_MADE`. */
export const constantCase = (name: string): string => name.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()

/** The name of the `where` input of a connection: links add an `edge` condition. */
export const whereName = (field: ConnectionField): string =>
  field.links ? `${field.type}EdgeWhere` : `${field.type}Where`
