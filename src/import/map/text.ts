import { Amount } from './money.ts'
import { unexpected } from './scope.ts'

const EXPONENT = /^([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,4})$/

/** A number written with an exponent, such as `1.5e7`, written without; any other text as it is. */
export function withoutExponent(text: string): string {
  const match = EXPONENT.exec(text)
  if (!match) return text
  const [, sign = '', whole = '', fraction = '', exponent] = match
  return `${sign}${shifted(whole, fraction, Number(exponent))}`
}

/** The number of these digits before and behind the point, times a power of ten. */
export function shifted(whole: string, fraction: string, power: number): string {
  const digits = whole + fraction
  const point = whole.length + power
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length)
  return `${digits.slice(0, point)}.${digits.slice(point)}`
}

/** A value as a text; undefined if there is nothing. */
export function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value === '' ? undefined : value
    case 'number':
      return withoutExponent(String(value))
    case 'boolean':
      return String(value)
    default:
      if (value === undefined || value === null) return undefined
      if (value instanceof Amount) return value.value
      throw unexpected('one value', value)
  }
}

/** Whether a condition holds: it is something, and not `false`. */
export const holds = (value: unknown) =>
  value !== undefined && value !== null && value !== '' && value !== false && value !== 'false'
