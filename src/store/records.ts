import { FOREVER } from '../records/forever.ts'
import type { TupuRecord } from '../records/record.ts'

/** A row as it comes out of the database, with the keys of the rows that it refers to beside its own columns. */
export type StoredRow = Readonly<Record<string, string | number | null>>

/** The rows of the lists that belong to a record, in their order. */
export type Parts = { readonly [list: string]: readonly StoredRow[] }

type Members = Record<string, unknown>

/** The members that have a value, in the order given. */
function given(members: Members): Members {
  const present: Members = {}
  for (const name in members) if (members[name] !== undefined && members[name] !== null) present[name] = members[name]
  return present
}

/** The list, unless it is empty. */
const list = (items: readonly unknown[]) => (items.length > 0 ? items : undefined)

/** The object, unless it has no members. */
function some(members: Members): Members | undefined {
  const present = given(members)
  return Object.keys(present).length > 0 ? present : undefined
}

const localized = (row: StoredRow, name: string) =>
  some({ 'zh-Hans': row[`${name}_zh_hans`], 'zh-Hant': row[`${name}_zh_hant`], en: row[`${name}_en`] })

const locator = (row: StoredRow) => some({ line: row.line, start: row.start_at, end: row.end_at, quote: row.quote })

const evidence = (row: StoredRow) => ({ assertedBy: row.asserter, source: row.source, locator: locator(row) })

/** A claim; `via` are the keys of the sources behind its source. */
export function claimOf(row: StoredRow, via: readonly string[]): Members {
  return given({
    key: row.key,
    assertedBy: row.asserter,
    assertedAs: row.asserted_as,
    source: row.source,
    via: list(via),
    locator: locator(row),
    modality: row.modality,
    printed: row.printed,
    assertedOn: row.asserted_on,
    knownFrom: row.known_from,
    knownTo: row.known_to === FOREVER ? undefined : row.known_to,
    recordedAt: row.recorded_at,
    retractedAt: row.retracted_at,
    slot: row.slot,
  })
}

const members = {
  source: (row: StoredRow, { authors }: Parts) => ({
    kind: row.kind,
    title: row.title,
    publisher: row.publisher,
    authors: list(authors!.map(({ entity }) => entity)),
    language: row.language,
    place: row.place,
    publishedOn: row.published_on,
    publishedNotBefore: row.published_not_before,
    url: row.url,
    sha256: row.sha256,
    licence: row.licence,
    primarySource: row.primary_source,
  }),
  entity: (row: StoredRow, { names, identifiers, lists }: Parts) => ({
    kind: row.kind,
    names: names!.map((name) => given({ text: name.text, lang: name.lang, type: name.type, ...evidence(name) })),
    identifiers: list(identifiers!.map(({ scheme, value }) => ({ scheme, value }))),
    lists: list(
      lists!.map((one) =>
        given({ list: one.list, completeness: one.completeness, ...evidence(one), knownFrom: one.known_from }),
      ),
    ),
  }),
  relation: (row: StoredRow) => ({
    kind: row.kind,
    from: row.from,
    to: row.to,
    toAs: row.to_as,
    title: row.title,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    negated: row.negated === 1 ? true : undefined,
    product: row.product,
    amount: row.amount,
    currency: row.currency,
  }),
  figure: (row: StoredRow) => ({
    subject: row.subject,
    subjectAs: row.subject_as,
    metric: row.metric,
    concept: row.concept,
    period: some({
      label: row.period_label,
      start: row.period_start,
      end: row.period_end,
      duration: row.period_duration,
    }),
    value: row.value,
    low: row.low,
    high: row.high,
    outOf: row.out_of,
    unit: row.unit,
    currency: row.currency,
    decimals: row.decimals,
    precision: row.precision,
    basis: row.basis,
    scope: localized(row, 'scope'),
  }),
  statement: (row: StoredRow, { about }: Parts) => ({
    speaker: row.speaker,
    speakerTitle: row.speaker_title,
    speakerAs: row.speaker_as,
    // Two of them may have been merged.
    about: list([...new Set(about!.map(({ entity }) => entity))]),
    aboutAs: row.about_as,
    summary: localized(row, 'summary'),
    condition: localized(row, 'condition'),
    saidOn: row.said_on,
  }),
  event: (row: StoredRow, { participants }: Parts) => ({
    kind: row.kind,
    title: localized(row, 'title'),
    date: row.date,
    datePrecision: row.date_precision,
    earliest: row.earliest,
    latest: row.latest,
    scope: localized(row, 'scope'),
    participants: list(
      participants!.map(({ entity, entity_as, role, amount, currency }) =>
        given({ entity, entityAs: entity_as, role, amount, currency }),
      ),
    ),
  }),
  property: (row: StoredRow) => ({ subject: row.subject, name: row.name, value: row.value, lang: row.lang }),
} satisfies Record<TupuRecord['record'], (row: StoredRow, parts: Parts) => Members>

/** The record that rows were written from: every member that has a value, in one order. The inverse of `rows.ts`. */
export function recordOf(record: TupuRecord['record'], row: StoredRow, parts: Parts, claims?: Members[]): TupuRecord {
  return given({ record, key: row.key, ...members[record](row, parts), claims }) as unknown as TupuRecord
}
