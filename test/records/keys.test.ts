import { describe, expect, test } from 'vitest'
import { normalise } from '../../src/records/normalise.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { key as keySchema } from '../../src/records/record.ts'
import { cast, claim, event, figure, property, relation, statement } from './sample.ts'

const keyOf = (record: TupuRecord) => normalise(record).key
const claimKeys = (record: TupuRecord) => {
  const full = normalise(record)
  return 'claims' in full ? full.claims.map(({ key }) => key) : []
}

describe('a fact without a key', () => {
  test.each([
    [relation(), /^ann\.invested-in\.[0-9a-f]{10}$/],
    [figure({ metric: 'NET_LOSS' }), /^bob\.net-loss\.[0-9a-f]{10}$/],
    [figure({ subject: undefined, subjectAs: '某公司' }), /^unknown\.revenue\.[0-9a-f]{10}$/],
    [statement(), /^ann\.statement\.[0-9a-f]{10}$/],
    [
      event({
        participants: [
          { entityAs: '某人', role: 'OTHER' },
          { entity: 'bob', role: 'SUBJECT' },
        ],
      }),
      /^bob\.listing\./,
    ],
    [property(), /^bob\.status\.[0-9a-f]{10}$/],
  ])('is filed under its party: $0.record', (record, expected) => {
    expect(keyOf(record)).toMatch(expected)
    expect(keySchema.safeParse(keyOf(record)).success).toBe(true)
    for (const key of claimKeys(record)) expect(keySchema.safeParse(key).success).toBe(true)
  })

  test('keeps its key when claims are added, and gets another when it says something else', () => {
    expect(keyOf(relation({ claims: [claim(), claim({ modality: 'OPINION' })] }))).toBe(keyOf(relation()))
    expect(keyOf(relation({ validFrom: '2024' }))).not.toBe(keyOf(relation()))
  })

  test('has the same key however the same is written', () => {
    const spelled = figure({ period: { end: '2024-12-31', label: '2024', start: '2024-01-01' }, basis: 'AS_REPORTED' })
    expect(keyOf(spelled)).toBe(keyOf(figure()))
    expect(keyOf(relation({ negated: false }))).toBe(keyOf(relation()))
    expect(keyOf(figure({ value: '12.0' }))).toBe(keyOf(figure()))
  })
})

test('a figure that says its days without their label keeps the key that it has always had', () => {
  const days = figure({ period: { start: '2024-01-01', end: '2024-12-31' } })
  expect([keyOf(days), keyOf(figure())]).toEqual(['bob.revenue.48fbf52f50', 'bob.revenue.d9de197e14'])
})

test('a given key stays, and claims are filed under it', () => {
  expect(keyOf(relation({ key: 'deal-1' }))).toBe('deal-1')
  expect(claimKeys(relation({ key: 'deal-1' }))[0]).toMatch(/^deal-1\.c-[0-9a-f]{10}$/)
  expect(claimKeys(relation({ claims: [claim({ key: 'mine' })] }))).toEqual(['mine'])
})

test('claims at different places are different claims; the same one twice is refused', () => {
  const at = (line: number) => claim({ locator: { line } })
  expect(new Set(claimKeys(relation({ claims: [at(1), at(2), claim()] }))).size).toBe(3)
  expect(() => normalise(relation({ claims: [at(1), at(2), at(1)] }))).toThrow(
    'claims[2]: expected a claim of its own, found the same as claims[0]',
  )
})

test('normalising a record a second time changes nothing', () => {
  const all = [...cast, relation(), figure(), statement(), property(), event({ date: '2025', datePrecision: 'YEAR' })]
  for (const record of all) expect(normalise(normalise(record))).toEqual(normalise(record))
})
