import * as vocabulary from '../../../schema/vocabulary.ts'
import type { Random } from './random.ts'

export type Loose = Record<string, unknown>

export const keyParts = 'a b 0 1 10 9 a-1 a.1 a1 zhipu z x. y- fund glm-4.5 glm-4-5'.split(' ')

/** Names that fold together, names that only seem to, and names that upset SQL, JSON or sorting. */
export const names = [
  ['智谱', 'zh-Hans'],
  ['智譜', 'zh-Hant'],
  ['Zhipu AI', 'en'],
  ['ZHIPU ai Inc.', 'en'],
  ['张毅', 'zh-Hans'],
  ['張毅', 'zh-Hant'],
  ['华发集团股份有限公司', 'zh-Hans'],
  ['华发', 'zh-Hans'],
  ['華發', 'zh-Hant'],
  ['😀 Labs', 'en'],
  ['𠮷野家', 'ja'],
  ['Ａｂｃ１', 'en'],
  ['abc1', 'de'],
  ['清华', 'zh'],
  ['浦東', 'zh-TW'],
  ['浦东', 'zh-CN'],
  ['九龍', 'zh-Hant-HK'],
  ['Zhīpǔ', 'zh-Latn'],
  ['Colour', 'en-GB'],
  ['Ünïcode GmbH', 'de'],
  ['straße', 'de'],
  ['100%_real\\', 'en'],
  ['O\'Brien "Q" & <b>', 'en'],
  ['ﬁnance  two   spaces', 'en'],
  ['ＮＥＣ', 'ja'],
  ['基金（有限合伙）', 'zh-Hans'],
  ['é (decomposed e\u0301)', 'fr'],
  ['line\nbreak\ttab', 'en'],
  ['\uffee\u{10ffff}', 'ko'],
  ['￮ vs 😀', 'ko'],
] as const
const numbers = '0 -1 0.1 9 10 100 2.5 25 -0.00000000001 1000000 57400000 99999999999999999999'.split(' ')
const bigger = [
  '123456789012345678901234567890.5',
  '-123456789012345678901234567890.5',
  '-10',
  '-9',
  '0.10000000000000000001',
]
export const days = '2023 2024 2024-02 2024-02-29 2024-06-30 2025 2025-01-01 2025-06 2025-06-19 2025-12-31'.split(' ')
/** Around the day that the server's clock shows in the tests. */
const lateDays = ['2026', '2026-01', '2026-01-01', '2026-01-02', '2027']
export const moments = [
  '2024-01-01',
  '2024-06-30T16:00:00Z',
  '2025-01-01T00:00:00+08:00',
  '2025-12-19',
  '2025-12-19T12:00:00.500Z',
  '2026-06-01',
]
const texts = [
  'CEO',
  'ceo',
  '😀x',
  'ｚ',
  '首席分析师',
  'board member',
  'x',
  'Ünï 😀',
  '100%',
  '_',
  "it's",
  '"quoted"',
  'back\\slash',
]
const periods: unknown[] = [
  ...['2023', '2024', '2024-H1', '2024-H2', '2024-Q3', '2024-09', '2025'],
  { duration: 'P3M' },
  { start: '2024-01-01', end: '2024-03-31' },
  { start: '2024-01-01' },
  { start: '2024-01-01', duration: 'P1Y' },
  { end: '2024-12-31' },
  { end: '2023-12-31' },
]

/** Draws the small parts of records. */
export class Draws {
  readonly random: Random

  constructor(random: Random) {
    this.random = random
  }

  often<T>(share: number, value: () => T): T | undefined {
    return this.random.chance(share) ? value() : undefined
  }

  word(list: vocabulary.Vocabulary): string {
    return this.random.pick(vocabulary.words(list))
  }

  text(): string {
    return this.random.pick(texts)
  }

  number(): string {
    return this.random.pick(this.random.chance(0.75) ? numbers : bigger)
  }

  day(): string {
    return this.random.pick(days)
  }

  localized(): Loose {
    const tags = this.random.some(['zh-Hans', 'zh-Hant', 'en'], this.random.int(1, 3))
    return Object.fromEntries(tags.map((tag) => [tag, `${this.text()} ${tag}`]))
  }

  valid(): Loose {
    const [from, to] = this.random.some([...days, ...lateDays], 2).sort()
    return { validFrom: this.often(0.6, () => from), validTo: this.often(0.5, () => to) }
  }

  amount(): Loose {
    return this.random.chance(0.4) ? { amount: this.number(), currency: this.random.pick(['CNY', 'USD']) } : {}
  }

  /** What a figure says: a metric, a period and a value of some precision. */
  figure(): Loose {
    const { random } = this
    const metric = random.chance(0.75) ? random.pick(['REVENUE', 'RANK', 'NET_LOSS']) : this.word(vocabulary.Metric)
    const unit = random.pick(['CURRENCY', 'PERCENT', 'RANK'])
    const value = this.number()
    const form = random.pick([0, 0, 1, 2, 3, 3, 3])
    const values =
      form === 0
        ? { precision: 'UNKNOWN' }
        : form === 1
          ? { precision: 'MORE_THAN', value }
          : form === 2
            ? { precision: 'BETWEEN', low: '3', high: '60' }
            : { precision: random.pick(['EXACT', 'ABOUT']), value }
    return {
      metric,
      concept: metric === 'OTHER' || random.chance(0.1) ? 'ifrs:Revenue' : undefined,
      period: this.often(0.85, () => random.pick(periods)),
      unit,
      currency: unit === 'CURRENCY' ? random.pick(['CNY', 'USD']) : undefined,
      ...values,
      outOf: this.often(0.1, () => '10'),
      basis: this.often(0.3, () => this.word(vocabulary.Basis)),
      decimals: this.often(0.2, () => random.int(-3, 3)),
      scope: this.often(0.3, () => this.localized()),
    }
  }

  /** When an event happened. */
  happened(): Loose {
    const form = this.random.int(0, 6)
    if (form === 0) return { datePrecision: 'UNKNOWN' }
    if (form === 1) return { datePrecision: 'BEFORE', latest: '2025-06-19' }
    if (form === 2) return { datePrecision: 'AFTER', date: '2024-06' }
    if (form === 3) return { date: '2024', datePrecision: 'YEAR' }
    const spring = { earliest: '2024-04-01', latest: '2024-06-30' }
    if (form === 4) return { date: '2024', datePrecision: 'QUARTER', ...spring }
    if (form === 5) return { datePrecision: 'BETWEEN', ...spring }
    return { date: '2024-02-29', datePrecision: 'DAY' }
  }
}
