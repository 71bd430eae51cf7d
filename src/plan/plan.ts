import type { Bound } from '../store/store.ts'
import type { Cost } from './cost.ts'
import { Unbound } from './direct.ts'
import type { Pace } from './pace.ts'
import type { Binder } from './statement.ts'
import type { Runtime } from './value.ts'

/** From so many rows on, by estimate, a statement runs where it can be ended. */
const DEAR_ROWS = 200_000

/** A root field's statement, and what is to be known to run it. */
export type Plan = {
  sql: string
  binders: readonly Binder[]
  checks: readonly ((runtime: Runtime) => void)[]
  cost: Cost
  /** Holds an error that fits this request alone. */
  failed: boolean
  /** May bring an error mark, depending on what it finds. */
  mayFail: boolean
  /** Whether it binds rows that a finder found. */
  finds: boolean
  /** Whether it asks if there is time for what it does. */
  asksTime: boolean
  /** Whether it calls functions of the server. */
  calls: boolean
  /** Tells the answer without the statement, where a finder found all of it. */
  write: ((runtime: Runtime) => string) | undefined
  /** The same without such calls, once it was needed. */
  without: Plan | undefined
  /** Compiles the same anew, for a request with the same shape. */
  anew: (runtime: Runtime, options: CompileOptions) => Plan
  pace: Pace
  /** Whether the last answer was a long one. */
  long: boolean
}

export type CompileOptions = {
  /** For one request alone, with errors at the fields that they belong to. */
  readonly trial?: boolean
  /** Whether functions of the server may be called. */
  readonly functions?: boolean
}

/** What is known of an operation before it runs. */
export type Preparation = {
  /** How many objects it may bring. */
  cost: number
  /** How deep quantifiers nest in its conditions. */
  filterLevels: number
  /** How many members `and` and `or` have in its conditions. */
  filterItems: number
}

export const isDear = (plan: Plan, runtime: Runtime): boolean => plan.pace.slow || plan.cost.rows(runtime) > DEAR_ROWS

/** A plan with the values that its statement is bound with, or with its answer. */
export type Ready = { readonly plan: Plan; readonly values: readonly Bound[]; readonly text?: string }

/** The plan and its values; where a value can't be bound, such as a broken cursor, one for this request alone, with the error at its field. */
export function ready(plan: Plan, runtime: Runtime): Ready {
  try {
    return filled(plan, runtime)
  } catch {
    const trial = plan.anew(runtime, { trial: true })
    return { plan: trial, values: trial.binders.map((bind) => bind(runtime)) }
  }
}

/** The same where nobody can tell at which field the error is. */
export function unbound(plan: Plan, runtime: Runtime): Ready {
  try {
    return filled(plan, runtime)
  } catch (error) {
    throw new Unbound('A value can not be bound', { cause: error })
  }
}

function filled(plan: Plan, runtime: Runtime): Ready {
  if (!plan.write) return { plan, values: bound(plan, runtime) }
  for (const check of plan.checks) check(runtime)
  return { plan, values: [], text: plan.write(runtime) }
}

export function bound(plan: Plan, runtime: Runtime): Bound[] {
  for (const check of plan.checks) check(runtime)
  return plan.binders.map((bind) => bind(runtime))
}

/** Adds what a root field costs; throws where its size is not one that can be asked for. */
export function measure(sum: Preparation, { cost }: Plan, runtime: Runtime): void {
  sum.cost += cost.objects(runtime)
  sum.filterLevels = Math.max(sum.filterLevels, cost.filter.levels)
  sum.filterItems += cost.filter.items
}
