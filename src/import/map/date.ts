import { isPartialDate } from '../../records/values.ts'
import { unexpected } from './scope.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The parts that a format may have. */
const PARTS: Readonly<Record<string, string>> = {
  yyyy: '(?<y>\\d{4})',
  mmm: '(?<n>[A-Za-z]{3})[a-z]*\\.?',
  mm: '(?<m>\\d{2})',
  m: '(?<m>\\d{1,2})',
  dd: '(?<d>\\d{2})',
  d: '(?<d>\\d{1,2})',
}

/** What is understood without a format: only what can't mean two days. */
const PLAIN = [
  'yyyy-m-d',
  'yyyy/m/d',
  'yyyy.m.d',
  'yyyymmdd',
  'yyyy年m月d日',
  'yyyy-m',
  'yyyy/m',
  'yyyy年m月',
  'yyyy',
  'yyyy年',
]

/** A format such as `d/mm/yyyy` as a pattern; null if it has no year or a part twice. */
export function datePattern(format: string): RegExp | null {
  const parts = [...format.matchAll(/yyyy|mmm|mm|m|dd|d|./gsu)].map(([part]) => part)
  const known = parts.filter((part) => part in PARTS).map((part) => part[0])
  if (!known.includes('y') || new Set(known).size < known.length || (known.includes('d') && !known.includes('m')))
    return null
  const source = parts.map((part) => PARTS[part] ?? part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
  return new RegExp(`^${source.join('')}$`)
}

const plain = PLAIN.map((format) => datePattern(format)!)

/** No date is longer, and patterns may take long for what is. */
const LONGEST = 100

const HOUR = '(?:[01]?\\d|2[0-4])'

const CLOCKS = [
  `${HOUR}(?:[:：][0-5]\\d){1,2}(?:[.,]\\d+)?(?:\\s*[AaPp]\\.?[Mm]\\.?)?`,
  `${HOUR}[时時点點](?:[0-5]?\\d分(?:[0-5]?\\d秒)?)?`,
  '(?:[01]\\d|2[0-4])(?:[0-5]\\d){2}',
]

/** A time of day behind a day, which says nothing of the day: `T08:00:00Z`, ` 12:30 PM`, ` 9时30分`, `T0800`. */
const TIME = new RegExp(
  `(?:(?:T|\\s+|(?<=日))(?:[上下]午\\s*)?(?:${CLOCKS.join('|')})|T(?:[01]\\d|2[0-4])[0-5]\\d)(?:\\s*[+-]\\d{2}(?::?\\d{2})?)?(?:\\s*(?:Z|[A-Z]{3,4}))?$`,
  'u',
)

/** Reads dates of these formats, or those that can't mean two days, and gives them as `2025-12-19`, `2025-12` or `2025`. */
export function dateReader(formats: readonly RegExp[]): (text: string) => string {
  return (text) => {
    const whole = text.trim()
    if (whole.length > LONGEST) throw unexpected('a date', text)
    const found = formats.length > 0 ? dateIn(whole, formats) : dateIn(whole.replace(/\s*([年月日])\s*/g, '$1'), plain)
    if (found === undefined) throw unexpected('a date that exists, written as the mapping says', text)
    return found
  }
}

/** The date that a text is, with a time behind it or not. */
function dateIn(text: string, patterns: readonly RegExp[]): string | undefined {
  const whole = read(text, patterns)
  if (whole !== undefined) return whole
  const time = TIME.exec(text)
  const day = time ? read(text.slice(0, time.index), patterns) : undefined
  return day?.length === 10 ? day : undefined
}

function read(text: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.groups
    if (!found) continue
    const month = found.n ? MONTHS.indexOf(found.n.toLowerCase()) + 1 : found.m
    const date = [found.y, month, found.d].filter((part) => part !== undefined)
    const iso = date.map((part) => String(part).padStart(2, '0')).join('-')
    if (isPartialDate(iso)) return iso
  }
  return undefined
}
