import {
  type ExecutionArgs,
  type ExecutionResult,
  executeRootSelectionSet,
  GraphQLError,
  validateExecutionArgs,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Config } from '../../config.ts'
import { listSizeError } from '../limits/list-size.ts'
import { refusal } from '../limits/refusal.ts'
import type { Context, ServerContext } from './context.ts'

const maxCoercionErrors = 20

interface Cost {
  readonly requested: number
  readonly limit: number
}

/**
 * Executes an operation with graphql-js in four steps: coerce its variables, compile it, compare its cost with the
 * limit, run it. Every answer tells the cost.
 */
export function useExecution(config: Config): Plugin {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn((args: ExecutionArgs) => executeWithin(args, config))
    },
  }
}

function executeWithin(args: ExecutionArgs, config: Config): ExecutionResult | PromiseLike<ExecutionResult> {
  const context = args.contextValue as Context & ServerContext
  const validated = validateExecutionArgs({ ...args, options: { maxCoercionErrors } })
  if (!('schema' in validated)) return { errors: validated.map(asUserMistake) }
  context.note.operationName = validated.operation.name?.value

  const variables = validated.variableValues.coerced
  const sizeError = listSizeError(args.document, variables, config)
  if (sizeError) return { errors: [sizeError] }

  const {
    cost: requested,
    filterLevels,
    filterItems,
  } = context.planner.prepare(args.document, args.operationName, variables)
  context.note.cost = requested
  const cost = { requested, limit: config.maxCost }
  const found = { maxFilterLevels: filterLevels, maxFilterItems: filterItems, maxCost: requested }
  for (const [limit, value] of Object.entries(found) as [keyof typeof found, number][])
    if (value > config[limit]) return withCost({ errors: [refusal(limit, value, config[limit])] }, cost)

  const result = executeRootSelectionSet(validated)
  return 'then' in result ? result.then((settled) => withCost(settled, cost)) : withCost(result, cost)
}

function withCost(result: ExecutionResult, cost: Cost): ExecutionResult {
  return { ...result, extensions: { ...result.extensions, cost } }
}

/**
 * An error found before anything ran: the request was wrong. What a scalar threw when it refused a value is left out,
 * because an error with a cause that is no GraphQLError would be masked.
 */
function asUserMistake(error: GraphQLError): GraphQLError {
  const { nodes, source, positions, path } = error
  const extensions = { code: 'BAD_USER_INPUT', ...error.extensions, http: { status: 400, spec: true } }
  return new GraphQLError(error.message, { nodes, source, positions, path, extensions })
}
