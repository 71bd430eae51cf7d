import type { ArgumentSpec, ConnectionField, Field } from './fields.ts'
import { pageInfoRows } from './page-info.ts'
import { type RowType, whereName } from './registry.ts'

// Pothos's types want each field's shape; here it is known only at run time, and the declared field says it.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Loose = any

type Builder = PothosSchemaTypes.SchemaBuilder<Loose>

/** A part of a connection or a page, which the compiler writes itself. */
export type Part = {
  kind: 'part'
  part:
    | 'edges'
    | 'pageInfo'
    | 'totalCount'
    | 'cursor'
    | 'node'
    | 'hasNextPage'
    | 'hasPreviousPage'
    | 'startCursor'
    | 'endCursor'
}

export const partOf = (plan: Part | Field | undefined): Part['part'] | undefined =>
  plan?.kind === 'part' ? plan.part : undefined

/** Makes the GraphQL type of a row type, and of the connections in it. */
export function defineRowType(builder: Builder, type: RowType): void {
  const { name, description, interfaces } = type.options
  const ref: Loose = type.isInterface ? builder.interfaceRef(name) : builder.objectRef(name)
  const all = [...(interfaces ?? []), ...(type.options.node ? ['Node'] : [])]
  ref.implement({
    description,
    interfaces: () => all.map((i) => outputRef(builder, i)),
    ...(type.isInterface ? { resolveType: (value: { $t: string }) => value.$t } : {}),
    fields: (t: Loose) => {
      const own: Record<string, unknown> = {}
      for (const [field, declared] of Object.entries(type.options.fields()))
        own[field] = defineField(builder, t, name, field, declared)
      return own
    },
  })
  remember(builder, name, ref)
}

const refs = new WeakMap<object, Map<string, unknown>>()

function remember(builder: Builder, name: string, ref: unknown): void {
  const known = refs.get(builder) ?? new Map<string, unknown>()
  known.set(name, ref)
  refs.set(builder, known)
}

/** The ref of a type by its name; a name that the plugin didn't define is one that the builder knows itself. */
export const outputRef = (builder: Builder, name: string): Loose => refs.get(builder)?.get(name) ?? name

export function defineField(builder: Builder, t: Loose, owner: string, name: string, field: Field): Loose {
  const base = { description: field.description, extensions: { plan: field } }
  switch (field.kind) {
    case 'id':
      return t.field({ ...base, type: 'ID', nullable: false })
    case 'leaf': {
      const type = outputRef(builder, field.type)
      return t.field({
        ...base,
        type: field.list ? [type] : type,
        nullable: field.nullable,
        args: defineArguments(builder, t, field.args),
      })
    }
    case 'one':
      return t.field({ ...base, type: outputRef(builder, field.type), nullable: field.nullable })
    case 'embed':
      return t.field({ ...base, type: outputRef(builder, field.type), nullable: field.present.length > 0 })
    case 'list':
      return t.field({ ...base, type: [outputRef(builder, field.type)], nullable: false })
    case 'connection':
      return t.field({
        ...base,
        type: connectionType(builder, owner, name, field),
        nullable: false,
        args: connectionArguments(t, field),
      })
    case 'lookup':
      return t.field({
        ...base,
        type: outputRef(builder, field.type),
        nullable: true,
        args: { by: t.arg({ type: field.input, required: true, description: 'Exactly one way of naming it.' }) },
      })
    case 'node':
      return field.many
        ? t.field({
            ...base,
            type: [outputRef(builder, 'Node')],
            nullable: { list: false, items: true },
            args: { ids: t.arg.idList({ required: true, description: 'Ids given by this server, at most 100.' }) },
          })
        : t.field({
            ...base,
            type: outputRef(builder, 'Node'),
            nullable: true,
            args: { id: t.arg.id({ required: true, description: 'An id given by this server.' }) },
          })
    case 'scope':
      return t.field({
        ...base,
        type: outputRef(builder, field.type),
        nullable: false,
        args: defineArguments(builder, t, field.args),
      })
    case 'either':
      return t.field({ ...base, type: outputRef(builder, field.type), nullable: true })
    case 'found':
    case 'given':
      return t.field({
        ...base,
        type: field.many ? [outputRef(builder, field.type)] : outputRef(builder, field.type),
        nullable: field.nullable,
        args: defineArguments(builder, t, field.kind === 'found' ? field.args : {}),
      })
  }
}

function defineArguments(builder: Builder, t: Loose, args: Readonly<Record<string, ArgumentSpec>> = {}): Loose {
  const defined: Record<string, unknown> = {}
  for (const [name, spec] of Object.entries(args)) {
    const type = outputRef(builder, spec.type)
    defined[name] = t.arg({
      type: spec.list ? [type] : type,
      required: spec.required ?? false,
      description: spec.description,
      ...(spec.default === undefined ? {} : { defaultValue: spec.default }),
    })
  }
  return defined
}

