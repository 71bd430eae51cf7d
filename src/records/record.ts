import { z } from 'zod'
import * as vocabulary from '../../schema/vocabulary.ts'
import { words } from '../../schema/vocabulary.ts'
import { dateTime, decimal, isBlank, isoDay, partialDate } from './values.ts'

/** Keys of entities, sources and facts. */
export const key = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9.-]*$/,
    'expected a key: lower-case letters, digits, dots and hyphens, such as "zhipu" or "glm-4.5"',
  )

const text = z
  .string()
  .min(1, 'expected a text that is not empty')
  // Half a character, or one that ends a text in C, comes back from no database as it went in.
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'expected whole characters other than U+0000')
const name = text.refine((value) => value === '' || !isBlank(value), 'expected a name, found only white space')
const vocab = <T extends vocabulary.Vocabulary>(list: T) => z.enum(words(list))
const currency = z.string().regex(/^[A-Z]{3}$/, 'expected an ISO 4217 code of three capitals, such as "CNY"')

/** One text in up to three languages; at least one is given. */
export const localized = z
  .strictObject({ 'zh-Hans': text.optional(), 'zh-Hant': text.optional(), en: text.optional() })
  .refine((t) => t['zh-Hans'] ?? t['zh-Hant'] ?? t.en, 'expected a text in at least one of zh-Hans, zh-Hant, en')

/** A place in a source: line is 1-based; start and end are Unicode code points in that line, end excluded. */
export const locator = z.strictObject({
  line: z.int().positive().optional(),
  start: z.int().nonnegative().optional(),
  end: z.int().nonnegative().optional(),
  quote: text.optional(),
})

/** Where a name or an open list is written, and who says so. */
const evidence = { assertedBy: key.optional(), source: key.optional(), locator: locator.optional() }

/** Who asserts a fact, in which source, where, and how sure that is. */
export const claim = z.strictObject({
  key: key.optional(),
  assertedBy: key.optional(),
  assertedAs: text.optional(),
  source: key,
  via: z.array(key).optional(),
  locator: locator.optional(),
  modality: vocab(vocabulary.Modality),
  printed: text.optional(),
  assertedOn: partialDate.optional(),
  knownFrom: dateTime.optional(),
  knownTo: dateTime.optional(),
  recordedAt: dateTime.optional(),
  retractedAt: dateTime.optional(),
  /** What the source says it about, such as a cell of a row: a new claim about the same ends this one. */
  slot: text.optional(),
})
const claims = z.array(claim).min(1, 'expected at least one claim: no fact without evidence')

export const entity = z.strictObject({
  record: z.literal('entity'),
  key,
  kind: vocab(vocabulary.EntityKind),
  /** The first name of a language is the one that is shown in it. */
  names: z
    .array(z.strictObject({ text: name, lang: text, type: vocab(vocabulary.NameType), ...evidence }))
    .min(1, 'expected at least one name'),
  identifiers: z.array(z.strictObject({ scheme: text, value: text })).optional(),
  /** Says of a list of this entity, such as `investors`, whether the source gives all of it; that stands until something else is said. */
  lists: z
    .array(
      z.strictObject({
        list: text,
        completeness: vocab(vocabulary.Completeness),
        ...evidence,
        knownFrom: dateTime.optional(),
      }),
    )
    .optional(),
})

export const source = z.strictObject({
  record: z.literal('source'),
  key,
  kind: vocab(vocabulary.SourceKind),
  title: text.optional(),
  publisher: key.optional(),
  authors: z.array(key).optional(),
  language: text.optional(),
  /** Where the source says that it was written. */
  place: text.optional(),
  publishedOn: partialDate.optional(),
  publishedNotBefore: isoDay.optional(),
  url: text.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
    .optional(),
  licence: text.optional(),
  primarySource: key.optional(),
})

export const relation = z.strictObject({
  record: z.literal('relation'),
  key: key.optional(),
  kind: vocab(vocabulary.RelationKind),
  from: key,
  to: key.optional(),
  toAs: text.optional(),
  title: text.optional(),
  validFrom: partialDate.optional(),
  validTo: partialDate.optional(),
  negated: z.boolean().optional(),
  product: key.optional(),
  amount: decimal.optional(),
  currency: currency.optional(),
  claims,
})

