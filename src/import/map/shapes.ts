import * as records from '../../records/record.ts'
import {
  amount,
  type Check,
  currency,
  date,
  day,
  decimal,
  digest,
  duration,
  each,
  flag,
  key,
  language,
  moment,
  name,
  text,
  whole,
  word,
} from './checks.ts'

/** How one field is made of a mapping. */
export type Field = {
  readonly check?: Check
  /** The fields within, if it is an object. A plain expression stands for the first of them where `plain` says so. */
  readonly fields?: Shape
  readonly plain?: string
  /** The fields of each item, if it is a list of objects. */
  readonly items?: Shape
  /** Whether it may be a list of values. */
  readonly many?: true
  readonly required?: true
  /** What it is where the mapping says nothing. */
  readonly otherwise?: string
  /** Nothing is made without it: an empty cell says nothing. */
  readonly needed?: true
}
export type Shape = { readonly [field: string]: Field }

const f = (check: Check, rest: Omit<Field, 'check'> = {}): Field => ({ check, ...rest })
const localized: Field = { fields: { 'zh-Hans': f(text), 'zh-Hant': f(text), en: f(text) } }

const evidence: Shape = { assertedBy: f(key), source: f(key) }

/** What a mapping says of the claims of a fact, at the fact or for all. */
export const claim: Shape = {
  key: f(key),
  assertedBy: f(key),
  assertedAs: f(text),
  source: f(key, { required: true }),
  via: f(each(key), { many: true }),
  modality: f(word(records.claim.shape.modality.options), { required: true, otherwise: 'REPORTED' }),
  printed: f(text),
  assertedOn: f(date),
  knownFrom: f(moment),
  knownTo: f(moment),
  slot: f(text),
}

export const source: Shape = {
  key: f(key, { required: true }),
  kind: f(word(records.source.shape.kind.options), { required: true, otherwise: 'DATASET' }),
  title: f(text),
  publisher: f(key),
  authors: f(each(key), { many: true }),
  language: f(text),
  place: f(text),
  publishedOn: f(date),
  publishedNotBefore: f(day),
  url: f(text),
  sha256: f(digest),
  licence: f(text),
  primarySource: f(key),
}

const entity: Shape = {
  key: f(key, { required: true }),
  kind: f(word(records.entity.shape.kind.options), { required: true }),
  names: {
    required: true,
    items: {
      text: f(name, { required: true, needed: true }),
      lang: f(language, { required: true }),
      type: f(word(records.entity.shape.names.element.shape.type.options), { required: true, otherwise: 'OFFICIAL' }),
      ...evidence,
    },
  },
  identifiers: { items: { scheme: f(text, { required: true }), value: f(text, { required: true, needed: true }) } },
}

const relation: Shape = {
  key: f(key),
  kind: f(word(records.relation.shape.kind.options), { required: true }),
  from: f(key, { required: true }),
  to: f(key),
  toAs: f(text),
  title: f(text),
  validFrom: f(date),
  validTo: f(date),
  negated: f(flag),
  product: f(key),
  amount: f(amount),
  currency: f(currency),
}

const figure: Shape = {
  key: f(key),
  subject: f(key),
  subjectAs: f(text),
  metric: f(word(records.figure.shape.metric.options), { required: true }),
  concept: f(text),
  period: { fields: { label: f(text), start: f(day), end: f(day), duration: f(duration) }, plain: 'label' },
  value: f(amount),
  low: f(amount),
  high: f(amount),
  outOf: f(decimal),
  unit: f(word(records.figure.shape.unit.options), { required: true }),
  currency: f(currency),
  decimals: f(whole),
  precision: f(word(records.figure.shape.precision.options), { required: true, otherwise: 'EXACT' }),
  basis: f(word(records.figure.shape.basis.unwrap().options)),
  scope: localized,
}

const statement: Shape = {
  key: f(key),
  speaker: f(key),
  speakerTitle: f(text),
  speakerAs: f(text),
  about: f(each(key), { many: true }),
  aboutAs: f(text),
  summary: { ...localized, required: true, needed: true },
  condition: localized,
  saidOn: f(date),
}

const event: Shape = {
  key: f(key),
  kind: f(word(records.event.shape.kind.options), { required: true }),
  title: localized,
  date: f(date),
  datePrecision: f(word(records.event.shape.datePrecision.options), { required: true, otherwise: 'DAY' }),
  earliest: f(day),
  latest: f(day),
  scope: localized,
  participants: {
    items: {
      entity: f(key),
      entityAs: f(text),
      role: f(word(records.event.shape.participants.unwrap().element.shape.role.options), { required: true }),
      amount: f(amount),
      currency: f(currency),
    },
  },
}

const property: Shape = {
  key: f(key),
  subject: f(key, { required: true }),
  name: f(word(records.property.shape.name.options), { required: true }),
  value: f(text, { required: true, needed: true }),
  lang: f(language),
}

/** The lists of a mapping, in the order in which records are made, with the kind of record that each makes. */
export const sections = {
  sources: { record: 'source', shape: source },
  entities: { record: 'entity', shape: entity },
  relations: { record: 'relation', shape: relation },
  figures: { record: 'figure', shape: figure },
  statements: { record: 'statement', shape: statement },
  events: { record: 'event', shape: event },
  properties: { record: 'property', shape: property },
} as const

export type Section = keyof typeof sections
