import type { GraphQLFieldResolver } from 'graphql'
import { markedError } from './errors.ts'
import type { PlanContext } from './planner.ts'

/** Runs the statement of a root field. */
export const resolveRoot: GraphQLFieldResolver<unknown, PlanContext> = (_source, _args, context, info) => {
  const key = info.path.key as string
  if (context.failures?.has(key)) throw context.failures.get(key)
  const value = context.planner.run(info, context.now)
  return value instanceof Promise ? value.then(checked) : checked(value)
}

/** Reads what the statement brought: it stands under the response key. */
export const resolveNested: GraphQLFieldResolver<Record<string, unknown>, PlanContext> = (
  source,
  _args,
  _context,
  info,
) => {
  const value = source[info.path.key]
  return checked(value)
}

const marked = (value: unknown): unknown => markedError(value) ?? value

/** The value, or the error that is marked in its place or in that of a member. */
function checked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(marked)
  const error = markedError(value)
  if (error) throw error
  return value
}
