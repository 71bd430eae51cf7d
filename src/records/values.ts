import { z } from 'zod'

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/
const PARTIAL_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** Whether nothing of the text can be seen: spaces of any width, marks and joiners without one. */
export const isBlank = (text: string): boolean => /^[\s\p{Cc}\p{Cf}\p{DI}]*$/u.test(text)

/** The one way in which Tupu writes a number: no plus, no leading zeros, no trailing zeros, no minus zero. Null if it isn't one. */
export function canonicalDecimal(text: string): string | null {
  const match = DECIMAL.exec(text)
  if (!match) return null
  const whole = match[2]!.replace(/^0+(?=\d)/, '')
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  const digits = fraction ? `${whole}.${fraction}` : whole
  return match[1] === '-' && digits !== '0' ? `-${digits}` : digits
}

/** A text that sorts by code point as the number sorts by value, exactly and at any length. */
export function decimalKey(canonical: string): string {
  const negative = canonical.startsWith('-')
  const [whole = '', fraction = ''] = (negative ? canonical.slice(1) : canonical).split('.')
  const all = `${whole}${fraction}`
  const lead = all.search(/[1-9]/)
  if (lead < 0) return 'b'
  const exponent = 50_000 + whole.length - lead
  const digits = all.slice(lead).replace(/0+$/, '')
  if (!negative) return `c${String(exponent).padStart(5, '0')}${digits}`
  const complement = digits.replace(/\d/g, (d) => String(9 - Number(d)))
  return `a${String(99_999 - exponent).padStart(5, '0')}${complement}~`
}

function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

const pad = (n: number) => String(n).padStart(2, '0')

/** Tells whether the text is a year, a month or a day that exists in the calendar: `2025`, `2025-12`, `2025-12-19`. */
export function isPartialDate(text: string): boolean {
  const match = PARTIAL_DATE.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= lastDayOfMonth(year, month)
}

/** The first day that a partial date can mean. */
export function earliestDay(date: string): string {
  return date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date
}

/** The last day that a partial date can mean. */
export function latestDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`
  if (date.length === 10) return date
  return `${date}-${pad(lastDayOfMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7))))}`
}

/**
 * An instant in UTC with milliseconds, from `2025-12-20T08:00:00Z`, one with another offset, or a day.
 * A day alone is its first moment or, with `end`, its last. Null if it is none of these.
 */
export function instant(text: string, day: 'start' | 'end'): string | null {
  if (text.length === 10 && isPartialDate(text))
    return day === 'start' ? `${text}T00:00:00.000Z` : `${text}T23:59:59.999Z`
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null
  if (!isPartialDate(text.slice(0, 10))) return null
  const time = Date.parse(text)
  if (Number.isNaN(time)) return null
  const iso = new Date(time).toISOString()
  return iso.length === 24 ? iso : null
}

/** A stretch of time: `label` is how it is written, `start` and `end` its first and last day, `duration` in ISO 8601. */
export type Period = {
  label?: string | undefined
  start?: string | undefined
  end?: string | undefined
  duration?: string | undefined
}

/** The days that a label means: `2024`, `2024-H1`, `2024-Q3`, `2024-09`. Null for any other text. */
export function periodOf(label: string): Required<Pick<Period, 'label' | 'start' | 'end'>> | null {
  const match = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(label)
  if (!match || match[1] === '0000') return null
  const year = Number(match[1])
  const [first, months] = match[2]
    ? [Number(match[2]) * 6 - 5, 6]
    : match[3]
      ? [Number(match[3]) * 3 - 2, 3]
      : match[4]
        ? [Number(match[4]), 1]
        : [1, 12]
  const last = first + months - 1
  const y = match[1]!
  return { label, start: `${y}-${pad(first)}-01`, end: `${y}-${pad(last)}-${pad(lastDayOfMonth(year, last))}` }
}

/** The label that means just these days, of a year before one of a part of it. */
export function labelOf(start: string | undefined, end: string | undefined): string | undefined {
  if (start === undefined || end === undefined || !start.endsWith('-01')) return undefined
  const year = start.slice(0, 4)
  const month = Number(start.slice(5, 7))
  const labels = [year, `${year}-H${Math.ceil(month / 6)}`, `${year}-Q${Math.ceil(month / 3)}`, start.slice(0, 7)]
  return labels.find((label) => {
    const days = periodOf(label)
    return days?.start === start && days.end === end
  })
}

const DAY = 86_400_000

/** Months that so many days are called: a quarter of 12 to 14 weeks is a quarter, a financial year of 52 or 53 weeks a year. */
function customaryMonths(days: number): number | undefined {
  if (days >= 80 && days <= 100) return 3
  if (days >= 170 && days <= 190) return 6
  if (days >= 260 && days <= 285) return 9
  return days >= 350 && days <= 380 ? 12 : undefined
}

/** The length of a stretch from its first to its last day: in years and months where it has such a length, else in days. */
export function durationOf(start: string | undefined, end: string | undefined): string | undefined {
  if (start === undefined || end === undefined) return undefined
  const first = new Date(start)
  const after = new Date(Date.parse(end) + DAY)
  const days = (after.getTime() - first.getTime()) / DAY
  const whole =
    after.getUTCDate() === first.getUTCDate()
      ? (after.getUTCFullYear() - first.getUTCFullYear()) * 12 + after.getUTCMonth() - first.getUTCMonth()
      : customaryMonths(days)
  if (whole === undefined) return `P${days}D`
  const [years, months] = [Math.floor(whole / 12), whole % 12]
  return `P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`
}

export const decimal = z.string().transform((value, ctx) => {
  const canonical = value.length <= 1000 ? canonicalDecimal(value) : null
  if (canonical !== null) return canonical
  ctx.addIssue({ code: 'custom', message: 'expected a decimal number in quotes, such as "57400000" or "54.6"' })
  return z.NEVER
})

export const partialDate = z
  .string()
  .refine(isPartialDate, 'expected a date that exists, in quotes: "2025", "2025-12" or "2025-12-19"')

export const isoDay = z
  .string()
  .refine(
    (text) => text.length === 10 && isPartialDate(text),
    'expected a day that exists, in quotes, such as "2025-12-19"',
  )

export const dateTime = z.string().transform((value, ctx) => {
  const time = instant(value, 'start')
  if (time !== null) return time
  ctx.addIssue({
    code: 'custom',
    message: 'expected a day or an instant in quotes: "2025-12-19" or "2025-12-19T20:00:00+08:00"',
  })
  return z.NEVER
})
