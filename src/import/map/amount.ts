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
  千万: 7,
  亿: 8,
  億: 8,
  百亿: 10,
  千亿: 11,
  万亿: 12,
  萬億: 12,
  兆: 12,
  '%': 0,
}

const NUMBER =
  /^(\()?([-+−]?)\s*[$€£¥₹]?\s*([-+−]?)([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}|\d+)?(?:\.(\d*))?\s*([^\d\s.,()][^\d.,()]*)?(\))?$/

/** What is counted, which changes no number. */
const COUNTED = /(?:人民币)?[元圆股人]?(?:人民币)?$/

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

/** Reads amounts as people write them: `63.802B`, `1,22,000`, `(1,200)`, `5.7亿元`, `54.6%`, `1.5e7`. `units` are further words with their powers of ten. */
export function amountReader(units: Readonly<Record<string, number>>): (text: string) => string {
  const powers = new Map(Object.entries({ ...UNITS, ...units }).map(([unit, power]) => [unit.toLowerCase(), power]))
  return (text) => {
    const found = plain(text)
    const match = found === null ? null : NUMBER.exec(withoutExponent(found))
    const wrong = () =>
      unexpected('an amount such as "63.802B", "1,22,000" or "5.7亿", with three digits behind the last comma', text)
    if (!match) throw wrong()
    const [, open, sign, signBehind, whole = '', fraction = '', word = '', close] = match
    if ((whole === '' && fraction === '') || !open !== !close || (sign && signBehind)) throw wrong()
    const unit = word.trim().toLowerCase()
    const power = powers.get(unit) ?? powers.get(unit.replace(COUNTED, ''))
    if (power === undefined) throw unexpected(`a unit such as K, M, B, 万 or 亿`, word.trim())
    const number = shifted(whole.replaceAll(',', '') || '0', fraction, power)
    return open || (sign || signBehind || '').match(/[-−]/) ? `-${number}` : number
  }
}
