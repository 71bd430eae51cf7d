import {
  type ExecutionArgs,
  type ExecutionResult,
  executeRootSelectionSet,
  GraphQLError,
  validateExecutionArgs,
} from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Config } from '../../config.ts'
import { admit, type Cost } from './admission.ts'
import type { Context, ServerContext } from './context.ts'

/** At most how many mistakes in the variables are told. */
export const maxCoercionErrors = 20

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
  const { note, planner } = args.contextValue as Context & ServerContext
  const validated = validateExecutionArgs({ ...args, options: { maxCoercionErrors } })
  if (!('schema' in validated)) return { errors: validated.map(asUserMistake) }
  note.operationName = validated.operation.name?.value

  const { document, operationName } = args
  const variables = validated.variableValues.coerced
  const prepare = () => planner.prepare(document, operationName, variables)
  const { error, cost } = admit(document, variables, prepare, note, config)
  if (error) return cost ? withCost({ errors: [error] }, cost) : { errors: [error] }

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
