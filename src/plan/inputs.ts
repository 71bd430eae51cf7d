import type { Operator } from './comparator.ts'
import type { Field } from './fields.ts'
import { IS_NULL } from './filter.ts'
import { constantCase, type RowType, whereName } from './registry.ts'

// biome-ignore lint/suspicious/noExplicitAny: names of types are known only at run time here
type Loose = any
type Builder = PothosSchemaTypes.SchemaBuilder<Loose>

const SAYS: Record<Operator, string> = {
  eq: 'Equals this value.',
  in: 'Equals one of these values.',
  contains: 'Has this text somewhere in it.',
  startsWith: 'Begins with this text.',
  gte: 'Is at least this; a date: not before its first day.',
  lte: 'Is at most this; a date: begins not after its last day.',
  isNull: 'True: only where there is no value. False: only where there is one.',
}

const ALL_HOLD = 'all given ones must hold. {} is met by all that there are; null in place of a condition is refused.'

/** Defines the inputs of all row types: `where`, its comparators and quantifiers, and `orderBy`. */
export function defineInputs(builder: Builder): void {
  const made = new Set<string>()
  const once = (name: string, make: () => void) => {
    if (made.has(name)) return
    made.add(name)
    make()
  }
  const input = (name: string, description: string, fields: (t: Loose) => Record<string, unknown>) =>
    once(name, () => void (builder as Loose).inputType(name, { description, fields }))

  once('OrderDirection', () => {
    ;(builder as Loose).enumType('OrderDirection', {
      description: 'Which end of an order comes first. What has no value comes last either way.',
      values: {
        ASC: { description: 'The smallest, earliest or first by code point comes first.' },
        DESC: { description: 'The largest, latest or last by code point comes first.' },
      },
    })
  })

  const comparator = (name: string) => {
    const spec = builder.rows.options.filters[name]
    const type = spec?.type ?? name.slice(0, -'Filter'.length)
    const operators = spec?.operators ?? (['eq', 'in', 'isNull'] as const)
    input(name, spec?.description ?? `Conditions on a ${type}; all given ones must hold.`, (t) =>
      Object.fromEntries(
        operators.map((op) => [
          op,
          t.field({
            type: op === 'isNull' ? 'Boolean' : op === 'in' ? [type] : type,
            description: SAYS[op],
          }),
        ]),
      ),
    )
  }

  const quantifier = (where: string, plural: string) => {
    const name = where.replace(/Where$/, 'ListFilter')
    input(name, `Conditions on a list of ${plural}; all given ones must hold.`, (t) => ({
      some: t.field({ type: where, description: 'At least one of them meets this; with {}, there is one.' }),
      every: t.field({ type: where, description: 'All of them meet this; true for an empty list.' }),
      none: t.field({ type: where, description: 'Not one of them meets this; with {}, there is none.' }),
    }))
    return name
  }

  const fieldInput = (field: Field): string | undefined => {
    if (field.kind === 'leaf') {
      if (!field.filter) return undefined
      comparator(field.filter.input)
      return field.filter.input
    }
    if (field.kind === 'one' || field.kind === 'embed')
      return field.filter ? where(builder.rows.type(field.type)) : undefined
    if (field.kind === 'list') {
      if (!field.filter) return undefined
      const type = builder.rows.type(field.type)
      return quantifier(where(type), type.options.plural)
    }
    if (field.kind === 'connection') {
      const type = builder.rows.type(field.type)
      return quantifier(
        field.links ? edgeWhere(type, builder.rows.type(field.links.type), whereName(field)) : where(type),
        type.options.plural,
      )
    }
    return undefined
  }

  const conditions = (t: Loose, name: string, type: RowType): Record<string, unknown> => {
    const fields: Record<string, unknown> = {
      and: t.field({ type: [name], description: 'All of these hold; an empty list holds.' }),
      or: t.field({ type: [name], description: 'At least one of these holds; an empty list does not.' }),
      not: t.field({ type: name, description: 'This does not hold; `not: {}` lets nothing pass.' }),
    }
    for (const [own, declared] of type.fields()) {
      const given = fieldInput(declared)
      if (given) fields[own] = t.field({ type: given, description: `Conditions on this: ${declared.description}` })
    }
    return fields
  }

  /** The types that a field leads to which may be null. */
  const missing = new Set(
    builder.rows.all().flatMap((type) =>
      [...type.fields().values()].flatMap((field) => {
        if (field.kind === 'one') return field.nullable ? field.type : []
        return field.kind === 'embed' && field.present.length ? field.type : []
      }),
    ),
  )

  const where = (type: RowType): string => {
    const name = `${type.name}Where`
    input(name, `Conditions on ${type.options.plural}; ${ALL_HOLD}`, (t) => ({
      ...conditions(t, name, type),
      ...(missing.has(type.name) && {
        [IS_NULL]: t.field({
          type: 'Boolean',
          description:
            'Of a field that leads here: true: only where it is null. False: only where it is not. What stands in a list is never null.',
        }),
      }),
    }))
    return name
  }

  const edgeWhere = (type: RowType, link: RowType, name: string): string => {
    input(
      name,
      `Conditions on ${type.options.plural} and on the ${link.options.plural} that lead to each; ${ALL_HOLD}`,
      (t) => ({
        ...conditions(t, name, type),
        edge: t.field({
          type: where(link),
          description: `There is one of the ${link.options.plural} that lead there that meets all of these; each \`edge\` may be met by another. In a list with an entry for each of the ${link.options.plural}, it is on the entry's own.`,
        }),
      }),
    )
    return name
  }

  const order = (type: RowType) => {
    const name = `${type.name}Order`
    once(name, () => {
      const fields = [...type.fields()].filter(([, f]) => 'order' in f && f.order)
      const counts = [...type.fields()].filter(([, f]) => (f.kind === 'connection' || f.kind === 'list') && f.countable)
      ;(builder as Loose).enumType(`${name}Field`, {
        description: `What a list of ${type.options.plural} can be ordered by.`,
        values: Object.fromEntries(
          fields.map(([n, f]) => [constantCase(n), { description: `By this: ${f.description}` }]),
        ),
      })
      if (counts.length)
        (builder as Loose).enumType(`${type.name}CountField`, {
          description: `The lists by whose length a list of ${type.options.plural} can be ordered.`,
          values: Object.fromEntries(
            counts.map(([n, f]) => [constantCase(n), { description: `By the number of entries of: ${f.description}` }]),
          ),
        })
      const extras = type.orderExtras()
      ;(builder as Loose).inputType(name, {
        description: `One item of an order of ${type.options.plural}: exactly one of its fields besides \`direction\`.`,
        fields: (t: Loose) => ({
          field: t.field({ type: `${name}Field`, description: 'By a value of each.' }),
          ...(counts.length
            ? { count: t.field({ type: `${type.name}CountField`, description: 'By the length of a list of each.' }) }
            : {}),
          ...Object.fromEntries(
            Object.entries(extras).map(([n, extra]) => [
              n,
              t.field({ type: extra.input, description: extra.description }),
            ]),
          ),
          direction: t.field({
            type: 'OrderDirection',
            defaultValue: 'ASC',
            required: true,
            description: 'Ascending unless said otherwise.',
          }),
        }),
      })
    })
  }

  const lists = new Set<string>()
  const visit = (field: Field) => {
    fieldInput(field)
    if (field.kind === 'connection') lists.add(field.type)
    if (field.kind === 'connection') for (const own of Object.values(field.edgeFields?.() ?? {})) visit(own)
  }
  for (const type of builder.rows.all()) for (const field of type.fields().values()) visit(field)
  for (const name of lists) order(builder.rows.type(name))
}
