import { describe, expect, test } from 'vitest'
import { knownFrom, normalise, normaliseAll } from '../../src/records/normalise.ts'
import { RecordsRefused } from '../../src/records/problem.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { claim, entity, event, figure, property, relation, source, statement } from './sample.ts'

function refusal(record: TupuRecord): string {
  try {
    normalise(record)
  } catch (error) {
    if (error instanceof RecordsRefused) return error.problems.map((p) => p.message).join('; ')
    throw error
  }
  return 'nothing'
}

describe('a figure', () => {
  test('has its period spelled out and its basis filled in', () => {
    expect(normalise(figure({ period: '2025-H1' }))).toMatchObject({
      period: { label: '2025-H1', start: '2025-01-01', end: '2025-06-30', duration: 'P6M' },
      basis: 'AS_REPORTED',
    })
    const days = { start: '2025-01-01', end: '2025-06-30' }
    expect(normalise(figure({ period: { ...days, duration: 'P26W' } }))).toMatchObject({
      period: { label: '2025-H1', ...days, duration: 'P26W' },
    })
    expect(normalise(figure({ period: { duration: 'P3M' } }))).toMatchObject({ period: { duration: 'P3M' } })
  })

  test.each([
    [{ precision: 'MORE_THAN' }, { value: '12', low: '12' }],
    [
      { precision: 'AT_LEAST', value: undefined, low: '7' },
      { value: '7', low: '7' },
    ],
    [{ precision: 'AT_MOST' }, { value: '12', high: '12' }],
    [
      { precision: 'BETWEEN', value: undefined, low: '3', high: '6' },
      { low: '3', high: '6' },
    ],
    [{ precision: 'UNKNOWN', value: undefined }, {}],
    [
      { precision: 'ABOUT', low: '11', high: '13' },
      { value: '12', low: '11', high: '13' },
    ],
  ])('with %j has the bounds %j', (fields, bounds) => {
    const { value, low, high } = normalise(figure(fields)) as { value?: string; low?: string; high?: string }
    expect({ value, low, high }).toEqual({ value: undefined, low: undefined, high: undefined, ...bounds })
  })

  test.each([
    [{ value: undefined }, 'EXACT needs a value'],
    [{ low: '12' }, 'EXACT has a value, but neither low nor high'],
    [{ precision: 'MORE_THAN', high: '13' }, 'MORE_THAN has low equal to value, and no high'],
    [{ precision: 'LESS_THAN', high: '13' }, 'LESS_THAN has high equal to value, and no low'],
    [{ precision: 'BETWEEN', low: '3', high: '6' }, 'BETWEEN has low and high, but no value'],
    [{ precision: 'BETWEEN', value: undefined, low: '10', high: '9' }, 'BETWEEN needs low <= high'],
    [{ precision: 'UNKNOWN' }, 'UNKNOWN has neither value, low nor high'],
    [{ currency: undefined }, 'CURRENCY needs a currency'],
    [{ subject: undefined }, 'say whose figure it is'],
    [{ metric: 'OTHER' }, 'OTHER needs a concept'],
    [{ period: '2024-Q5' }, 'expected a label such as 2024, 2024-H1, 2024-Q3 or 2024-09, found "2024-Q5"'],
    [{ period: { label: '2024', end: '2024-06-30' } }, 'expected 2024-01-01 to 2024-12-31'],
    [{ period: { start: '2025-01-02', end: '2025-01-01' } }, 'expected start before end'],
    [{ period: {} }, 'expected a label, start and end, or a duration'],
  ])('with %j is refused: %s', (fields, message) => expect(refusal(figure(fields))).toContain(message))
})

test.each(['P', 'PT', 'P2', '2W'])('%s is no duration', (duration) =>
  expect(() => figure({ period: { duration } })).toThrow('expected an ISO 8601 duration'),
)

