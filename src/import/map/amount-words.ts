import type { FigureRecord } from '../../records/record.ts'

type Precision = FigureRecord['precision']

/** What names a currency, with the currencies that it may mean, the likeliest first. */
const CURRENCIES: readonly (readonly [words: string, codes: string])[] = [
  ['人民币 人民幣 RMB cny CN¥', 'CNY'],
  ['¥', 'CNY JPY'],
  ['美元 美金 US$ usd', 'USD'],
  ['$', 'USD HKD TWD SGD CAD AUD NZD MOP MXN'],
  ['港元 港币 港幣 HK$ hkd', 'HKD'],
  ['新台币 新臺幣 新台幣 台币 臺幣 台幣 NT$', 'TWD'],
  ['澳门元 澳門元 澳门币 MOP$', 'MOP'],
  ['新加坡元 新元 S$', 'SGD'],
  ['欧元 歐元 € eur euro euros', 'EUR'],
  ['日元 日圆 日圓 JP¥ jpy yen', 'JPY'],
  ['英镑 英鎊 £ gbp', 'GBP'],
  ['韩元 韓元 韩圆 ₩', 'KRW'],
  ['澳元 A$', 'AUD'],
  ['加元 C$', 'CAD'],
  ['瑞士法郎 瑞郎', 'CHF'],
  ['印度卢比 卢比 ₹', 'INR'],
  ['卢布 ₽', 'RUB'],
]

/** 元 is the last word for one of several currencies, and says nothing beside another: 5000万元 is CNY, HK$5000万元 HKD. */
const YUAN = 'CNY HKD TWD MOP SGD'.split(' ')

const BEFORE: Readonly<Partial<Record<Precision, string>>> = {
  ABOUT:
    '约为 约合 大约 约 约莫 将近 接近 近 大概 ~ ≈ about approximately approx. approx around circa ca. nearly almost',
  MORE_THAN: '超过 超 逾 高于 大于 多于 > over above exceeding more|than',
  AT_LEAST: '不低于 不少于 不小于 至少 最少 ≥ >= at|least',
  LESS_THAN: '不到 不足 低于 少于 小于 < under below less|than',
  AT_MOST: '不超过 不高于 不多于 至多 最多 最高 ≤ <= up|to at|most',
}

const AFTER: Readonly<Partial<Record<Precision, string>>> = {
  ABOUT: '左右 上下',
  MORE_THAN: '有余 余 多',
  AT_LEAST: '及以上 以上 +',
  AT_MOST: '及以下 以下 以内 之内',
  UNKNOWN: '量级 级别 级',
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const ends = (word: string) => (/^[a-z]/i.test(word) ? `(?<![a-zA-Z])${escaped(word)}` : escaped(word))
const begins = (word: string) => (/[a-z]$/i.test(word) ? `${escaped(word)}(?![a-zA-Z])` : escaped(word))

/** One of the words, the longest first. */
const oneOf = (words: Iterable<string>, pattern: (word: string) => string) =>
  [...words]
    .toSorted((a, b) => b.length - a.length)
    .map(pattern)
    .join('|')

const capitalised = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1)

const codes = new Map<string, readonly string[]>([
  ...Intl.supportedValuesOf('currency').map((code): [string, string[]] => [code, [code]]),
  ...CURRENCIES.flatMap(([words, codes]) =>
    words
      .split(' ')
      .flatMap((word) => [word, word.toLowerCase(), word.toUpperCase(), capitalised(word)])
      .map((word): [string, string[]] => [word, codes.split(' ')]),
  ),
])

function precisions(table: Readonly<Partial<Record<Precision, string>>>): ReadonlyMap<string, Precision> {
  return new Map(
    Object.entries(table).flatMap(([precision, words]) =>
      words.split(' ').map((word): [string, Precision] => [word.replace('|', ' '), precision as Precision]),
    ),
  )
}

const before = precisions(BEFORE)
const after = precisions(AFTER)

const currencyBefore = new RegExp(`^(${oneOf(codes.keys(), begins)})\\s*`)
const currencyAfter = new RegExp(
  `\\s*(?:\\((${oneOf(codes.keys(), escaped)})\\)|(${oneOf(codes.keys(), ends)})|([元圆圓]))$`,
)
const precisionBefore = new RegExp(`^(${oneOf(before.keys(), begins)})\\s*`, 'i')
const precisionAfter = new RegExp(`\\s*(${oneOf(after.keys(), ends)})$`, 'i')

/** What the words around a number say. */
export class Words {
  #precision: Precision = 'EXACT'
  #currencies: readonly string[] | undefined
  #yuan = false
  /** Whether they contradict each other. */
  contradict = false

  get precision(): Precision {
    return this.#precision
  }

  get currencies(): readonly string[] {
    return this.#currencies ?? (this.#yuan ? YUAN : [])
  }

  /** What is left of a text without the words at its ends. */
  strip(text: string): string {
    let rest = text
    for (;;) {
      const found = this.#currency(this.#qualified(rest)).trim()
      if (found === rest) return rest
      rest = found
    }
  }

  /** How exact a number is said to be; `约` beside another word says nothing more. */
  qualify(precision: Precision): void {
    if (this.#precision === 'EXACT' || this.#precision === 'ABOUT') this.#precision = precision
    else if (precision !== 'ABOUT' && precision !== this.#precision) this.contradict = true
  }

  #qualified(text: string): string {
    const first = precisionBefore.exec(text)
    if (first) this.qualify(before.get(first[1]!.toLowerCase())!)
    const rest = first ? text.slice(first[0].length) : text
    const last = precisionAfter.exec(rest)
    if (!last) return rest
    this.qualify(after.get(last[1]!.toLowerCase())!)
    return rest.slice(0, last.index)
  }

  #currency(text: string): string {
    const first = currencyBefore.exec(text)
    if (first) this.name(first[1]!)
    const rest = first ? text.slice(first[0].length) : text
    const last = currencyAfter.exec(rest)
    if (!last) return rest
    if (last[3]) this.#yuan = true
    else this.name(last[1] ?? last[2]!)
    return rest.slice(0, last.index)
  }

  /** Takes a word for a currency. */
  name(word: string): void {
    const named = codes.get(word)!
    const both = this.#currencies?.filter((code) => named.includes(code)) ?? named
    if (both.length === 0) this.contradict = true
    this.#currencies = both
  }
}
