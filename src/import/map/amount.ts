import { Words } from './amount-words.ts'
import { Amount } from './money.ts'
import { unexpected } from './scope.ts'
import { shifted, withoutExponent } from './text.ts'

/** What stands behind a number, and the power of ten that it means. */
const UNITS: Readonly<Record<string, number>> = {
  '': 0,
  k: 3,
  thousand: 3,
  m: 6,
  mn: 6,
  mm: 6,
  million: 6,
  b: 9,
  bn: 9,
  billion: 9,
  t: 12,
  tn: 12,
  trillion: 12,
  lakh: 5,
  crore: 7,
  cr: 7,
  千: 3,
  万: 4,
  萬: 4,
  十万: 5,
  百万: 6,
  百萬: 6,
  千万: 7,
  千萬: 7,
  亿: 8,
  億: 8,
  十亿: 9,
  百亿: 10,
  千亿: 11,
  万亿: 12,
  萬億: 12,
  兆: 12,
  '%': 0,
}

const NUMBER =
  /^(\()?([-+−]?)\s*([$€£¥₹])?\s*([-+−]?)([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}|\d+)?(?:\.(\d*))?\s*([^\d\s.,()][^\d.,()]*)?(\))?$/

/** People and shares, which change no number. */
const COUNTED = /[股人]$/
/** Cells that stand for nothing. */
const NOTHING = /^(?:[-–—−/]+|n\/?a|null|none|无)$/i
/** That there is an amount, but not which. */
const UNTOLD =
  /^(?:(?:金额|数额)?(?:未|尚未|暂未|不)(?:披露|透露|公开|公布|知|详)(?:金额|数额)?|待披露|保密|undisclosed|(?:not|un)[ -]?(?:disclosed|known|revealed)|confidential)$/i
/** Several of a unit, or a sum of its size. */
const SEVERAL =
  /^(?:(?:数|好几|几|若干|上)[十百千万萬亿億]+|(?:several|multi|tens of|hundreds of|a few)[ -]*(?:thousand|million|billion)s?)$/i
const UNIT_ALONE = /^[十百千万萬亿億]+$/
const RANGE = /^(.*?\d.*?)\s*(?:-|–|—|~|至|到|to)\s*([^-–—~至到]+)$/i
/** Behind the digits and before the unit: 3000余万. */
const ODD = /^(?:余|多)(?=.)/

/** A text in half width, in which only digits are digits: ² and ② would become such. */
function plain(text: string): string | null {
  const found = text.normalize('NFKC').trim()
  return found !== text && /\d/.test(text.replace(/\p{Nd}/gu, '').normalize('NFKC')) ? null : found
}

/** The power of ten that a unit means; undefined if there is no such unit. */
export const powerOfUnit = (unit: string): number | undefined => (Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined)

/** The power of ten that a factor such as 1000 is; null if it is none. */
export const powerOf = (factor: number): number | null => {
  const power = Math.round(Math.log10(factor))
  return factor === 10 ** power ? power : null
}

type Digits = { whole: string; fraction: string; negative: boolean; unit: string }

/** The number and its unit; undefined if it is none. */
function digitsOf(text: string, words: Words): Digits | undefined {
  const match = NUMBER.exec(withoutExponent(text))
  if (!match) return undefined
  const [, open, sign, symbol, signBehind, whole = '', fraction = '', word = '', close] = match
  if ((whole === '' && fraction === '') || !open !== !close || (sign && signBehind)) return undefined
  if (symbol) words.name(symbol)
  const negative = open !== undefined || /[-−]/.test(sign || signBehind || '')
  return { whole: whole.replaceAll(',', '') || '0', fraction, negative, unit: word.trim().toLowerCase() }
}

const EXPECTED =
  'an amount such as "63.802B", "1,22,000", "5.7亿" or "约3000万美元", with three digits behind the last comma'

/**
 * Reads amounts as people write them: `63.802B`, `1,22,000`, `(1,200)`, `5.7亿元`, `54.6%`, `1.5e7`, `约3000万美元`, `1-2亿`. `units` are further words
 * with their powers of ten. A text is the number alone; undefined is nothing.
 */
export function amountReader(units: Readonly<Record<string, number>>): (text: string) => string | Amount | undefined {
  const powers = new Map(Object.entries({ ...UNITS, ...units }).map(([unit, power]) => [unit.toLowerCase(), power]))

  const scaled = ({ whole, fraction, negative }: Digits, power: number) =>
    `${negative ? '-' : ''}${shifted(whole, fraction, power)}`

  /** The power of a unit, which may have odd words before it. */
  const power = (unit: string, words: Words): number | undefined => {
    const found = powers.get(unit) ?? powers.get(unit.replace(COUNTED, '').trim())
    if (found !== undefined || !ODD.test(unit)) return found
    words.qualify('MORE_THAN')
    return powers.get(unit.replace(ODD, ''))
  }

  const range = (text: string, words: Words): { low: string; high: string } | undefined => {
    const [, first, last] = RANGE.exec(text) ?? []
    if (first === undefined || last === undefined) return undefined
    const [low, high] = [digitsOf(words.strip(first), words), digitsOf(words.strip(last), words)]
    if (!low || !high || low.negative || high.negative) return undefined
    const [lowest, highest] = [power(low.unit || high.unit, words), power(high.unit, words)]
    if (lowest === undefined || highest === undefined) return undefined
    const ends = { low: scaled(low, lowest), high: scaled(high, highest) }
    return Number(ends.low) < Number(ends.high) ? ends : undefined
  }

  return (text) => {
    const found = plain(text)
    if (found === null) throw unexpected(EXPECTED, text)
    const words = new Words()
    let digits = digitsOf(found, words)
    // As it stands there, since further units may end like a currency.
    let factor = digits && powers.get(digits.unit)
    if (digits === undefined || factor === undefined) {
      if (NOTHING.test(found)) return undefined
      if (UNTOLD.test(found)) return new Amount(text, {}, undefined, [])
      const rest = words.strip(found)
      const alone = UNIT_ALONE.test(rest) && words.precision !== 'EXACT'
      if (SEVERAL.test(rest) || (alone && words.precision === 'UNKNOWN'))
        return new Amount(text, {}, 'UNKNOWN', words.currencies)
      digits = digitsOf(alone ? `1${rest}` : rest, words)
      const ends = digits ? undefined : range(rest, words)
      if (words.contradict || words.precision === 'UNKNOWN' || (!digits && !ends)) throw unexpected(EXPECTED, text)
      if (ends) {
        if (words.precision !== 'EXACT' && words.precision !== 'ABOUT') throw unexpected(EXPECTED, text)
        return new Amount(text, ends, 'BETWEEN', words.currencies)
      }
      factor = power(digits!.unit, words)
      if (factor === undefined) throw unexpected('a unit such as K, M, B, 万 or 亿', digits!.unit)
    }
    const value = scaled(digits!, factor)
    return words.precision === 'EXACT' && words.currencies.length === 0
      ? value
      : new Amount(text, { value }, words.precision, words.currencies)
  }
}

/** The currency that an amount names: `5000万美元` is in USD. Undefined if it names none. */
export function currencyOf(text: string): string | undefined {
  const words = new Words()
  const rest = words.strip(plain(text) ?? text)
  const symbol = NUMBER.exec(rest)?.[3]
  if (symbol) words.name(symbol)
  return words.currencies[0]
}