export const period = z.strictObject({
  label: text.optional(),
  start: isoDay.optional(),
  end: isoDay.optional(),
  duration: z
    .string()
    .regex(/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/, 'expected an ISO 8601 duration, such as P3M')
    .optional(),
})

export const figure = z.strictObject({
  record: z.literal('figure'),
  key: key.optional(),
  subject: key.optional(),
  subjectAs: text.optional(),
  metric: vocab(vocabulary.Metric),
  concept: text.optional(),
  period: z.union([text, period]).optional(),
  value: decimal.optional(),
  low: decimal.optional(),
  high: decimal.optional(),
  outOf: decimal.optional(),
  unit: vocab(vocabulary.Unit),
  currency: currency.optional(),
  decimals: z.int().optional(),
  precision: vocab(vocabulary.Precision),
  basis: vocab(vocabulary.Basis).optional(),
  scope: localized.optional(),
  claims,
})

export const statement = z.strictObject({
  record: z.literal('statement'),
  key: key.optional(),
  speaker: key.optional(),
  speakerTitle: text.optional(),
  speakerAs: text.optional(),
  about: z.array(key).optional(),
  aboutAs: text.optional(),
  summary: localized,
  condition: localized.optional(),
  saidOn: partialDate.optional(),
  claims,
})

export const event = z.strictObject({
  record: z.literal('event'),
  key: key.optional(),
  kind: vocab(vocabulary.EventKind),
  title: localized.optional(),
  date: partialDate.optional(),
  datePrecision: vocab(vocabulary.DatePrecision),
  earliest: isoDay.optional(),
  latest: isoDay.optional(),
  scope: localized.optional(),
  participants: z
    .array(
      z.strictObject({
        entity: key.optional(),
        entityAs: text.optional(),
        role: vocab(vocabulary.ParticipantRole),
        amount: decimal.optional(),
        currency: currency.optional(),
      }),
    )
    .optional(),
  claims,
})

export const property = z.strictObject({
  record: z.literal('property'),
  key: key.optional(),
  subject: key,
  name: vocab(vocabulary.PropertyName),
  value: text,
  lang: text.optional(),
  claims,
})

/** One record of any kind: an entity, a source, or a fact with its claims. */
export const record = z.discriminatedUnion('record', [entity, source, relation, figure, statement, event, property])

/** Says that a key leads to another entity: as a part of it since `mergedAt`, or as another key of it. */
export const redirect = z.strictObject({
  record: z.literal('redirect'),
  key,
  to: key,
  mergedAt: dateTime.optional(),
})

/** The digest of the key or an identifier of somebody who was forgotten. */
export const tombstone = z.strictObject({
  record: z.literal('tombstone'),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'),
  forgottenAt: dateTime,
})

/** What was decided about records. */
export const decision = z.discriminatedUnion('record', [redirect, tombstone])

export type RedirectRecord = z.infer<typeof redirect>
export type TombstoneRecord = z.infer<typeof tombstone>
export type DecisionRecord = RedirectRecord | TombstoneRecord
export type ClaimRecord = z.infer<typeof claim>
export type EntityRecord = z.infer<typeof entity>
export type SourceRecord = z.infer<typeof source>
export type RelationRecord = z.infer<typeof relation>
export type FigureRecord = z.infer<typeof figure>
export type StatementRecord = z.infer<typeof statement>
export type EventRecord = z.infer<typeof event>
export type PropertyRecord = z.infer<typeof property>
export type FactRecord = RelationRecord | FigureRecord | StatementRecord | EventRecord | PropertyRecord
export type TupuRecord = z.infer<typeof record>
export type AnyRecord = TupuRecord | DecisionRecord

/** Whether it says what was decided about records, rather than what is known. */
export const isDecision = (one: AnyRecord): one is DecisionRecord =>
  one.record === 'redirect' || one.record === 'tombstone'
