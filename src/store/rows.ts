import type { FullFact } from '../records/normalise.ts'
import { decimalKey, earliestDay, latestDay } from '../records/values.ts'
import { comparisonKey } from './comparison.ts'
import type { Bound } from './store.ts'

/** The columns of one row. Columns that are missing are left to their default. */
export type Row = Record<string, Bound>

type Localized = { 'zh-Hans'?: string | undefined; 'zh-Hant'?: string | undefined; en?: string | undefined }

type Of<Kind> = Extract<FullFact<unknown>, { record: Kind }>

const localized = (name: string, text: Localized | undefined): Row => ({
  [`${name}_zh_hans`]: text?.['zh-Hans'] ?? null,
  [`${name}_zh_hant`]: text?.['zh-Hant'] ?? null,
  [`${name}_en`]: text?.en ?? null,
})

/** A number as text, and beside it the text that it sorts by. */
export const sortable = (name: string, decimal: string | undefined): Row => ({
  [name]: decimal ?? null,
  [`${name}_key`]: decimal === undefined ? null : decimalKey(decimal),
})

/** The first day that a partial date can mean, or null. */
export const firstDay = (date: string | undefined) => (date === undefined ? null : earliestDay(date))

const relation = (fact: Of<'relation'>): Row => ({
  kind: fact.kind,
  to_as: fact.toAs ?? null,
  title: fact.title ?? null,
  valid_from: fact.validFrom ?? null,
  valid_from_day: firstDay(fact.validFrom),
  valid_to: fact.validTo ?? null,
  valid_to_day: firstDay(fact.validTo),
  valid_to_last: fact.validTo === undefined ? null : latestDay(fact.validTo),
  negated: fact.negated ? 1 : 0,
  ...sortable('amount', fact.amount),
  currency: fact.currency ?? null,
})

const figure = (fact: Of<'figure'>): Row => ({
  subject_as: fact.subjectAs ?? null,
  metric: fact.metric,
  concept: fact.concept ?? null,
  period_label: fact.period?.label ?? null,
  period_start: fact.period?.start ?? null,
  period_end: fact.period?.end ?? null,
  period_duration: fact.period?.duration ?? null,
  ...sortable('value', fact.value),
  ...sortable('low', fact.low),
  ...sortable('high', fact.high),
  ...sortable('out_of', fact.outOf),
  unit: fact.unit,
  currency: fact.currency ?? null,
  decimals: fact.decimals ?? null,
  precision: fact.precision,
  basis: fact.basis,
  ...localized('scope', fact.scope),
  cmp_key: comparisonKey(fact),
})

const statement = (fact: Of<'statement'>): Row => ({
  speaker_title: fact.speakerTitle ?? null,
  speaker_as: fact.speakerAs ?? null,
  about_as: fact.aboutAs ?? null,
  ...localized('summary', fact.summary),
  ...localized('condition', fact.condition),
  said_on: fact.saidOn ?? null,
  said_day: firstDay(fact.saidOn),
})

const event = (fact: Of<'event'>): Row => ({
  kind: fact.kind,
  ...localized('title', fact.title),
  date: fact.date ?? null,
  date_day: firstDay(fact.date),
  date_precision: fact.datePrecision,
  earliest: fact.earliest ?? null,
  latest: fact.latest ?? null,
  ...localized('scope', fact.scope),
})

const property = (fact: Of<'property'>): Row => ({ name: fact.name, value: fact.value, lang: fact.lang ?? null })

/** The columns of a fact's own table, but for its id, its known times and what refers to other rows. */
export function factRow(fact: FullFact<unknown>): Row {
  switch (fact.record) {
    case 'relation':
      return relation(fact)
    case 'figure':
      return figure(fact)
    case 'statement':
      return statement(fact)
    case 'event':
      return event(fact)
    case 'property':
      return property(fact)
  }
}
