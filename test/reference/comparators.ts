import { fold, foldName } from '../../src/records/fold.ts'
import { canonicalDecimal, earliestDay, instant, latestDay } from '../../src/records/values.ts'
import { badInput } from './errors.ts'

export type Comparators = Readonly<Record<string, unknown>>
type Test = (value: never, given: never) => boolean

/** Both numbers as whole numbers of the same small unit. */
export function compareDecimals(a: string, b: string): number {
  const split = (text: string) => {
    const [whole = '', fraction = ''] = text.split('.')
    return { whole, fraction }
  }
  const [x, y] = [split(a), split(b)]
  const places = Math.max(x.fraction.length, y.fraction.length)
  const left = BigInt(x.whole + x.fraction.padEnd(places, '0'))
  const right = BigInt(y.whole + y.fraction.padEnd(places, '0'))
  return left < right ? -1 : left > right ? 1 : 0
}

const number = (text: string): string => {
  const canonical = canonicalDecimal(text)
  if (canonical === null) throw badInput(`${text} is not a decimal number`)
  return canonical
}
const moment = (text: string, day: 'start' | 'end'): string => {
  const time = instant(text, day)
  if (time === null) throw badInput(`${text} is not an instant`)
  return time
}

const equal: Test = (value: unknown, given: unknown) => value === given
const among: Test = (value: unknown, given: unknown[]) => given.includes(value)

/** The comparators of each kind of filter, but `isNull`. */
const tests: Record<string, Record<string, Test>> = {
  StringFilter: {
    eq: equal,
    in: among,
    contains: (value: string, given: string) => value.includes(given),
    startsWith: (value: string, given: string) => value.startsWith(given),
  },
  IntFilter: {
    eq: equal,
    in: among,
    gte: (value: number, given: number) => value >= given,
    lte: (value: number, given: number) => value <= given,
  },
  DecimalFilter: {
    eq: (value: string, given: string) => compareDecimals(value, number(given)) === 0,
    in: (value: string, given: string[]) => given.some((one) => compareDecimals(value, number(one)) === 0),
    gte: (value: string, given: string) => compareDecimals(value, number(given)) >= 0,
    lte: (value: string, given: string) => compareDecimals(value, number(given)) <= 0,
  },
  DateFilter: {
    eq: equal,
    in: among,
    gte: (value: string, given: string) => earliestDay(value) >= earliestDay(given),
    lte: (value: string, given: string) => earliestDay(value) <= latestDay(given),
  },
  DateTimeFilter: {
    eq: (value: string, given: string) => value === moment(given, 'start'),
    gte: (value: string, given: string) => value >= moment(given, 'start'),
    lte: (value: string, given: string) => value <= moment(given, 'end'),
  },
  NameFilter: {
    eq: (names: string[], given: string) => names.some((name) => foldName(name) === foldName(given)),
    in: (names: string[], given: string[]) => names.some((name) => given.some((g) => foldName(g) === foldName(name))),
    contains: (names: string[], given: string) => names.some((name) => fold(name).includes(fold(given))),
    startsWith: (names: string[], given: string) => names.some((name) => fold(name).startsWith(fold(given))),
  },
}
tests.TextFilter = {
  eq: (texts: string[], given: string) => texts.some((text) => fold(text) === fold(given)),
  in: (texts: string[], given: string[]) => texts.some((text) => given.map(fold).includes(fold(text))),
  contains: tests.NameFilter!.contains!,
  startsWith: tests.NameFilter!.startsWith!,
}
const wordTests = { eq: equal, in: among }

/** Tells whether a value (null if missing) meets all comparators given. */
export function compares(filter: string, comparators: Comparators, value: unknown): boolean {
  return Object.entries(comparators).every(([comparator, given]) => {
    if (given === undefined) return true
    if (comparator === 'isNull') return (value === null) === given
    if (value === null) return false
    return (tests[filter] ?? wordTests)[comparator as 'eq']!(value as never, given as never)
  })
}
