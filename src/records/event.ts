import type { Problem } from './problem.ts'
import type { EventRecord } from './record.ts'
import { earliestDay, latestDay } from './values.ts'

type Days = Pick<EventRecord, 'earliest' | 'latest'>

/** How long a date of this precision is written; the others may be written at any length, or not at all. */
const LENGTH = { DAY: 10, MONTH: 7, YEAR: 4 } as const
const EXAMPLE = { DAY: '2025-12-19', MONTH: '2025-12', YEAR: '2025' } as const

/** The first and last day that an event may have happened on, or half a sentence that says what is missing. */
function daysOf({ date, datePrecision, earliest, latest }: EventRecord): Days | string {
  switch (datePrecision) {
    case 'DAY':
    case 'MONTH':
    case 'YEAR': {
      const found = date === undefined ? 'none' : date
      if (date?.length !== LENGTH[datePrecision]) {
        return `${datePrecision} needs a date such as "${EXAMPLE[datePrecision]}", found ${found}`
      }
      return { earliest: earliest ?? earliestDay(date), latest: latest ?? latestDay(date) }
    }
    case 'QUARTER':
    case 'HALF_YEAR':
    case 'BETWEEN':
      if (earliest && latest) return { earliest, latest }
      return `${datePrecision} needs earliest and latest`
    case 'BEFORE': {
      const last = latest ?? (date && latestDay(date))
      return last ? { earliest, latest: last } : 'BEFORE needs latest, the last day on which it can have been'
    }
    case 'AFTER': {
      const first = earliest ?? (date && earliestDay(date))
      return first ? { earliest: first, latest } : 'AFTER needs earliest, the first day on which it can have been'
    }
    case 'UNKNOWN':
      if (date ?? earliest ?? latest) return 'UNKNOWN has neither date, earliest nor latest'
      return {}
  }
}

function dateProblems(event: EventRecord): Problem[] {
  const days = daysOf(event)
  if (typeof days === 'string') return [{ path: ['datePrecision'], message: days }]
  const { earliest, latest } = days
  if (earliest && latest && earliest > latest) {
    return [{ path: ['earliest'], message: `expected a day no later than ${latest}, found ${earliest}` }]
  }
  const { date, datePrecision } = event
  if (!date || datePrecision === 'BEFORE' || datePrecision === 'AFTER') return []
  if ((earliest ?? '') >= earliestDay(date) && (latest ?? '') <= latestDay(date)) return []
  return [{ path: ['date'], message: `expected earliest and latest within ${date}, found ${earliest} and ${latest}` }]
}

/** What is wrong with an event. */
export function eventProblems(event: EventRecord): Problem[] {
  const problems = dateProblems(event)
  for (const [i, { entity, entityAs, amount, currency }] of (event.participants ?? []).entries()) {
    const path = ['participants', i]
    if (entity === undefined && entityAs === undefined) {
      problems.push({ path, message: 'say who took part: entity, or entityAs for somebody unnamed' })
    }
    if (amount !== undefined && currency === undefined) {
      problems.push({ path: [...path, 'amount'], message: 'an amount needs a currency, such as "CNY"' })
    }
  }
  return problems
}

/** The event with its first and last possible day; only for one without problems. */
export function fullEvent(event: EventRecord): EventRecord {
  return { ...event, ...(daysOf(event) as Days) }
}
