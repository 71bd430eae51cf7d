import type { ClaimRecord, TupuRecord } from '../records/record.ts'
import { label } from '../store/label.ts'
import { isFact, periodOf } from './facts.ts'
import type { FolderFormat } from './format.ts'

const place = ['line', 'start', 'end', 'quote']
const inLanguages = (name: string) => [`${name}ZhHans`, `${name}ZhHant`, `${name}En`]

/** The columns of each file, in an order that stays: new ones come at the end. */
const columns = {
  entity: ['key', 'kind', 'name'],
  name: ['entity', 'position', 'text', 'lang', 'type', 'assertedBy', 'source', ...place],
  identifier: ['entity', 'scheme', 'value'],
  list: ['entity', 'list', 'completeness', 'assertedBy', 'source', ...place, 'knownFrom'],
  source: [
    ...['key', 'kind', 'title', 'publisher', 'authors', 'language', 'place', 'publishedOn', 'publishedNotBefore'],
    ...['url', 'sha256', 'licence', 'primarySource'],
  ],
  relation: [
    ...['key', 'kind', 'from', 'to', 'toAs', 'title', 'validFrom', 'validTo', 'negated', 'product', 'amount'],
    'currency',
  ],
  figure: [
    ...['key', 'subject', 'subjectAs', 'metric', 'concept', 'periodLabel', 'periodStart', 'periodEnd'],
    ...['periodDuration', 'value', 'low', 'high', 'outOf', 'unit', 'currency', 'decimals', 'precision', 'basis'],
    ...inLanguages('scope'),
  ],
  statement: [
    ...['key', 'speaker', 'speakerTitle', 'speakerAs', 'about', 'aboutAs'],
    ...inLanguages('summary'),
    ...inLanguages('condition'),
    'saidOn',
  ],
  event: [
    'key',
    'kind',
    ...inLanguages('title'),
    'date',
    'datePrecision',
    'earliest',
    'latest',
    ...inLanguages('scope'),
  ],
  participant: ['event', 'position', 'entity', 'entityAs', 'role', 'amount', 'currency'],
  property: ['key', 'subject', 'name', 'value', 'lang'],
  claim: [
    ...['key', 'fact', 'factKind', 'assertedBy', 'assertedAs', 'source', 'via', ...place, 'modality', 'printed'],
    ...['assertedOn', 'knownFrom', 'knownTo', 'recordedAt', 'retractedAt', 'slot'],
  ],
} as const satisfies Record<string, readonly string[]>

type File = keyof typeof columns
type Cells = Readonly<Record<string, unknown>>

/** A field as RFC 4180 wants it. Lists are of keys, which have no spaces. */
function field(value: unknown): string {
  if (value === undefined) return ''
  const text = Array.isArray(value) ? value.join(' ') : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const line = (fields: readonly unknown[]) => `${fields.map(field).join(',')}\r\n`

/** One member for each language of a text. */
function spread(name: string, text: { 'zh-Hans'?: string; 'zh-Hant'?: string; en?: string } | undefined): Cells {
  const [simplified, traditional, english] = inLanguages(name) as [string, string, string]
  return { [simplified]: text?.['zh-Hans'], [traditional]: text?.['zh-Hant'], [english]: text?.en }
}

const placed = <Item extends { locator?: ClaimRecord['locator'] }>(item: Item) => ({ ...item, ...item.locator })

/** The row of the record itself. */
function own(record: TupuRecord): Cells {
  switch (record.record) {
    case 'entity':
      return { ...record, name: label(record.names) }
    case 'relation':
      return { ...record, negated: record.negated ?? false }
    case 'figure': {
      const { label: periodLabel, start, end, duration } = periodOf(record)
      const days = { periodLabel, periodStart: start, periodEnd: end, periodDuration: duration }
      return { ...record, ...days, ...spread('scope', record.scope as Cells) }
    }
    case 'statement':
      return {
        ...record,
        ...spread('summary', record.summary as Cells),
        ...spread('condition', record.condition as Cells),
      }
    case 'event':
      return { ...record, ...spread('title', record.title as Cells), ...spread('scope', record.scope as Cells) }
    default:
      return record
  }
}

/** The rows of a record's lists. */
function* belonging(record: TupuRecord): Generator<[File, Cells]> {
  const { key } = record
  if (record.record === 'entity') {
    for (const [position, name] of record.names.entries()) yield ['name', { entity: key, position, ...placed(name) }]
    for (const identifier of record.identifiers ?? []) yield ['identifier', { entity: key, ...identifier }]
    for (const list of record.lists ?? []) yield ['list', { entity: key, ...placed(list) }]
  }
  if (record.record === 'event') {
    for (const [position, one] of (record.participants ?? []).entries()) {
      yield ['participant', { event: key, position, ...one }]
    }
  }
  if (!isFact(record)) return
  for (const claim of record.claims) yield ['claim', { fact: key, factKind: record.record, ...placed(claim) }]
}

/**
 * A file for each kind of row, as RFC 4180 has it: UTF-8 without a mark, CRLF, a header. Texts stand as they are, also those
 * that begin with `=`, `+`, `-` or `@`: a sign in front would not come off again. A spreadsheet takes such for formulas, so
 * import the columns as text there.
 */
export const csv: FolderFormat<File> = {
  files: Object.keys(columns) as File[],
  *write(records) {
    for (const [file, names] of Object.entries(columns)) yield [file as File, line(names)]
    const row = (file: File, cells: Cells) => [file, line(columns[file].map((name) => cells[name]))] as const
    for (const record of records) {
      yield row(record.record, own(record))
      for (const [file, cells] of belonging(record)) yield row(file, cells)
    }
  },
}
