import type { Table } from '../store/tables.ts'
import type { Expressions } from './expression.ts'
import type { Sql } from './sql.ts'
import type { Row } from './statement.ts'
import type { Value } from './value.ts'

export type Arguments = ReadonlyMap<string, Value>

/** How a leaf is written into JSON: a text, a number, a boolean, or SQL that yields JSON itself. */
export type LeafForm = 'text' | 'int' | 'bool' | 'json'

/** One sort key: its expression, whether it may be NULL, and whether it is a number. */
export type SortKey = { expr: (x: Expressions, row: Row) => Sql; nullable: boolean }

/** How a list is ordered by something: its sort keys, the text that a cursor keeps of it, and the way back from that text. */
export type Ordering = {
  /** The column that the first key is, if it is one. */
  column?: string
  keys: readonly SortKey[]
  text: (x: Expressions, row: Row) => Sql
  /** The sort values for a cursor's text, one for each key; throws if the text is none that a cursor has. */
  decode: (text: string | null) => readonly (string | number | null)[]
}

/** How a `where` input filters by a field: the input type's name and the condition for a given value. */
export type Filter = {
  input: string
  condition: (x: Expressions, row: Row, given: Value) => Sql
  /** The comparators that leave one row or a few, so that a list is best searched from here. */
  selective?: readonly string[]
  /** How many rows could be looked at in the time that it takes. */
  rows?: number
}

/**
 * Rows of another table that lead to those of a list, one to each, and lie in an order that the list may be asked for in: then its
 * first rows are read from there, without a sort, and what they don't need of their own table isn't looked up.
 */
export type Driver<Given> = {
  table: Table
  /** Which of its rows lead to those of a parent, or to those that have a value. */
  where: (x: Expressions, row: Row, given: Given) => Sql
  /** The columns of a list's row that stand in it, too, by their names there. */
  copies: Readonly<Record<string, string>>
  /** What is dear to work out of a list's row, but at hand here; `otherwise` works it out. By the function that does so. */
  atHand?: ReadonlyMap<unknown, (x: Expressions, row: Row, otherwise: () => Sql) => Sql>
  /** In the order of which column of the list's rows they lie. */
  order: string
  /** Whether it leads only to rows that every view shows. */
  shown?: true
}

export type Common = { description: string }

export type ArgumentSpec = { type: string; list?: boolean; required?: boolean; default?: unknown; description: string }

