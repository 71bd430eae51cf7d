import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  canonicalDecimal,
  decimalKey,
  durationOf,
  earliestDay,
  instant,
  isPartialDate,
  labelOf,
  latestDay,
  periodOf,
} from '../../src/records/values.ts'

const digits = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map((list) => list.join(''))
const decimal = fc
  .tuple(fc.constantFrom('', '-', '+'), digits(1, 40), digits(0, 40))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction && `.${fraction}`}`)

/** The number times 10^40, which is whole. */
function scaled(text: string): bigint {
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const size = BigInt(whole + fraction.padEnd(40, '0'))
  return negative ? -size : size
}

const order = <T>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)

describe('decimals', () => {
  test('sort by their key as by their value', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [left, right] = [canonicalDecimal(a)!, canonicalDecimal(b)!]
        expect(order(decimalKey(left), decimalKey(right))).toBe(order(scaled(a), scaled(b)))
      }),
      { numRuns: 2000 },
    )
  })

  test('keep their value in the canonical form, which is the same for equal numbers', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const canonical = canonicalDecimal(text)!
        expect(scaled(canonical)).toBe(scaled(text))
        expect(canonicalDecimal(canonical)).toBe(canonical)
        expect(canonicalDecimal(`${text}${text.includes('.') ? '' : '.'}000`)).toBe(canonical)
      }),
    )
  })

  test.each(['', '.5', '5.', '1e3', '0x10', '１２', '1,000', 'NaN', '--1', ' 1'])('are not %j', (text) => {
    expect(canonicalDecimal(text)).toBeNull()
  })

  test('sort the same at a thousand digits', () => {
    const [small, large] = [`0.${'0'.repeat(900)}1`, `1${'0'.repeat(900)}`]
    expect(['-1', small, large, `-${large}`].toSorted((a, b) => order(decimalKey(a), decimalKey(b)))).toEqual([
      `-${large}`,
      '-1',
      small,
      large,
    ])
  })
})

describe('partial dates', () => {
  const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })

  test('hold every day of the calendar, its month and its year', () => {
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString().slice(0, 10)
        for (const length of [4, 7, 10]) {
          const partial = text.slice(0, length)
          expect(isPartialDate(partial)).toBe(true)
          expect(earliestDay(partial) <= text && text <= latestDay(partial)).toBe(true)
          expect(latestDay(partial).startsWith(partial)).toBe(true)
          expect(isPartialDate(latestDay(partial))).toBe(true)
        }
      }),
    )
  })

  test.each(['2025-02-29', '2025-13', '2025-00', '2025-1', '25', '0000', '2025-12-19T00:00:00Z', '2025-04-31'])(
    'are not %j',
    (text) => expect(isPartialDate(text)).toBe(false),
  )

  test('know leap years', () => {
    expect([latestDay('2024-02'), latestDay('2100-02'), latestDay('2000-02')]).toEqual([
      '2024-02-29',
      '2100-02-28',
      '2000-02-29',
    ])
  })
})

test('instants are written in UTC, whatever their offset; a day is its first or last moment', () => {
  expect(instant('2025-12-20T08:00:00+08:00', 'start')).toBe('2025-12-20T00:00:00.000Z')
  expect(instant('2025-12-20', 'start')).toBe('2025-12-20T00:00:00.000Z')
  expect(instant('2025-12-20', 'end')).toBe('2025-12-20T23:59:59.999Z')
  for (const text of ['2025-02-30', '2025-02-30T00:00:00Z', '2025-12-20T08:00:00', '2025', 'now']) {
    expect(instant(text, 'start')).toBeNull()
  }
})

test.each([
  ['2024', '2024-01-01', '2024-12-31'],
  ['2024-H2', '2024-07-01', '2024-12-31'],
  ['2024-Q1', '2024-01-01', '2024-03-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
])('the label %s means %s to %s', (label, start, end) => {
  expect(periodOf(label)).toEqual({ label, start, end })
  expect(labelOf(start, end)).toBe(label)
})

test.each([
  ['2024-01-01', '2024-02-29'],
  ['2024-02-01', '2024-07-31'],
  ['2024-02-01', '2024-02-28'],
  ['2023-01-01', '2024-12-31'],
  ['2024-01-02', '2024-12-31'],
  [undefined, '2024-12-31'],
])('%s to %s has no label', (start, end) => {
  expect(labelOf(start, end)).toBeUndefined()
})

test.each([
  ['2024-01-01', '2024-12-31', 'P1Y'],
  ['2024-01-01', '2025-12-31', 'P2Y'],
  ['2024-03-15', '2025-09-14', 'P1Y6M'],
  ['2024-02-01', '2024-02-29', 'P1M'],
  ['2024-12-01', '2025-02-28', 'P3M'],
  ['2022-09-25', '2023-09-30', 'P1Y'],
  ['2021-09-26', '2022-09-24', 'P1Y'],
  ['2023-07-02', '2023-09-30', 'P3M'],
  ['2022-12-25', '2023-04-01', 'P3M'],
  ['2022-09-25', '2023-04-01', 'P6M'],
  ['2022-09-25', '2023-07-01', 'P9M'],
  ['2024-01-01', '2024-01-01', 'P1D'],
  ['2023-01-01', '2023-01-28', 'P28D'],
  ['2023-01-01', '2023-05-02', 'P122D'],
  ['2023-12-31', '2025-12-27', 'P728D'],
])('%s to %s is %s', (start, end, duration) => {
  expect(durationOf(start, end)).toBe(duration)
})

test('a day alone has no length', () => {
  expect([durationOf(undefined, '2024-12-31'), durationOf('2024-01-01', undefined)]).toEqual([undefined, undefined])
})
