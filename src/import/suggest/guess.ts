import type { FigureRecord } from '../../records/record.ts'
import { amountReader } from '../map/amount.ts'
import { datePattern, dateReader } from '../map/date.ts'
import { currenciesOf, factorOf, isRate } from './money.ts'

type Metric = FigureRecord['metric']

/** A column with some of its cells. */
export type Column = { readonly name: string; readonly cells: readonly string[] }

/** What a column may be for. */
export type Role =
  | 'name'
  | 'alias'
  | 'person'
  | 'post'
  | 'investor'
  | 'when'
  | 'sum'
  | 'code'
  | 'founded'
  | 'country'
  | 'industry'
  | 'website'
  | 'address'
  | 'status'
  | 'description'
  | 'amount'
  | 'other'

export type Guess = {
  readonly name: string
  readonly role: Role
  /** The language that its cells seem to be in. */
  readonly lang: string
  readonly metric?: Metric | undefined
  readonly formats?: string | undefined
  /** Of money, as far as header and cells tell. */
  readonly currency?: string | undefined
  /** Whether some cells are in another. */
  readonly mixed?: boolean | undefined
  /** What numbers without a unit of their own are to be multiplied with. */
  readonly factor?: number | undefined
  /** The sign between the names of a cell that lists several. */
  readonly split?: string | undefined
  /** Why it can't be used, in words. */
  readonly why?: string | undefined
}

/** Cells that stand for nothing. */
export const NOTHING: readonly string[] = ['-', '--', 'N/A', 'n/a', 'null', 'NULL']

const WORDS: readonly (readonly [Role, RegExp])[] = [
  [
    'code',
    /(^|[^a-z])(code|id|isin|lei|cik|ticker|symbol|no\.?|number|统一社会信用)([^a-z]|$)|代码|编号|编码|信用码|注册号/i,
  ],
  ['website', /(^|[^a-z])(url|website|web|homepage|link)([^a-z]|$)|网址|网站|官网|主页/i],
  ['founded', /found(?!er)|incorporat|establish|注册日期|成立/i],
  ['when', /(^|[^a-z])(year|date)([^a-z]|$)|日期|时间|年份|年度|^年$/i],
  ['sum', /(^|[^a-z])(amount|sum)([^a-z]|$)|金额|投资额|出资额/i],
  ['country', /(^|[^a-z])country([^a-z]|$)|国家|国别/i],
  ['industry', /industry|sector|行业|所属/i],
  ['address', /address|地址|住所/i],
  ['status', /(^|[^a-z])status([^a-z]|$)|状态/i],
  ['description', /description|summary|简介|经营范围|描述/i],
  ['post', /职务|职位|岗位|(^|[^a-z])(post|position|job)s?([^a-z]|$)/i],
  [
    'investor',
    /(investor|shareholder)s?([ _-]?name)?$|(投资方|投资人|投资者|投资机构|股东|领投|跟投)方?(名称|全称|简称|姓名)?$/i,
  ],
  ['person', /(^|[^a-z])(person|founder|ceo|director)s?([^a-z]|$)|创始人|姓名|人名|高管|法人|法定代表人|董事/i],
  ['alias', /(^|[^a-z])(alias(es)?|aka|acronym)([^a-z]|$)|曾用名|原名|别名|又名|英文名|中文名/i],
  ['name', /(^|[^a-z])(name|company|organi[sz]ation|title)([^a-z]|$)|名称|公司|企业|简称|全称|机构/i],
]

const METRICS: readonly (readonly [Metric, RegExp])[] = [
  ['REVENUE', /revenue|sales|turnover|营收|营业收入|收入/i],
  ['NET_INCOME', /net.?(income|profit)|净利/i],
  ['VALUATION', /valuation|估值/i],
  ['FUNDING_AMOUNT', /funding|raised|融资额|融资金额/i],
]

const NUMBER_LIKE_CODE = /^0\d+$/
const DATES: readonly (readonly [string | undefined, RegExp])[] = [
  [undefined, /^\d{4}([-/.]\d{1,2}([-/.]\d{1,2})?)?([T ].*)?$|^\d{4}年/],
  ['d/m/yyyy', /^(1[3-9]|2\d|3[01])\/\d{1,2}\/\d{4}$/],
  ['m/d/yyyy', /^\d{1,2}\/(1[3-9]|2\d|3[01])\/\d{4}$/],
]

const share = (cells: readonly string[], test: RegExp) =>
  cells.filter((cell) => test.test(cell)).length / Math.max(1, cells.length)

function languageOf(cells: readonly string[]): string {
  return share(cells, /\p{Script=Han}/u) > 0.5 ? 'zh-Hans' : 'en'
}

