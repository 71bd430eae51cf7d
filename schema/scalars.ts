import { GraphQLError, Kind, type ValueNode } from 'graphql'
import type { Codec } from '../src/plan/comparator.ts'
import type { FilterInput } from '../src/plan/registry.ts'
import { canonicalDecimal, decimalKey, earliestDay, instant, isPartialDate, latestDay } from '../src/records/values.ts'
import type { Builder } from './builder.ts'

/** How each scalar is written, compared in `where` and sorted. */
export const codecs: Readonly<Record<string, Codec>> = {
  Int: { form: 'int' },
  Boolean: { form: 'bool' },
  Decimal: { form: 'text', operand: { gte: decimalKey, lte: decimalKey }, sort: decimalKey },
  PartialDate: { form: 'text', filter: 'DateFilter', operand: { gte: earliestDay, lte: latestDay }, sort: earliestDay },
  Date: { form: 'text', filter: 'DateFilter', operand: { gte: earliestDay, lte: latestDay } },
  DateTime: {
    form: 'text',
    operand: { eq: (v) => instant(v, 'start')!, gte: (v) => instant(v, 'start')!, lte: (v) => instant(v, 'end')! },
  },
}

/** The comparators that `where` offers for each kind of value. */
export const filters: Readonly<Record<string, FilterInput>> = {
  StringFilter: {
    type: 'String',
    operators: ['eq', 'in', 'contains', 'startsWith', 'isNull'],
    description: 'Conditions on a text, by exact characters; all given ones must hold. 文本条件。',
  },
  NameFilter: {
    type: 'String',
    operators: ['eq', 'in', 'contains', 'startsWith'],
    description:
      'Conditions on names in any language or script, folded (width, case, Traditional to Simplified; `eq` and `in` also without the legal form); each must be met by some name. 名称条件,不分繁简、大小写、全半角。',
  },
  TextFilter: {
    type: 'String',
    operators: ['eq', 'in', 'contains', 'startsWith', 'isNull'],
    description:
      'Conditions on a text in any of its languages, folded (width, case, Traditional to Simplified, single spaces); each must be met in one of them. 文本条件,不分语言、繁简、大小写、全半角。',
  },
  BooleanFilter: {
    type: 'Boolean',
    operators: ['eq', 'isNull'],
    description: 'Conditions on a yes or no; all given ones must hold. 是非条件。',
  },
  IntFilter: {
    type: 'Int',
    operators: ['eq', 'in', 'gte', 'lte', 'isNull'],
    description: 'Conditions on a whole number; all given ones must hold. 整数条件。',
  },
  DecimalFilter: {
    type: 'Decimal',
    operators: ['eq', 'in', 'gte', 'lte', 'isNull'],
    description: 'Conditions on an exact number, by its value; all given ones must hold. 数值条件。',
  },
  DateFilter: {
    type: 'PartialDate',
    operators: ['eq', 'in', 'gte', 'lte', 'isNull'],
    description:
      'Conditions on a date, which may be partial: it counts from its first possible day; `eq` and `in` compare it as it is written. 日期条件。',
  },
  DateTimeFilter: {
    type: 'DateTime',
    operators: ['eq', 'gte', 'lte', 'isNull'],
    description: 'Conditions on an instant; a day alone is its start, in `lte` its end (UTC). 时间条件。',
  },
}

/** `unread` says of a text that can't be read what `expected` leaves open. */
const text = (name: string, expected: string, read: (text: string) => string | null, unread = expected) => {
  const parse = (value: unknown, node?: ValueNode): string => {
    const parsed = typeof value === 'string' && value.length <= 1000 ? read(value) : null
    if (parsed !== null) return parsed
    const extensions = { code: 'BAD_USER_INPUT' }
    throw new GraphQLError(`${name} takes ${typeof value === 'string' ? unread : expected}.`, {
      extensions,
      ...(node && { nodes: [node] }),
    })
  }
  return {
    serialize: (value: unknown) => value as string,
    parseValue: (value: unknown) => parse(value),
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined, node),
  }
}

/** Defines the scalars. Inputs are checked here, so that nothing else sees a date that doesn't exist. */
export function defineScalars(builder: Builder): void {
  builder.scalarType('Decimal', {
    description:
      'An exact number as a text, such as "57400000" or "54.6": money in full units, percent as 54.6, losses positive. 精确数值。',
    ...text(
      'Decimal',
      'a number in quotes, such as "57400000" or "54.6"',
      canonicalDecimal,
      'a number written out in digits, such as "57400000" or "-54.6", without exponent, sign of percent or separators between digits',
    ),
  })
  builder.scalarType('PartialDate', {
    description:
      'A date of which the day or the month may be unknown: "2025", "2025-12" or "2025-12-19". 可不完整的日期。',
    ...text('PartialDate', 'a date that exists: "2025", "2025-12" or "2025-12-19"', (v) =>
      isPartialDate(v) ? v : null,
    ),
  })
  builder.scalarType('Date', {
    description: 'A day in the Gregorian calendar: "2025-12-19". 日期。',
    ...text('Date', 'a day that exists, such as "2025-12-19"', (v) => (v.length === 10 && isPartialDate(v) ? v : null)),
  })
  builder.scalarType('DateTime', {
    description:
      'An instant, written in UTC: "2025-12-20T23:59:59.999Z". As an input also with another offset, or a day alone. 时间点(协调世界时)。',
    ...text('DateTime', 'a day or an instant, such as "2025-12-20" or "2025-12-20T08:00:00+08:00"', (v) =>
      instant(v, 'end') ? v : null,
    ),
  })
}
