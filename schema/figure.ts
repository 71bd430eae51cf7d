import type { Ordering } from '../src/plan/fields.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf, langArgument, localized, localizedFilter } from './common.ts'

const f = fieldsOf(tables.figure)

/** By the first day of the period, then the last; a cursor keeps both as "start/end". */
const periodOrdering: Ordering = {
  keys: [
    { expr: (_, row) => row.col('period_start'), nullable: true },
    { expr: (_, row) => row.col('period_end'), nullable: true },
  ],
  text: (x, row) =>
    x.choose(
      [[x.and(x.isNull(row.col('period_start')), x.isNull(row.col('period_end'))), 'null']],
      x.joined(
        x.coalesce(row.col('period_start'), x.text('')),
        x.text('/'),
        x.coalesce(row.col('period_end'), x.text('')),
      ),
    ),
  decode: (text) => {
    if (text === null) return [null, null]
    const [start, end, ...rest] = text.split('/')
    if (end === undefined || rest.length) throw new Error('not a period')
    return [start || null, end || null]
  },
}

export function defineFigure(builder: Builder): void {
  builder.rowObject({
    name: 'Period',
    plural: 'periods',
    table: tables.figure,
    description: 'The stretch of time that a figure is about. A stretch of unknown place has only a duration. 期间。',
    fields: () => ({
      label: f.column('period_label', {
        description: 'A year, or a part of it: 2024, 2024-H1, 2024-Q3 or 2024-09; null for any other days. 期间标签。',
      }),
      start: f.column('period_start', { type: 'Date', description: 'Its first day. 起始日。' }),
      end: f.column('period_end', { type: 'Date', description: 'Its last day. 截止日。' }),
      duration: f.column('period_duration', {
        description:
          'Its length in ISO 8601. Where the source gives days alone: years and months if they are whole ones, or 80 to 100 days (P3M), 170 to 190 (P6M), 260 to 285 (P9M) or 350 to 380 (P1Y), as of financial years in weeks; else days, such as P14D. 时长。',
      }),
    }),
  })
  const number = (column: 'value' | 'low' | 'high' | 'out_of', description: string, order = false) =>
    f.column(column, { type: 'Decimal', sort: `${column}_key` as const, order, description })
  builder.rowObject({
    name: 'Figure',
    plural: 'figures',
    table: tables.figure,
    node: true,
    interfaces: ['Fact'],
    tag: 'FIGURE',
    description:
      'A number about somebody or something: revenue, rank, share … with its period, unit and precision. 指标数据。',
    fields: () => ({
      subject: f.one('subject_id', {
        type: 'Entity',
        description: 'Whose figure it is; null if unnamed, then see `subjectAs`. 主体。',
      }),
      subjectAs: f.column('subject_as', {
        description: 'How the source calls the unnamed subject. 未具名主体的称谓。',
      }),
      metric: f.column('metric', {
        type: 'Metric',
        order: true,
        description: 'What is measured; OTHER is named by `concept`. 指标。',
      }),
      concept: f.column('concept', { description: 'XBRL QName, such as us-gaap:Assets. XBRL 概念。' }),
      period: f.embed({
        type: 'Period',
        present: ['period_label', 'period_start', 'period_end', 'period_duration'],
        order: periodOrdering,
        description: 'The period that it is about; null if the source names none. 期间。',
      }),
      value: number(
        'value',
        'The number as printed, in full units; null if there is none, see precision. 数值。',
        true,
      ),
      low: number('low', 'The least that it may be. 下限。'),
      high: number('high', 'The most that it may be. 上限。'),
      outOf: number('out_of', 'Of how many, as in 9 out of 10. 总数。'),
      unit: f.column('unit', { type: 'Unit', description: 'What the number counts. 单位。' }),
      currency: f.column('currency', { description: 'ISO 4217 code, where the unit is money. 币种。' }),
      decimals: f.column('decimals', {
        description: 'To how many decimal places it is exact, as in XBRL: -6 is to the million. 精确位数。',
      }),
      precision: f.column('precision', {
        type: 'Precision',
        description: 'How the number is to be taken: exact, more than, between … 精度。',
      }),
      basis: f.column('basis', { type: 'Basis', description: 'As reported, adjusted or annualized. 口径。' }),
      scope: f.derived({
        type: 'String',
        nullable: true,
        args: langArgument,
        description: 'The market or group within which it holds. 范围。',
        expr: localized('scope'),
        filter: localizedFilter('scope'),
      }),
    }),
  })
}
