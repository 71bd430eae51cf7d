import type { Problem } from './problem.ts'
import type { FigureRecord } from './record.ts'
import { decimalKey, durationOf, labelOf, type Period, periodOf } from './values.ts'

/** A figure whose period is spelled out, with its bounds and its basis. */
export type FullFigure = Omit<FigureRecord, 'period' | 'basis'> & {
  period?: Period | undefined
  basis: NonNullable<FigureRecord['basis']>
}

const LABELS = '2024, 2024-H1, 2024-Q3 or 2024-09'

function periodProblems(period: FigureRecord['period']): Problem[] {
  if (period === undefined) return []
  const wrong = (message: string): Problem[] => [{ path: ['period'], message }]
  const { label, start, end, duration } = typeof period === 'string' ? ({ label: period } as Period) : period
  if (label !== undefined) {
    const days = periodOf(label)
    if (!days) return wrong(`expected a label such as ${LABELS}, found ${JSON.stringify(label)}`)
    if ((start ?? days.start) === days.start && (end ?? days.end) === days.end) return []
    return wrong(
      `expected ${days.start} to ${days.end}, which the label ${label} means; leave the label out for other days`,
    )
  }
  if (!start && !end && !duration) return wrong('expected a label, start and end, or a duration, found none of them')
  if (start && end && start > end) return wrong(`expected start before end, found ${start} and ${end}`)
  return []
}

type Bounds = Pick<FigureRecord, 'value' | 'low' | 'high'>

const below = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined || decimalKey(a) <= decimalKey(b)

/** Value, low and high as the precision wants them, or half a sentence that says what is missing. */
function boundsOf({ precision, value, low, high }: FigureRecord): Bounds | string {
  switch (precision) {
    case 'EXACT':
      if (value === undefined) return 'EXACT needs a value'
      return low === undefined && high === undefined ? { value } : 'EXACT has a value, but neither low nor high'
    case 'ABOUT':
      if (value === undefined) return 'ABOUT needs a value'
      return below(low, value) && below(value, high) ? { value, low, high } : 'ABOUT needs low <= value <= high'
    case 'MORE_THAN':
    case 'AT_LEAST': {
      const bound = value ?? low
      if (bound === undefined) return `${precision} needs a value`
      if (high !== undefined || (low ?? bound) !== bound) return `${precision} has low equal to value, and no high`
      return { value: bound, low: bound }
    }
    case 'LESS_THAN':
    case 'AT_MOST': {
      const bound = value ?? high
      if (bound === undefined) return `${precision} needs a value`
      if (low !== undefined || (high ?? bound) !== bound) return `${precision} has high equal to value, and no low`
      return { value: bound, high: bound }
    }
    case 'BETWEEN':
      if (low === undefined || high === undefined) return 'BETWEEN needs low and high'
      if (value !== undefined) return 'BETWEEN has low and high, but no value'
      return below(low, high) ? { low, high } : 'BETWEEN needs low <= high'
    case 'UNKNOWN':
      if (value ?? low ?? high) return 'UNKNOWN has neither value, low nor high'
      return {}
  }
}

/** What is wrong with a figure. */
export function figureProblems(figure: FigureRecord): Problem[] {
  const problems = periodProblems(figure.period)
  const bounds = boundsOf(figure)
  if (typeof bounds === 'string') problems.push({ path: ['precision'], message: bounds })
  if (figure.subject === undefined && figure.subjectAs === undefined) {
    problems.push({ path: [], message: 'say whose figure it is: subject, or subjectAs for somebody unnamed' })
  }
  if ((figure.unit === 'CURRENCY' || figure.unit === 'CURRENCY_PER_SHARE') && figure.currency === undefined) {
    problems.push({ path: ['unit'], message: `${figure.unit} needs a currency, such as "CNY"` })
  }
  if (figure.metric === 'OTHER' && figure.concept === undefined) {
    problems.push({ path: ['metric'], message: 'OTHER needs a concept that says what is measured' })
  }
  return problems
}

/** The figure in full; only for one without problems. */
export function fullFigure(figure: FigureRecord): FullFigure {
  const { period, basis = 'AS_REPORTED', value: _value, low: _low, high: _high, ...rest } = figure
  const given: Period | undefined = typeof period === 'string' ? { label: period } : period
  const days = given?.label === undefined ? undefined : (periodOf(given.label) ?? undefined)
  return { ...rest, period: given && { ...given, ...days }, ...(boundsOf(figure) as Bounds), basis }
}

/** The figure with what follows from the days of its period: their label, if they have one, and their length. */
export function withLabelAndLength<F extends FigureRecord>(figure: F): F {
  const { period } = figure
  if (typeof period !== 'object') return figure
  const { start, end, label = labelOf(start, end), duration = durationOf(start, end) } = period
  return label === period.label && duration === period.duration
    ? figure
    : {
        ...figure,
        period: { ...period, ...(label !== undefined && { label }), ...(duration !== undefined && { duration }) },
      }
}
