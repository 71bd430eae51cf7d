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

/** Reads dates of these formats, or those that can't mean two days, and gives them as `2025-12-19`, `2025-12` or `2025`. */
export function dateReader(formats: readonly RegExp[]): (text: string) => string {
  return (text) => {
    const [patterns, day] = formats.length > 0 ? [formats, text.trim()] : [plain, text.trim().split(/[T ]/, 1)[0]!]
    for (const pattern of patterns) {
      const found = pattern.exec(day)?.groups
      if (!found) continue
      const month = found.n ? MONTHS.indexOf(found.n.toLowerCase()) + 1 : found.m
      const date = [found.y, month, found.d].filter((part) => part !== undefined)
      const iso = date.map((part) => String(part).padStart(2, '0')).join('-')
      if (isPartialDate(iso)) return iso
    }
    throw unexpected('a date that exists, written as the mapping says', text)
  }
}
