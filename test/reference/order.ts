import { Modality, words } from '../../schema/vocabulary.ts'
import { canonicalDecimal, earliestDay, isPartialDate, type Period } from '../../src/records/values.ts'
import { attribute, type Part } from './attributes.ts'
import { compareDecimals } from './comparators.ts'
import { badInput } from './errors.ts'
import { list } from './lists.ts'
import { nameIn } from './names.ts'
import type { View } from './view.ts'
import { firstDay } from './where.ts'
import { byCodePoint, type Entity, type Thing } from './world.ts'

type FigureInput = { metric: string } & Partial<Record<'period' | 'duration' | 'end' | 'currency', string | null>>

/** What a client asks to sort by: one of field, count and figure. */
export type OrderInput = {
  field?: string | null
  count?: string | null
  figure?: FigureInput | null
  direction?: 'ASC' | 'DESC' | null
}

type Kind = 'text' | 'date' | 'decimal' | 'modality' | 'period' | 'number'
export type OrderItem = {
  readonly signature: string
  readonly descending: boolean
  readonly kind: Kind
  /** The text of the value, as it stands in a cursor. */
  readonly text: (view: View, thing: Thing) => string | null
}

const dates = ['FOUNDED_ON', 'VALID_FROM', 'VALID_TO', 'SAID_ON', 'DATE', 'ASSERTED_ON', 'PUBLISHED_ON']

const camel = (word: string) => word.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

function periodText(period: Part | null): string | null {
  const { start, end } = (period?.value ?? {}) as { start?: string; end?: string }
  return start || end ? `${start ?? ''}/${end ?? ''}` : null
}

function fieldKind(field: string, type: string): Kind {
  if (dates.includes(field)) return 'date'
  if (field === 'PERIOD') return 'period'
  if (field === 'INFLUENCE') return 'number'
  if (field === 'MODALITY') return 'modality'
  if (field === 'AMOUNT' || (field === 'VALUE' && type === 'Figure')) return 'decimal'
  return 'text'
}

function fieldText(view: View, thing: Thing, field: string): string | null {
  if (field === 'NAME' && 'names' in thing.record) return nameIn(thing as Entity)
  if (field === 'DATE' && thing.type === 'Event') {
    const day = firstDay(thing)
    return day && earliestDay(day)
  }
  const value = attribute(view, thing, camel(field))
  if (field === 'INFLUENCE') return String(value)
  return field === 'PERIOD' ? periodText(value as Part | null) : (value as string | null)
}

function figureText(view: View, thing: Thing, asked: FigureInput): string | null {
  const found = view.of('Figure').flatMap(({ key, record }) => {
    if (record.subject !== thing.key || record.metric !== asked.metric || record.value === undefined) return []
    const period: Period = typeof record.period === 'object' ? record.period : { label: record.period }
    const { start = '~', end = '' } = period
    if (asked.period != null && period.label !== asked.period) return []
    if (asked.duration != null && period.duration !== asked.duration) return []
    if (asked.end != null && !end.startsWith(asked.end)) return []
    if (asked.currency != null && record.currency !== asked.currency) return []
    return [{ key, start, end, value: record.value }]
  })
  const [first] = found.sort(
    (a, b) => byCodePoint(b.end, a.end) || byCodePoint(a.start, b.start) || byCodePoint(a.key, b.key),
  )
  return first?.value ?? null
}

/** Reads `orderBy`; `type` is the object or interface type of the nodes. */
export function readOrder(orderBy: readonly OrderInput[] | null | undefined, type: string): OrderItem[] {
  return (orderBy ?? []).map((input) => {
    const given = [input.field, input.count, input.figure].filter((one) => one != null)
    if (given.length !== 1) throw badInput('an item of orderBy is exactly one of field, count and figure')
    const descending = input.direction === 'DESC'
    const minus = descending ? '-' : ''
    if (input.field != null) {
      const { field } = input
      const kind = fieldKind(field, type)
      return { signature: field + minus, descending, kind, text: (v, thing) => fieldText(v, thing, field) }
    }
    if (input.count != null) {
      const name = camel(input.count)
      const distinct = (v: View, thing: Thing) =>
        new Set(list(v, thing, name).map((p) => (name === 'roles' ? p : p.node)))
      const text = (v: View, thing: Thing) => String(distinct(v, thing).size)
      return { signature: `#${input.count}${minus}`, descending, kind: 'number', text }
    }
    const figure = input.figure!
    const { metric, period, duration, end, currency } = figure
    const signature = `$${[metric, period, duration, end, currency].map((one) => one ?? '').join('/')}${minus}`
    return { signature, descending, kind: 'decimal', text: (v, thing) => figureText(v, thing, figure) }
  })
}

type Compare = (a: string, b: string, descending: boolean) => number

function nullsLast(a: string | null, b: string | null, descending: boolean, compare: (a: string, b: string) => number) {
  if (a === null) return b === null ? 0 : 1
  if (b === null) return -1
  return descending ? compare(b, a) : compare(a, b)
}

const plainly =
  (compare: (a: string, b: string) => number): Compare =>
  (a, b, descending) =>
    descending ? compare(b, a) : compare(a, b)

const compareBy: Record<Kind, Compare> = {
  text: plainly(byCodePoint),
  date: plainly((a, b) => byCodePoint(earliestDay(a), earliestDay(b))),
  decimal: plainly(compareDecimals),
  number: plainly((a, b) => Number(a) - Number(b)),
  modality: plainly((a, b) => words(Modality).indexOf(a as 'OPINION') - words(Modality).indexOf(b as 'OPINION')),
  period: (a, b, descending) => {
    const [startA = '', endA = ''] = a.split('/')
    const [startB = '', endB = ''] = b.split('/')
    const starts = nullsLast(startA || null, startB || null, descending, byCodePoint)
    return starts || nullsLast(endA || null, endB || null, descending, byCodePoint)
  },
}

const legible: Record<Kind, (text: string) => boolean> = {
  text: () => true,
  date: isPartialDate,
  decimal: (text) => canonicalDecimal(text) === text,
  number: (text) => /^\d+$/.test(text),
  modality: (text) => Object.hasOwn(Modality, text),
  period: (text) =>
    text !== '/' && text.split('/').length === 2 && text.split('/').every((d) => !d || isPartialDate(d)),
}

/** A place in an ordered list: the texts of the order's values, then the key that breaks ties. */
export type Position = readonly (string | null)[]

export function comparePositions(order: readonly OrderItem[], a: Position, b: Position): number {
  for (const [i, item] of order.entries()) {
    const [left, right] = [a[i] ?? null, b[i] ?? null]
    if (left === null || right === null) {
      if (left !== right) return left === null ? 1 : -1
      continue
    }
    const difference = compareBy[item.kind](left, right, item.descending)
    if (difference) return difference
  }
  return byCodePoint(a[order.length]!, b[order.length]!)
}

/** Tells whether an array read from a cursor is a position of this order. */
export function isPosition(order: readonly OrderItem[], values: unknown): values is Position {
  if (!Array.isArray(values) || values.length !== order.length + 1) return false
  if (typeof values[order.length] !== 'string') return false
  return order.every(({ kind }, i) => values[i] === null || (typeof values[i] === 'string' && legible[kind](values[i])))
}
