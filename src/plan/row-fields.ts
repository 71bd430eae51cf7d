import type { Table } from '../store/tables.ts'
import { type Codec, type Compare, comparator } from './comparator.ts'
import type { Expressions } from './expression.ts'
import type {
  ArgumentSpec,
  Arguments,
  Common,
  ConnectionField,
  EitherField,
  EmbedField,
  Filter,
  FoundField,
  GivenField,
  IdField,
  LeafField,
  ListField,
  LookupField,
  NodeField,
  OneField,
  Ordering,
  ScopeField,
} from './fields.ts'
import type { Sql } from './sql.ts'
import type { Row } from './statement.ts'

type Column<T extends Table> = keyof T['columns'] & string

type ColumnOptions<T extends Table> = Common & {
  type?: string
  /** The column by which values compare, if not by their own text. */
  sort?: Column<T>
  order?: boolean
  filter?: boolean
  /** Says that the value names one row. */
  unique?: boolean
  /** What comparators mean, where not that the column itself compares so. */
  compare?: Compare
}

const orderByNumber = (value: (x: Expressions, row: Row) => Sql): Ordering => ({
  keys: [{ expr: value, nullable: false }],
  text: (x, row) => x.asText(value(x, row)),
  decode: (text) => {
    if (text === null || !/^\d+$/.test(text)) throw new Error('not a number')
    return [Number(text)]
  },
})

/** Declares the fields of a type over the rows of a table. Each call is one GraphQL field, its SQL, its filter, its order and its cost. */
export class RowFields<T extends Table> {
  readonly table: T
  readonly codecs: Readonly<Record<string, Codec>>
  constructor(table: T, codecs: Readonly<Record<string, Codec>>) {
    this.table = table
    this.codecs = codecs
  }

  id(options: Common): IdField {
    return { kind: 'id', ...options }
  }

  /** A column as it stands. */
  column(name: Column<T>, options: ColumnOptions<T>): LeafField {
    const stored = this.table.columns[name]!
    const type = options.type ?? (stored === 'bool' ? 'Boolean' : stored.startsWith('int') ? 'Int' : 'String')
    const codec = this.codecs[type] ?? { form: 'text' as const }
    const nullable = stored.endsWith('?')
    const sort = options.sort ?? name
    const value = (_: Expressions, row: Row) => row.col(name)
    const orderByText: Ordering = {
      column: sort,
      keys: [{ expr: (_, row) => row.col(sort), nullable }],
      text: value,
      decode: (text) => [text === null ? null : codec.sort ? codec.sort(text) : text],
    }
    return {
      kind: 'leaf',
      type,
      nullable,
      form: codec.form,
      column: name,
      description: options.description,
      expr: value,
      filter:
        options.filter === false
          ? undefined
          : comparator(codec, type, value, (_, row) => row.col(sort), nullable, {
              unique: options.unique,
              compare: options.compare,
            }),
      order: options.order ? (stored === 'int' ? orderByNumber(value) : orderByText) : undefined,
    }
  }

  /** A value that is worked out. */
  derived(
    options: Common & {
      type: string
      nullable: boolean
      expr: (x: Expressions, row: Row, args: Arguments) => Sql
      args?: Readonly<Record<string, ArgumentSpec>>
      /** True: the comparators of the type; or ones of its own. */
      filter?: boolean | Filter
      /** By what its values compare in those, if not by themselves. */
      sort?: (x: Expressions, row: Row) => Sql
      order?: Ordering
      driver?: LeafField['driver']
    },
  ): LeafField {
    const codec = this.codecs[options.type] ?? { form: 'text' as const }
    const none: Arguments = new Map()
    const value = (x: Expressions, row: Row) => options.expr(x, row, none)
    return {
      ...options,
      kind: 'leaf',
      form: codec.form,
      filter:
        options.filter === true
          ? comparator(codec, options.type, value, options.sort ?? value, options.nullable, { computed: true })
          : options.filter || undefined,
    }
  }

  /** A list of texts that is worked out as JSON. */
  texts(options: Common & { expr: (x: Expressions, row: Row) => Sql }): LeafField {
    return { kind: 'leaf', type: 'String', list: true, nullable: false, form: 'json', ...options }
  }

  /** The row of another type whose id stands in the column. */
  one(column: Column<T>, options: Common & { type: string; filter?: boolean }): OneField {
    return {
      kind: 'one',
      nullable: this.table.columns[column]!.endsWith('?'),
      match: (x, row, parent) => x.eq(row.col('id'), parent.col(column)),
      column,
      ...options,
      filter: options.filter ?? true,
    }
  }

  /** The one row that matches, if there is one. */
  oneWhere(options: Common & Pick<OneField, 'type' | 'match'>): OneField {
    return { kind: 'one', nullable: true, filter: true, ...options }
  }

  /** This same row (or, for another table, the row with the same id) as an object. */
  embed(
    options: Common & { type: string; present?: readonly Column<T>[]; filter?: boolean; order?: Ordering },
  ): EmbedField {
    return { kind: 'embed', ...options, present: options.present ?? [], filter: options.filter ?? true }
  }

  list(
    options: Common & Pick<ListField, 'type' | 'match' | 'by' | 'sort'> & { filter?: boolean; countable?: boolean },
  ): ListField {
    return { kind: 'list', ...options, filter: options.filter ?? true, countable: options.countable ?? false }
  }

  connection(options: Omit<ConnectionField, 'kind' | 'countable'> & { countable?: boolean }): ConnectionField {
    return { kind: 'connection', ...options, countable: options.countable ?? true }
  }

  lookup(options: Omit<LookupField, 'kind'>): LookupField {
    return { kind: 'lookup', ...options }
  }

  node(options: Common & { many: boolean }): NodeField {
    return { kind: 'node', ...options }
  }

  scope(options: Omit<ScopeField, 'kind'>): ScopeField {
    return { kind: 'scope', ...options }
  }

  found(options: Omit<FoundField, 'kind'>): FoundField {
    return { kind: 'found', ...options }
  }

  given(options: Omit<GivenField, 'kind'>): GivenField {
    return { kind: 'given', ...options }
  }

  /** The row that one of these columns leads to, each into the table of its type. */
  either(options: Common & { type: string; ways: readonly { type: string; column: Column<T> }[] }): EitherField {
    return { kind: 'either', ...options }
  }
}
