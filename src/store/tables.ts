/** What a column holds; `?` means that it may be NULL. Booleans are kept as 0 and 1. */
export type ColumnType = 'int' | 'int?' | 'text' | 'text?' | 'bool'

/** A table as the compiler sees it. What is said here is checked against the database when it is opened. */
export type Table<Columns extends Record<string, ColumnType> = Record<string, ColumnType>> = {
  readonly name: string
  readonly columns: Columns
  /** Its rows are JSON objects that come with the request; the columns are their members. */
  readonly given?: true
}

const table = <const C extends Record<string, ColumnType>>(name: string, columns: C): Table<C> => ({ name, columns })

const known = { known_from: 'text', known_to: 'text', known_gaps: 'bool' } as const

export const entity = table('entity', {
  id: 'int',
  key: 'text',
  kind: 'text',
  label: 'text',
  canonical_id: 'int?',
  influence: 'int',
})

export const source = table('source', {
  id: 'int',
  key: 'text',
  kind: 'text',
  title: 'text?',
  title_folded: 'text?',
  publisher_id: 'int?',
  language: 'text?',
  place: 'text?',
  published_on: 'text?',
  published_day: 'text?',
  published_not_before: 'text?',
  url: 'text?',
  sha256: 'text?',
  licence: 'text?',
  primary_source_id: 'int?',
})

export const sourceAuthor = table('source_author', { source_id: 'int', position: 'int', entity_id: 'int' })

export const passage = table('passage', {
  id: 'int',
  source_id: 'int',
  line: 'int?',
  start_at: 'int?',
  end_at: 'int?',
  quote: 'text?',
})

export const name = table('name', {
  id: 'int',
  entity_id: 'int',
  rank: 'int',
  text: 'text',
  lang: 'text',
  type: 'text',
  folded: 'text',
  norm: 'text',
  asserter_id: 'int?',
  source_id: 'int?',
  passage_id: 'int?',
})

export const identifier = table('identifier', { scheme: 'text', value: 'text', entity_id: 'int' })

export const coverage = table('coverage', {
  id: 'int',
  entity_id: 'int',
  list: 'text',
  completeness: 'text',
  asserter_id: 'int?',
  known_from: 'text',
})

export const fact = table('fact', { id: 'int', key: 'text', kind: 'text', ...known })

export const relation = table('relation', {
  id: 'int',
  key: 'text',
  kind: 'text',
  from_id: 'int',
  to_id: 'int?',
  to_as: 'text?',
  title: 'text?',
  valid_from: 'text?',
  valid_from_day: 'text?',
  valid_to: 'text?',
  valid_to_day: 'text?',
  valid_to_last: 'text?',
  negated: 'bool',
  product_id: 'int?',
  amount: 'text?',
  amount_key: 'text?',
  currency: 'text?',
  ...known,
})

export const figure = table('figure', {
  id: 'int',
  key: 'text',
  subject_id: 'int?',
  subject_as: 'text?',
  metric: 'text',
  concept: 'text?',
  period_label: 'text?',
  period_start: 'text?',
  period_end: 'text?',
  period_duration: 'text?',
  value: 'text?',
  value_key: 'text?',
  low: 'text?',
  low_key: 'text?',
  high: 'text?',
  high_key: 'text?',
  out_of: 'text?',
  out_of_key: 'text?',
  unit: 'text',
  currency: 'text?',
  decimals: 'int?',
  precision: 'text',
  basis: 'text',
  scope_zh_hans: 'text?',
  scope_zh_hant: 'text?',
  scope_en: 'text?',
  ...known,
})

export const statement = table('statement', {
  id: 'int',
  key: 'text',
  speaker_id: 'int?',
  speaker_title: 'text?',
  speaker_as: 'text?',
  about_as: 'text?',
  summary_zh_hans: 'text?',
  summary_zh_hant: 'text?',
  summary_en: 'text?',
  condition_zh_hans: 'text?',
  condition_zh_hant: 'text?',
  condition_en: 'text?',
  said_on: 'text?',
  said_day: 'text?',
  ...known,
})

/** With the statement's day and key, so that statements about an entity are found in that order. */
export const statementAbout = table('statement_about', {
  statement_id: 'int',
  position: 'int',
  entity_id: 'int',
  said_day: 'text?',
  key: 'text',
})

export const event = table('event', {
  id: 'int',
  key: 'text',
  kind: 'text',
  title_zh_hans: 'text?',
  title_zh_hant: 'text?',
  title_en: 'text?',
  date: 'text?',
  date_day: 'text?',
  date_precision: 'text',
  earliest: 'text?',
  latest: 'text?',
  scope_zh_hans: 'text?',
  scope_zh_hant: 'text?',
  scope_en: 'text?',
  ...known,
})

export const participant = table('participant', {
  event_id: 'int',
  position: 'int',
  entity_id: 'int?',
  entity_as: 'text?',
  role: 'text',
  amount: 'text?',
  amount_key: 'text?',
  currency: 'text?',
})

export const property = table('property', {
  id: 'int',
  key: 'text',
  subject_id: 'int',
  name: 'text',
  value: 'text',
  lang: 'text?',
  ...known,
})

/** The subjects that have a value of a property, in the order of their labels; a row has the id of its property. */
export const subjectByValue = table('subject_by_value', {
  id: 'int',
  name: 'text',
  value: 'text',
  subject: 'int',
  subject_kind: 'text',
  subject_label: 'text',
  subject_key: 'text',
  alone: 'bool',
  ...known,
  founded_on: 'text?',
  founded_from: 'text?',
  founded_to: 'text?',
  founded_alone: 'bool',
})

export const claim = table('claim', {
  id: 'int',
  key: 'text',
  fact_id: 'int',
  asserter_id: 'int?',
  asserted_as: 'text?',
  source_id: 'int',
  passage_id: 'int?',
  modality: 'text',
  printed: 'text?',
  asserted_on: 'text?',
  asserted_day: 'text?',
  known_from: 'text',
  known_to: 'text',
  recorded_at: 'text',
  retracted_at: 'text?',
})

export const claimVia = table('claim_via', { claim_id: 'int', position: 'int', source_id: 'int' })