function formatOf(cells: readonly string[]): { formats: string | undefined } | null {
  const found = DATES.find(([, pattern]) => cells.some((cell) => pattern.test(cell)))
  if (!found) return null
  const [formats] = found
  return DATES.some(([other, pattern]) => other !== formats && cells.some((cell) => pattern.test(cell)))
    ? null
    : { formats }
}

/** Whether all cells can be read. */
function reads(cells: readonly string[], read: (cell: string) => unknown): boolean {
  try {
    for (const cell of cells) read(cell)
    return true
  } catch {
    return false
  }
}

const amount = amountReader({})
const isAmount = (cell: string) => reads([cell], amount)

function areDates(cells: readonly string[]): boolean {
  const found = formatOf(cells)
  return found !== null && reads(cells, dateReader(found.formats === undefined ? [] : [datePattern(found.formats)!]))
}

function roleOf({ name }: Column, cells: readonly string[]): Role {
  if (cells.length === 0) return 'other'
  const named = WORDS.find(([, words]) => words.test(name))?.[0]
  if (named === 'founded') return formatOf(cells) ? 'founded' : 'other'
  if (named === 'when') return areDates(cells) ? 'when' : 'other'
  if (named === 'sum') return reads(cells, amount) ? 'sum' : 'other'
  if (named === 'investor') return share(cells, /\p{L}/u) > 0.5 ? 'investor' : 'other'
  if (named === 'country') return share(cells, /^[A-Z]{2}$/) === 1 ? 'country' : 'other'
  if (named) return named
  if (share(cells, /^https?:\/\//) > 0.8) return 'website'
  if (share(cells, NUMBER_LIKE_CODE) > 0.3) return 'code'
  return 'other'
}

/** The sign between names that some cells list: a comma or slash only between Chinese ones, since others may have it in a name. */
function splitOf(cells: readonly string[]): string | undefined {
  const uses = (sign: string) => {
    const lists = cells.filter((cell) => cell.split(sign).filter((part) => part.trim() !== '').length > 1)
    const sure = !',/'.includes(sign) || share(lists, /^[^a-z]+$/i) === 1
    return sure ? lists.length : 0
  }
  const best = ['、', ';', '；', '|', '，', ',', '/'].reduce((one, sign) => (uses(sign) > uses(one) ? sign : one))
  return uses(best) > 0 ? best : undefined
}

/** What a column of money is in; a reason if it is none. */
function moneyOf(name: string, cells: readonly string[]): Pick<Guess, 'currency' | 'mixed' | 'factor' | 'why'> {
  if (isRate(name, cells)) return { why: 'a rate' }
  const found = currenciesOf(cells)
  const chinese = languageOf(languageOf([name]) === 'en' ? cells : [name]) !== 'en'
  const [told] = currenciesOf([name])
  const usual = chinese ? 'CNY' : 'USD'
  const currency = told ?? (found.length === 1 ? found[0]! : usual)
  return { currency, mixed: found.some((one) => one !== currency), factor: factorOf(name) }
}

/** What each column may be for, by the words of its name in Chinese or English and by its cells. */
export function guess(columns: readonly Column[]): Guess[] {
  const found = columns.map((column): Guess => {
    const { name } = column
    const cells = column.cells.map((cell) => cell.trim()).filter((cell) => cell !== '' && !NOTHING.includes(cell))
    const metric = METRICS.find(([, words]) => words.test(name))?.[0]
    const numbers = metric && cells.filter((cell) => isAmount(cell)).length > 0.9 * cells.length
    const role = numbers ? 'amount' : roleOf(column, cells)
    const money = role === 'amount' || role === 'sum' ? moneyOf(name, cells) : undefined
    if (money?.why !== undefined) return { name, role: 'other', lang: languageOf(cells), why: money.why }
    return {
      name,
      role,
      lang: languageOf(money && languageOf([name]) !== 'en' ? [name] : cells),
      metric: role === 'amount' ? metric : undefined,
      formats: role === 'founded' || role === 'when' ? formatOf(cells)?.formats : undefined,
      split: role === 'person' || role === 'investor' ? splitOf(cells) : undefined,
      ...money,
    }
  })
  if (found.some(({ role }) => role === 'name')) return found
  // Where no column names anything else, investors are what the table lists, or what other names are of.
  const has = (role: Role) => found.some((one) => one.role === role)
  const instead = has('investor') ? 'investor' : has('person') ? undefined : 'alias'
  return found.map((one) => (one.role === instead ? { ...one, role: 'name' } : one))
}

/** What a mapping says of the currency of a column: where cells name several, that of the cell. */
export const currencyIn = ({ name, currency, mixed }: Guess): unknown =>
  mixed ? { first: [{ column: name, trim: true, currency: true }, currency] } : currency

/** What a mapping has to say for amounts of a column to be read. */
export const amountOf = ({ factor = 1 }: Guess): unknown => (factor === 1 ? true : { units: { '': factor } })
