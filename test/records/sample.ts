import type { TupuRecord } from '../../src/records/record.ts'
import { record } from '../../src/records/record.ts'

type Fields = Record<string, unknown>

const checked = (fields: Fields): TupuRecord => record.parse(fields)

/** A claim that the source `paper` makes through its author. */
export const claim = (fields: Fields = {}): Fields => ({
  assertedBy: 'ann',
  source: 'paper',
  modality: 'REPORTED',
  ...fields,
})

export const entity = (key: string, fields: Fields = {}) =>
  checked({ record: 'entity', key, kind: 'COMPANY', names: [{ text: key, lang: 'en', type: 'OFFICIAL' }], ...fields })

export const source = (key: string, fields: Fields = {}) =>
  checked({ record: 'source', key, kind: 'ARTICLE', ...fields })

export const relation = (fields: Fields = {}) =>
  checked({ record: 'relation', kind: 'INVESTED_IN', from: 'ann', to: 'bob', claims: [claim()], ...fields })

export const figure = (fields: Fields = {}) =>
  checked({
    record: 'figure',
    subject: 'bob',
    metric: 'REVENUE',
    period: '2024',
    value: '12',
    unit: 'CURRENCY',
    currency: 'CNY',
    precision: 'EXACT',
    claims: [claim()],
    ...fields,
  })

export const event = (fields: Fields = {}) =>
  checked({ record: 'event', kind: 'LISTING', datePrecision: 'UNKNOWN', claims: [claim()], ...fields })

export const statement = (fields: Fields = {}) =>
  checked({
    record: 'statement',
    speaker: 'ann',
    about: ['bob'],
    summary: { 'zh-Hans': '会好的', en: 'It will be fine' },
    claims: [claim()],
    ...fields,
  })

export const property = (fields: Fields = {}) =>
  checked({ record: 'property', subject: 'bob', name: 'STATUS', value: 'open', claims: [claim()], ...fields })

/** Two entities and the source that the facts above refer to. */
export const cast = [entity('ann', { kind: 'PERSON' }), entity('bob'), source('paper')]
