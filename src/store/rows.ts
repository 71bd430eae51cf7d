import type { FullFact } from '../records/normalise.ts'
import { decimalKey, earliestDay, latestDay } from '../records/values.ts'
import { comparisonKey } from './comparison.ts'
import type { Bound } from './store.ts'

type Localized = { 'zh-Hans'?: string | undefined; 'zh-Hant'?: string | undefined; en?: string | undefined }

type Kind = FullFact['record']
type Of<K extends Kind> = Extract<FullFact<unknown>, { record: K }>

const inLanguages = (name: string) => [`${name}_zh_hans`, `${name}_zh_hant`, `${name}_en`]
const localized = (text: Localized | undefined): Bound[] => [
  text?.['zh-Hans'] ?? null,
  text?.['zh-Hant'] ?? null,
  text?.en ?? null,
]

/** The text that a number sorts by. */
export const numberKey = (decimal: string | undefined) => (decimal === undefined ? null : decimalKey(decimal))

/** The first day that a partial date can mean, or null. */
export const firstDay = (date: string | undefined) => (date === undefined ? null : earliestDay(date))

/** The columns that hold what a fact says, in the order of `contentOf`. */
export const contentColumns: { readonly [kind in Kind]: readonly string[] } = {
  relation: [
    ...['kind', 'from_id', 'to_id', 'to_as', 'title', 'valid_from', 'valid_from_day', 'valid_to', 'valid_to_day'],
    ...['valid_to_last', 'negated', 'product_id', 'amount', 'amount_key', 'currency'],
  ],
  figure: [
    ...['subject_id', 'subject_as', 'metric', 'concept', 'period_label', 'period_start', 'period_end'],
    ...['period_duration', 'value', 'value_key', 'low', 'low_key', 'high', 'high_key', 'out_of', 'out_of_key', 'unit'],
    ...['currency', 'decimals', 'precision', 'basis', ...inLanguages('scope'), 'cmp_key'],
  ],
  statement: [
    ...['speaker_id', 'speaker_title', 'speaker_as', 'about_as', ...inLanguages('summary')],
    ...[...inLanguages('condition'), 'said_on', 'said_day'],
  ],
  event: [
    ...['kind', ...inLanguages('title'), 'date', 'date_day', 'date_precision', 'earliest', 'latest'],
    ...inLanguages('scope'),
  ],
  property: ['subject_id', 'name', 'value', 'lang'],
}

/** The ids of the entities that a fact refers to, but for those in lists. */
export type FactEntities = {
  /** From, subject or speaker. */
  readonly first: number | null
  readonly to: number | null
  readonly product: number | null
}

/** What a fact says, in the order of `contentColumns`. */
export function contentOf(fact: FullFact<unknown>, entities: FactEntities): Bound[] {
  switch (fact.record) {
    case 'relation':
      return relation(fact, entities)
    case 'figure':
      return figure(fact, entities)
    case 'statement':
      return statement(fact, entities)
    case 'event':
      return event(fact)
    case 'property':
      return [entities.first, fact.name, fact.value, fact.lang ?? null]
  }
}

const relation = (fact: Of<'relation'>, entities: FactEntities): Bound[] => [
  fact.kind,
  entities.first,
  entities.to,
  fact.toAs ?? null,
  fact.title ?? null,
  fact.validFrom ?? null,
  firstDay(fact.validFrom),
  fact.validTo ?? null,
  firstDay(fact.validTo),
  fact.validTo === undefined ? null : latestDay(fact.validTo),
  fact.negated ? 1 : 0,
  entities.product,
  fact.amount ?? null,
  numberKey(fact.amount),
  fact.currency ?? null,
]

const figure = (fact: Of<'figure'>, entities: FactEntities): Bound[] => [
  entities.first,
  fact.subjectAs ?? null,
  fact.metric,
  fact.concept ?? null,
  fact.period?.label ?? null,
  fact.period?.start ?? null,
  fact.period?.end ?? null,
  fact.period?.duration ?? null,
  fact.value ?? null,
  numberKey(fact.value),
  fact.low ?? null,
  numberKey(fact.low),
  fact.high ?? null,
  numberKey(fact.high),
  fact.outOf ?? null,
  numberKey(fact.outOf),
  fact.unit,
  fact.currency ?? null,
  fact.decimals ?? null,
  fact.precision,
  fact.basis,
  ...localized(fact.scope),
  comparisonKey(fact),
]

const statement = (fact: Of<'statement'>, entities: FactEntities): Bound[] => [
  entities.first,
  fact.speakerTitle ?? null,
  fact.speakerAs ?? null,
  fact.aboutAs ?? null,
  ...localized(fact.summary),
  ...localized(fact.condition),
  fact.saidOn ?? null,
  firstDay(fact.saidOn),
]

const event = (fact: Of<'event'>): Bound[] => [
  fact.kind,
  ...localized(fact.title),
  fact.date ?? null,
  firstDay(fact.date),
  fact.datePrecision,
  fact.earliest ?? null,
  fact.latest ?? null,
  ...localized(fact.scope),
]