export type LeafField = Common & {
  kind: 'leaf'
  type: string
  list?: boolean
  nullable: boolean
  form: LeafForm
  /** The column that it is, if it is one as it stands. */
  column?: string
  args?: Readonly<Record<string, ArgumentSpec>>
  expr: (x: Expressions, row: Row, args: Arguments) => Sql
  filter?: Filter | undefined
  order?: Ordering | undefined
  /** Leads to the rows of one type that have a value, in `value` of the driver; for the comparator `eq`. */
  driver?: (Driver<Sql> & { value: string }) | undefined
}
/** The opaque id of the row: type, key and view. */
export type IdField = Common & { kind: 'id' }
/** One row of another table, or null. */
export type OneField = Common & {
  kind: 'one'
  type: string
  nullable: boolean
  match: (x: Expressions, row: Row, parent: Row) => Sql
  /** The column of the parent that holds the row's id, if that is all that `match` says. */
  column?: string
  filter: boolean
}
/** Columns of the same row, as an object of their own; null if `present` columns are all NULL. */
export type EmbedField = Common & {
  kind: 'embed'
  type: string
  present: readonly string[]
  filter: boolean
  order?: Ordering
}
/** All matching rows, as a plain list. */
export type ListField = Common & {
  kind: 'list'
  type: string
  match?: ((x: Expressions, row: Row, parent: Row) => Sql) | undefined
  /** A column of the rows that holds the parent's id; instead of `match`. */
  by?: string | undefined
  /** Sort expressions of the list. */
  sort: (x: Expressions, row: Row, parent: Row) => Sql[]
  filter: boolean
  countable: boolean
}
/** A relation table that leads from a row to others, and the ways through it. */
export type Links = {
  table: Table
  /** The type whose `where` filters the link itself. */
  type: string
  where: (x: Expressions, link: Row) => Sql
  ways: readonly { near: string; far: string; where?: (x: Expressions, link: Row) => Sql }[]
}
/** Rows that a function of the server tells, those that the view shows, in the order of their keys. */
export type Told = {
  /** The first so many, all for a negative number, as a JSON object of their ids, each with a number. */
  list: (most: Sql) => Sql
  count: Sql
  /**
   * The first so many rows as JSON with commas between them, in the way of a template: a JSON object of the `table` of the rows and `pieces`
   * of a row, which are text, 0 for the number that came with it, and the name of a column in a list. NULL where it must be selected.
   */
  written: (most: Sql, template: Sql) => Sql
}
export type ConnectionField = Common & {
  kind: 'connection'
  type: string
  /** The rows that belong to it. */
  match?: ((x: Expressions, row: Row, parent: Row) => Sql) | undefined
  /** Has a function of the server tell the rows that belong to it, where one can: of those that `match` finds all that have one of these tags. */
  told?: ((x: Expressions, parent: Row, tags: readonly string[]) => Told | null) | undefined
  /** A column of the rows that holds the parent's id; instead of `match`. */
  by?: string | undefined
  /** Leads to the rows that match. */
  driver?: Driver<Row> | undefined
  /** Leads to the rows through a relation table, one edge for each row reached; instead of `match`. */
  links?: Links | undefined
  /** With `links`: one edge for each link rather than for each row reached. */
  edgePerLink?: boolean | undefined
  connectionName?: string | undefined
  connectionFields?: () => Record<string, LeafField>
  edgeFields?: () => Record<string, Field>
  /** The name in `orderBy: {count}`; none where lists can't be counted in an order. */
  countable: boolean
}
/** A row found by what the caller gives in the argument `by`. */
export type LookupField = Common & {
  kind: 'lookup'
  type: string
  input: string
  /** The condition for a given field of the input; null for an id, which is read by the compiler. */
  by: Readonly<Record<string, { condition: (x: Expressions, row: Row, given: Value) => Sql; ambiguous?: boolean }>>
}
export type NodeField = Common & { kind: 'node'; many: boolean }
/** Everything beneath is seen under the view that the arguments describe. */
export type ScopeField = Common & {
  kind: 'scope'
  type: string
  args: Readonly<Record<string, ArgumentSpec>>
}

/** Rows that a finder of the server finds for the arguments before the statement runs. */
export type FoundField = Common & {
  kind: 'found'
  /** A type over a given table. */
  type: string
  many: boolean
  nullable: boolean
  args: Readonly<Record<string, ArgumentSpec>>
  /** The name under which the server has it. */
  finder: string
  /** The argument that says how many items come; where nothing is said, or what is its default, as many as a page holds. */
  page?: string
  /** At most how many rows it finds for the arguments. */
  size: (args: Readonly<Record<string, unknown>>) => number
  /** Arguments that name a row: the finder gets its number, or null if there is none. */
  rows?: Readonly<Record<string, Pick<LookupField, 'type' | 'by'>>>
  /** What the finder may ask of the database, under the view of the field; each yields JSON. `given` names what it gives. */
  queries?: Readonly<Record<string, (x: Expressions, given: (name: string) => Sql) => Sql>>
}
/** A member of a given row that is itself a given row or a list of them. */
export type GivenField = Common & {
  kind: 'given'
  /** A type over a given table. */
  type: string
  member: string
  many: boolean
  nullable: boolean
  /** About how many there are, if many. */
  size?: number
}
/** One row of whichever table a column leads to: the first of these columns that has a value; null if the view doesn't show it. */
export type EitherField = Common & {
  kind: 'either'
  /** An interface that all of the types have. */
  type: string
  ways: readonly { type: string; column: string }[]
}

export type Field =
  | LeafField
  | IdField
  | OneField
  | EmbedField
  | ListField
  | ConnectionField
  | LookupField
  | NodeField
  | ScopeField
  | FoundField
  | GivenField
  | EitherField
