import { languageTag } from '../../records/checks.ts'
import { canonicalDecimal, instant, isBlank, isPartialDate } from '../../records/values.ts'
import { Amount } from './money.ts'
import { unexpected } from './scope.ts'
import { textOf, withoutExponent } from './text.ts'

/** Makes a value what a field holds; undefined if it is nothing. Throws CellError. The record schemas say the same, slower. */
export type Check = (value: unknown) => unknown

const LONGEST = 10_000_000

const onText =
  (check: (text: string) => unknown): Check =>
  (value) => {
    const text = textOf(value)
    return text === undefined ? undefined : check(text)
  }

const KEY = /^[a-z0-9][a-z0-9.-]*$/

export const text = onText((value) => {
  if (!value.isWellFormed() || value.includes('\0')) throw unexpected('whole characters other than U+0000', value)
  if (value.length > LONGEST) throw unexpected('a text of at most 10 million characters', value)
  return value
})

/** The text of a name: one of which nothing can be seen is none, as an empty cell is. */
export const name: Check = (value) => {
  const found = text(value) as string | undefined
  return found === undefined || isBlank(found) ? undefined : found
}

export const key = onText((value) => {
  if (!KEY.test(value) || value.length > 500)
    throw unexpected('a key: lower-case letters, digits, dots and hyphens (slug makes one)', value)
  return value
})

/** One of the words of a list. */
export function word(list: readonly string[]): Check {
  const words = new Set(list)
  return onText((value) => {
    if (words.has(value)) return value
    throw unexpected(`one of ${list.join(', ')}`, value)
  })
}

export const decimal = onText((value) => {
  const canonical = value.length <= 1000 ? canonicalDecimal(withoutExponent(value)) : null
  if (canonical === null) throw unexpected('a number such as "57400000" or "54.6" (amount reads others)', value)
  return canonical
})

/** A number that may come with what an amount says beside it. */
export const amount: Check = (value) => {
  if (!(value instanceof Amount)) return decimal(value)
  return value.with((number) => decimal(number) as string)
}

export const date = onText((value) => {
  if (!isPartialDate(value))
    throw unexpected('a date such as "2025", "2025-12" or "2025-12-19" (date reads others)', value)
  return value
})

export const day = onText((value) => {
  if (value.length !== 10 || !isPartialDate(value))
    throw unexpected('a day such as "2025-12-19" (date reads others)', value)
  return value
})

export const moment = onText((value) => {
  const found = instant(value, 'start')
  if (found === null) throw unexpected('a day or an instant such as "2025-12-19T20:00:00+08:00"', value)
  return found
})

export const currency = onText((value) => {
  if (!/^[A-Z]{3}$/.test(value)) throw unexpected('an ISO 4217 code of three capitals, such as "CNY"', value)
  return value
})

export const language = onText((value) => {
  const tag = languageTag(value)
  if (tag === null) throw unexpected('a language tag such as "zh-Hans" or "en"', value)
  return tag
})

export const flag = onText((value) => {
  if (value !== 'true' && value !== 'false') throw unexpected('true or false', value)
  return value === 'true'
})

export const whole = onText((value) => {
  if (!/^-?\d{1,15}$/.test(value)) throw unexpected('a whole number', value)
  return Number(value)
})

export const duration = onText((value) => {
  if (!/^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$/.test(value)) throw unexpected('an ISO 8601 duration, such as P3M', value)
  return value
})

export const digest = onText((value) => {
  if (!/^[0-9a-f]{64}$/.test(value)) throw unexpected('64 hexadecimal digits', value)
  return value
})

/** A list of values, each of which is checked; one value is a list of one. */
export function each(check: Check): Check {
  return (value) => {
    const list = Array.isArray(value) ? value : [value]
    const found = [...new Set(list.map(check).filter((one) => one !== undefined))]
    return found.length > 0 ? found : undefined
  }
}
