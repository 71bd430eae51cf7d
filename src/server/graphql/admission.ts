import type { DocumentNode, GraphQLError } from 'graphql'
import type { Config } from '../../config.ts'
import type { Preparation } from '../../plan/plan.ts'
import { listSizeError } from '../limits/list-size.ts'
import { refusal } from '../limits/refusal.ts'
import type { Note } from './context.ts'

/** What every answer tells of its cost. */
export interface Cost {
  readonly requested: number
  readonly limit: number
}

/** An operation that may run, or why it may not. */
export type Admission<Prepared> =
  | { readonly prepared: Prepared; readonly cost: Cost; readonly error?: undefined }
  | { readonly error: GraphQLError; readonly cost?: Cost }

/** Compiles an operation whose variables are coerced, and compares its lists and its cost with the limits. */
export function admit<Prepared extends Preparation>(
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  prepare: () => Prepared,
  note: Note,
  config: Config,
): Admission<Prepared> {
  const sizeError = listSizeError(document, variables, config)
  if (sizeError) return { error: sizeError }
  const prepared = prepare()
  note.cost = prepared.cost
  const cost = { requested: prepared.cost, limit: config.maxCost }
  const error = costError(prepared, config)
  return error ? { error, cost } : { prepared, cost }
}

function costError({ filterLevels, filterItems, cost }: Preparation, config: Config): GraphQLError | undefined {
  const { maxFilterLevels, maxFilterItems, maxCost } = config
  if (filterLevels > maxFilterLevels) return refusal('maxFilterLevels', filterLevels, maxFilterLevels)
  if (filterItems > maxFilterItems) return refusal('maxFilterItems', filterItems, maxFilterItems)
  if (cost > maxCost) return refusal('maxCost', cost, maxCost)
  return undefined
}
