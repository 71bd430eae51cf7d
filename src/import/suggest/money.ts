import { powerOfUnit } from '../map/amount.ts'

/** Words and signs of currencies; 元 alone comes last, since others end in it. */
const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['USD', /美元|US\$|USD|(?<!HK|[A-Z])\$/i],
  ['HKD', /港元|港币|HK\$|HKD/i],
  ['EUR', /欧元|EUR|€/i],
  ['GBP', /英镑|GBP|£/i],
  ['JPY', /日元|JPY/i],
  ['INR', /INR|₹/i],
  ['CNY', /人民币|RMB|CNY|¥|￥|元/i],
]

/** The parts of a header that may tell a unit: in brackets, behind a slash, behind `in`, or 万元 at its end. */
const PARTS = [/[(（[【]([^)）\]】]+)[)）\]】]/g, /\/\s*(.+)$/g, /\bin\s+(.+)$/gi, /((?:[十百千]?[万亿千])\S?\S?元)$/g]

/** The currencies that texts name. */
export function currenciesOf(texts: readonly string[]): string[] {
  const found = new Set<string>()
  for (const text of texts) {
    const named = CURRENCIES.find(([, words]) => words.test(text))
    if (named) found.add(named[0])
  }
  return [...found]
}

/** The factor that a header tells for the numbers below it, such as 10000 for 营业收入（万元）, 1 if it tells none. */
export function factorOf(header: string): number {
  for (const pattern of PARTS) {
    for (const [, part] of header.matchAll(pattern)) {
      const words = CURRENCIES.reduce(
        (left, [, currency]) => left.replace(currency, ' '),
        part!.replace(/^\s*in\b|\bof\b/gi, ''),
      )
      const unit = words
        .trim()
        .toLowerCase()
        .replace(/^'?0{3}'?s?$/, 'k')
      const power = powerOfUnit(unit) ?? powerOfUnit(unit.replace(/s$/, ''))
      if (power) return 10 ** power
    }
  }
  return 1
}

/** Whether a column tells ratios rather than money: by its header, or since its cells are percentages. */
export const isRate = (header: string, cells: readonly string[]): boolean =>
  /率|增长|增速|增幅|同比|环比|占比|比例|growth|margin|ratio|(^|[^a-z])rate|percent|yoy|%/i.test(header) ||
  cells.filter((cell) => /[%％]\s*$/.test(cell)).length * 2 > cells.length