function connectionArguments(t: Loose, field: ConnectionField): Loose {
  return {
    where: t.arg({ type: whereName(field), description: 'Only what meets all of these conditions; null sets none.' }),
    orderBy: t.arg({
      type: [`${field.type}Order`],
      description: 'By the first item, then the next; equal ones by key. Without it: by key.',
    }),
    first: t.arg.int({
      description: 'This many from the start, 0 to 100. Without `first` and `last`: 20 from the start.',
    }),
    after: t.arg.string({ description: 'Only what stands behind this cursor.' }),
    last: t.arg.int({ description: 'This many from the end, 0 to 100.' }),
    before: t.arg.string({ description: 'Only what stands before this cursor.' }),
  }
}

const part = (name: Part['part']): { plan: Part } => ({ plan: { kind: 'part', part: name } })

function connectionType(builder: Builder, owner: string, name: string, field: ConnectionField): Loose {
  const special = field.links || field.connectionFields || field.edgeFields
  const stem = field.connectionName ?? (special ? `${owner}${name[0]!.toUpperCase()}${name.slice(1)}` : field.type)
  const known = refs.get(builder)?.get(`${stem}Connection`)
  if (known) return known
  const { plural } = builder.rows.type(field.type).options
  const edge: Loose = builder.objectRef(`${stem}Edge`)
  edge.implement({
    description: special
      ? `One of the ${plural} in the list, with what leads to it and the evidence for that.`
      : `One of the ${plural} in the list, with its place there.`,
    fields: (t: Loose) => {
      const fields: Record<string, unknown> = {
        cursor: t.field({
          type: 'String',
          nullable: false,
          description: 'Its place in the list, for `after` and `before` with the same order and view.',
          extensions: part('cursor'),
        }),
        node: t.field({
          type: outputRef(builder, field.type),
          nullable: false,
          description: 'What stands at this place of the list.',
          extensions: part('node'),
        }),
      }
      for (const [own, declared] of Object.entries(field.edgeFields?.() ?? {}))
        fields[own] = defineField(builder, t, `${stem}Edge`, own, declared)
      return fields
    },
  })
  const connection: Loose = builder.objectRef(`${stem}Connection`)
  connection.implement({
    description: `A page of a list of ${plural}, in the way of the Relay cursor connections specification.`,
    fields: (t: Loose) => {
      const fields: Record<string, unknown> = {
        edges: t.field({
          type: [edge],
          nullable: false,
          description: 'What stands on this page, in order.',
          extensions: part('edges'),
        }),
        pageInfo: t.field({
          type: outputRef(builder, 'PageInfo'),
          nullable: false,
          description: 'Where the page begins and ends, and whether there is more on either side.',
          extensions: part('pageInfo'),
        }),
        totalCount: t.field({
          type: 'Int',
          nullable: false,
          description: 'How many there are in the whole list, whatever the page; counted only if asked for.',
          extensions: part('totalCount'),
        }),
      }
      for (const [own, declared] of Object.entries(field.connectionFields?.() ?? {}))
        fields[own] = defineField(builder, t, `${stem}Connection`, own, declared)
      return fields
    },
  })
  remember(builder, `${stem}Connection`, connection)
  return connection
}

/** Node and PageInfo, which all row types share. */
export function defineShared(builder: Builder): void {
  const node: Loose = builder.interfaceRef('Node')
  node.implement({
    description: 'Anything that can be fetched again by its id. 可由 id 重新取得的对象。',
    resolveType: (value: { $t: string }) => value.$t,
    fields: (t: Loose) => ({
      id: t.field({
        type: 'ID',
        nullable: false,
        description: 'Opaque; made of type, key and view, the same on every store and after every re-import.',
        extensions: { plan: { kind: 'id', description: '' } },
      }),
    }),
  })
  remember(builder, 'Node', node)
  builder.rows.add(pageInfoRows(builder.options.plan.codecs), false)
  const page: Loose = builder.objectRef('PageInfo')
  page.implement({
    description: 'Where a page of a connection begins and ends (Relay cursor connections specification).',
    fields: (t: Loose) => ({
      hasNextPage: t.field({
        type: 'Boolean',
        nullable: false,
        description: 'Whether the list goes on behind this page.',
        extensions: part('hasNextPage'),
      }),
      hasPreviousPage: t.field({
        type: 'Boolean',
        nullable: false,
        description: 'Whether the list has something before this page.',
        extensions: part('hasPreviousPage'),
      }),
      startCursor: t.field({
        type: 'String',
        nullable: true,
        description: 'Cursor of the first edge; null on an empty page.',
        extensions: part('startCursor'),
      }),
      endCursor: t.field({
        type: 'String',
        nullable: true,
        description: 'Cursor of the last edge; null on an empty page.',
        extensions: part('endCursor'),
      }),
    }),
  })
  remember(builder, 'PageInfo', page)
}
