import { slug } from '../../records/slug.ts'
import { amountReader, currencyOf, powerOf } from './amount.ts'
import { datePattern, dateReader } from './date.ts'
import { CellError, shown, unexpected } from './scope.ts'
import { holds, textOf } from './text.ts'

/** What a function does with a value that is there. */
type Apply = (value: unknown) => unknown
/** Raised by a maker for arguments that it can't take. */
export class ArgumentError extends Error {}

type Arguments = Readonly<Record<string, unknown>>
type Maker = {
  /** The argument that a plain value is, as in `pad: 6`. */
  readonly short?: string
  readonly allowed: readonly string[]
  readonly make: (args: Arguments) => Apply
  /** Whether nothing is a value, too. */
  readonly nothing?: true
}

const expected = (what: string, found: unknown) => new ArgumentError(`expected ${what}, found ${shown(found)}`)

function texts(value: unknown): string[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.map((one) => {
    if (typeof one !== 'string' && typeof one !== 'number' && typeof one !== 'boolean') throw expected('texts', one)
    return String(one)
  })
}

const given = (args: Arguments, name: string): string => {
  const [text, more] = texts(args[name])
  if (text === undefined || more !== undefined) throw expected(`a text for ${name}`, args[name])
  return text
}

const onText =
  (apply: (text: string) => unknown): Apply =>
  (value) => {
    const text = textOf(value)
    return text === undefined ? undefined : apply(text)
  }

const simple = (apply: (text: string) => unknown): Maker => ({ allowed: [], make: () => onText(apply) })

/** A text through a pattern that the mapping gives. */
function pattern(source: string): RegExp {
  try {
    return new RegExp(source, 'u')
  } catch (error) {
    throw new ArgumentError((error as Error).message)
  }
}

/** The functions of one value. */
export const functions: Readonly<Record<string, Maker>> = {
  trim: simple((text) => text.trim()),
  lower: simple((text) => text.toLowerCase()),
  upper: simple((text) => text.toUpperCase()),
  slug: simple(slug),
  prefix: {
    short: 'with',
    allowed: ['with'],
    make: (args) => {
      const start = given(args, 'with')
      return onText((text) => start + text)
    },
  },
  suffix: {
    short: 'with',
    allowed: ['with'],
    make: (args) => {
      const end = given(args, 'with')
      return onText((text) => text + end)
    },
  },
  pad: {
    short: 'to',
    allowed: ['to', 'with'],
    make: (args) => {
      const size = Number(given(args, 'to'))
      const fill = args.with === undefined ? '0' : given(args, 'with')
      if (!Number.isInteger(size) || size < 1 || size > 100) throw expected('a length from 1 to 100', args.to)
      return onText((text) => text.padStart(size, fill))
    },
  },
  split: {
    short: 'by',
    allowed: ['by'],
    make: (args) => {
      const by = given(args, 'by')
      return onText((text) =>
        text
          .split(by)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      )
    },
  },
  date: {
    short: 'format',
    allowed: ['format'],
    make: (args) => {
      const patterns = texts(args.format).map((format) => {
        const found = datePattern(format)
        if (!found) throw expected('a format of yyyy, m or mm or mmm, and d or dd, such as d/mm/yyyy', format)
        return found
      })
      return onText(dateReader(patterns))
    },
  },
  amount: {
    short: 'units',
    allowed: ['units'],
    make: (args) => {
      if (args.units !== undefined && (typeof args.units !== 'object' || args.units === null))
        throw expected('units with their factors', args.units)
      const units = Object.entries(args.units ?? {}).map(([unit, factor]): [string, number] => {
        const power = typeof factor === 'number' && factor > 0 ? powerOf(factor) : null
        if (power === null) throw expected(`a power of ten for ${unit}`, factor)
        return [unit, power]
      })
      return onText(amountReader(Object.fromEntries(units)))
    },
  },
  currency: simple(currencyOf),
  match: {
    short: 'with',
    allowed: ['with'],
    make: (args) => {
      const expression = pattern(given(args, 'with'))
      return onText((text) => {
        const found = expression.exec(text)
        return found ? (found[1] ?? found[0]) : undefined
      })
    },
  },
  none: {
    short: 'values',
    allowed: ['values'],
    make: (args) => {
      const values = new Set(texts(args.values))
      return onText((text) => (values.has(text) ? undefined : text))
    },
  },
  is: {
    short: 'value',
    allowed: ['value'],
    nothing: true,
    make: (args) => {
      const wanted = given(args, 'value')
      return (value) => textOf(value) === wanted
    },
  },
  in: {
    short: 'values',
    allowed: ['values'],
    nothing: true,
    make: (args) => {
      const values = new Set(texts(args.values))
      return (value) => {
        if (Array.isArray(value)) return value.some((one) => values.has(String(one)))
        const text = textOf(value)
        return text !== undefined && values.has(text)
      }
    },
  },
  not: { allowed: [], nothing: true, make: () => (value) => !holds(value) },
  required: {
    allowed: [],
    nothing: true,
    make: () => (value) => {
      if (value === undefined || value === null || value === '') throw new CellError('expected a value, found nothing')
      return value
    },
  },
  table: {
    short: 'map',
    allowed: ['map', 'else', 'by'],
    make: (args) => {
      const { map, by } = args
      if (typeof map !== 'object' || map === null || Array.isArray(map)) throw expected('a map of values', map)
      if (by !== undefined && by !== 'prefix') throw expected('by: prefix', by)
      const entries = Object.entries(map).map(([from, to]): [string, string] => [from, texts(to)[0] ?? ''])
      const table = new Map(entries)
      const longest = entries.toSorted(([a], [b]) => b.length - a.length)
      const otherwise = 'else' in args ? (texts(args.else)[0] ?? '') : undefined
      return onText((text) => {
        const found = by ? longest.find(([start]) => text.startsWith(start))?.[1] : table.get(text)
        const value = found ?? otherwise
        if (value === undefined)
          throw unexpected(
            `one of ${entries
              .map(([from]) => from)
              .slice(0, 20)
              .join(', ')}`,
            text,
          )
        return value === '' ? undefined : value
      })
    },
  },
}