describe('an event', () => {
  test.each([
    [{ datePrecision: 'DAY', date: '2025-12-19' }, ['2025-12-19', '2025-12-19']],
    [{ datePrecision: 'MONTH', date: '2024-02' }, ['2024-02-01', '2024-02-29']],
    [{ datePrecision: 'YEAR', date: '2021' }, ['2021-01-01', '2021-12-31']],
    [{ datePrecision: 'BEFORE', latest: '2025-06-19' }, [undefined, '2025-06-19']],
    [{ datePrecision: 'AFTER', date: '2025-06' }, ['2025-06-01', undefined]],
    [
      { datePrecision: 'HALF_YEAR', date: '2025', earliest: '2025-07-01', latest: '2025-12-31' },
      ['2025-07-01', '2025-12-31'],
    ],
    [{ datePrecision: 'UNKNOWN' }, [undefined, undefined]],
  ])('with %j happened within %j', (fields, days) => {
    const { earliest, latest } = normalise(event(fields)) as { earliest?: string; latest?: string }
    expect([earliest, latest]).toEqual(days)
  })

  test.each([
    [{ datePrecision: 'DAY', date: '2025-12' }, 'DAY needs a date such as "2025-12-19", found 2025-12'],
    [{ datePrecision: 'YEAR' }, 'YEAR needs a date'],
    [{ datePrecision: 'QUARTER', date: '2025' }, 'QUARTER needs earliest and latest'],
    [{ datePrecision: 'BETWEEN', earliest: '2025-02-01', latest: '2025-01-01' }, 'expected a day no later than'],
    [{ datePrecision: 'YEAR', date: '2025', latest: '2026-01-01' }, 'expected earliest and latest within 2025'],
    [{ datePrecision: 'BEFORE' }, 'BEFORE needs latest'],
    [{ datePrecision: 'UNKNOWN', date: '2025' }, 'UNKNOWN has neither date'],
    [{ participants: [{ role: 'SUBJECT' }] }, 'say who took part'],
    [{ participants: [{ entity: 'bob', role: 'INVESTOR', amount: '5' }] }, 'an amount needs a currency'],
  ])('with %j is refused: %s', (fields, message) => expect(refusal(event(fields))).toContain(message))
})

test.each([
  [
    relation({ claims: [claim({ assertedBy: undefined })] }),
    'say who asserts it: assertedBy, or assertedAs for somebody unnamed',
  ],
  [relation({ claims: [claim({ assertedAs: '媒体' })] }), 'expected assertedBy or assertedAs, found both'],
  [relation({ claims: [claim({ locator: { line: 1, start: 5, end: 5 } })] }), 'expected start before end'],
  [relation({ claims: [claim({ locator: { start: 1, end: 5 } })] }), 'expected a line or a quote'],
  [
    relation({ claims: [claim({ knownFrom: '2025-02-01', knownTo: '2025-01-01' })] }),
    'expected an instant after knownFrom',
  ],
  [
    relation({ claims: [claim({ recordedAt: '2025-02-01', retractedAt: '2025-01-01' })] }),
    'expected an instant no earlier than recordedAt, found 2025-01-01T00:00:00.000Z',
  ],
  [relation({ to: undefined, negated: true }), 'say to whom: to, or toAs'],
  [relation({ validFrom: '2025', validTo: '2024-12' }), 'expected a date no earlier than 2025, found 2024-12'],
  [statement({ speaker: undefined }), 'say who said it'],
  [statement({ about: ['bob', 'bob'] }), 'expected each once, found bob again'],
  [property({ name: 'FOUNDED_ON', value: 'in May' }), 'FOUNDED_ON: expected a date, maybe partial, found "in May"'],
  [property({ name: 'COUNTRY', value: 'China' }), 'COUNTRY: expected an ISO 3166-1 code'],
  [entity('x', { names: [{ text: 'X', lang: 'English', type: 'OFFICIAL' }] }), 'nothing'],
  [
    entity('x', { names: [{ text: 'X', lang: 'zh_Hans', type: 'OFFICIAL' }] }),
    'expected a language tag such as "zh-Hans"',
  ],
  [source('x', { primarySource: 'x' }), 'expected another source, found this one'],
])('$0.record: $1', (record, message) => expect(refusal(record)).toContain(message))

test('a language is written with the usual capitals', () => {
  const record = normalise(entity('x', { names: [{ text: '某', lang: 'ZH-hans', type: 'OFFICIAL' }] }))
  expect(record).toMatchObject({ names: [{ lang: 'zh-Hans' }] })
})

describe('known from', () => {
  const now = '2026-01-01T00:00:00.000Z'

  test('is the publication of the source, else the day it was not before, else the recording', () => {
    expect(knownFrom({ publishedOn: '2025-03', publishedNotBefore: '2025-02-01' }, now)).toBe(
      '2025-03-01T00:00:00.000Z',
    )
    expect(knownFrom({ publishedNotBefore: '2025-02-01' }, now)).toBe('2025-02-01T00:00:00.000Z')
    expect(knownFrom({}, now)).toBe(now)
    expect(knownFrom(undefined, now)).toBe(now)
  })

  test('is filled into claims and lists, wherever the source stands', () => {
    const lists = [{ list: 'investors', completeness: 'PARTIAL', source: 'paper' }]
    const records = [entity('bob', { lists }), relation(), source('paper', { publishedOn: '2025-12-19' })]
    const [bob, deal] = normaliseAll(records, now)
    expect(bob).toMatchObject({ lists: [{ knownFrom: '2025-12-19T00:00:00.000Z' }] })
    expect(deal).toMatchObject({ claims: [{ knownFrom: '2025-12-19T00:00:00.000Z', recordedAt: now }] })
  })
})
