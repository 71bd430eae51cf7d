import type { Metric, Unit } from '../../../../schema/vocabulary.ts'
import { decimalKey } from '../../../records/values.ts'
import { bySql, type Check, listed, quoted } from './check.ts'

type MetricName = keyof typeof Metric
type UnitName = keyof typeof Unit

/** The units that a metric can be in; those that are not here can be in any. */
const units: { readonly [metric in MetricName]?: readonly UnitName[] } = {
  REVENUE: ['CURRENCY'],
  NET_INCOME: ['CURRENCY'],
  NET_LOSS: ['CURRENCY'],
  ADJUSTED_NET_LOSS: ['CURRENCY'],
  RND_EXPENSE: ['CURRENCY'],
  ANNUAL_RECURRING_REVENUE: ['CURRENCY'],
  VALUATION: ['CURRENCY'],
  FUNDING_AMOUNT: ['CURRENCY'],
  GROSS_MARGIN: ['PERCENT', 'PURE'],
  REVENUE_CAGR: ['PERCENT', 'PURE'],
  MARKET_SHARE: ['PERCENT', 'PURE'],
  RANK: ['RANK'],
  DEVELOPER_COUNT: ['PERSON'],
  DEVICE_COUNT: ['DEVICE'],
  FUNDING_ROUND_COUNT: ['ROUND'],
  RELEASE_INTERVAL: ['DAY', 'MONTH', 'YEAR'],
}

/** Units of which there are whole ones only, and units of which there are none below zero. */
const whole: readonly UnitName[] = ['RANK', 'COMPANY', 'DEVICE', 'ROUND']
const counts: readonly UnitName[] = [...whole, 'PERSON']
const natural: readonly UnitName[] = [...counts, 'SHARE', 'DAY', 'MONTH', 'YEAR']
const positive: readonly MetricName[] = ['NET_LOSS', 'ADJUSTED_NET_LOSS', 'MARKET_SHARE']

const sortKey = (number: string) => quoted(decimalKey(number))
const any = (condition: (column: string) => string) =>
  `(${['value', 'low', 'high'].map((name) => condition(`f.${name}`)).join(' or ')})`
const below = (number: string) => any((column) => `${column}_key < ${sortKey(number)}`)
const above = (number: string) => any((column) => `${column}_key > ${sortKey(number)}`)

const figures = (condition: string, message: string) =>
  `select f.key, s.key as other, f.metric || ' ' || coalesce(f.value, f.low || ' to ' || f.high, '') || ' ' || f.unit || ${quoted(`: ${message}`)} as message
   from figure f left join entity s on s.id = f.subject_id where ${condition}`

export const values: readonly Check[] = [
  {
    name: 'values-out-of-range',
    severity: 'problem',
    about: 'figures and amounts that their unit does not allow',
    advice: 'Look the number up in the source (a factor of a hundred, a sign, a column) and import the record again.',
    find: bySql(
      figures(`f.unit = 'RANK' and ${below('1')}`, 'the first rank is 1'),
      figures(`f.unit = 'RANK' and f.out_of_key < f.value_key`, 'a rank beyond the number of those ranked'),
      figures(
        `${below('0')} and (f.unit in ${listed(counts)} or f.metric in ${listed(positive)}
           or (f.unit in ${listed(natural)} and f.metric <> 'OTHER'))`,
        'less than none',
      ),
      figures(
        `f.unit in ${listed(whole)} and ${any((column) => `instr(${column}, '.') > 0`)}`,
        'only whole ones are counted',
      ),
      figures(`f.metric in ('MARKET_SHARE', 'GROSS_MARGIN') and f.unit = 'PERCENT' and ${above('100')}`, 'over 100 %'),
      figures(
        `f.metric in ('MARKET_SHARE', 'GROSS_MARGIN') and f.unit = 'PURE' and ${above('1')}`,
        'more than the whole, which is 1',
      ),
      figures(`f.low_key > f.high_key`, 'low is above high'),
      figures(`f.unit in ('CURRENCY', 'CURRENCY_PER_SHARE') and f.currency is null`, 'money without a currency'),
      ...(['relation', 'participant'] as const).map((table) => {
        const key = table === 'relation' ? 'r.key' : '(select key from event where id = r.event_id)'
        return `select ${key} as key, 'amount ' || r.amount || coalesce(' ' || r.currency, ' without a currency') as message
          from ${table} r where r.amount_key < ${sortKey('0')} or (r.amount is not null and r.currency is null)`
      }),
    ),
  },
  {
    name: 'units-of-another-metric',
    severity: 'problem',
    about: 'figures in a unit that does not measure their metric',
    advice: 'Import the figure again with the unit that it has in the source, or as another metric.',
    find: bySql(
      ...Object.entries(units).map(([metric, fitting]) =>
        figures(
          `f.metric = '${metric}' and f.unit not in ${listed(fitting)} and f.precision <> 'UNKNOWN'`,
          `expected ${fitting.join(' or ')}`,
        ),
      ),
    ),
  },
]
