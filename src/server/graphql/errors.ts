import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { MaskError, Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import { variableOf } from '../../config.ts'
import { StatementTimeout } from '../../store/store.ts'
import type { ServerContext } from './context.ts'

/**
 * Decides what of an error leaves the server: errors meant for the user as they are, a statement that ran too long as
 * a sentence of its own, and everything else as nothing but an id under which the log has it.
 */
export function createErrorMask(log: Logger): MaskError {
  return (error) => {
    const cause = rootCause(error)
    if (cause instanceof GraphQLError) return withCode(error as GraphQLError)
    if (cause instanceof StatementTimeout) return timeoutError(cause, error)
    const logId = randomUUID()
    log.error({ logId, err: cause }, 'internal error')
    return new GraphQLError(`Something went wrong in the server; its log has this error under ${logId}.`, {
      ...placeOf(error),
      extensions: { code: 'INTERNAL_SERVER_ERROR', logId, unexpected: true },
    })
  }
}

/** Notes the codes and log ids of the errors in an answer for the request's log line. */
export function useErrorNotes(): Plugin<object, ServerContext> {
  return {
    onResultProcess({ result, serverContext }) {
      if (!('errors' in result) || !result.errors) return
      const logIds = result.errors.flatMap((error) => (error.extensions?.logId as string | undefined) ?? [])
      serverContext.note.codes = result.errors.map((error) => String(error.extensions?.code ?? 'GRAPHQL_ERROR'))
      if (logIds.length > 0) serverContext.note.logIds = logIds
    },
  }
}

/** What graphql-js finds wrong only while it runs, such as null for an argument that can't be, comes without a code. */
function withCode(error: GraphQLError): GraphQLError {
  if (error.extensions.code !== undefined) return error
  return new GraphQLError(error.message, {
    ...placeOf(error),
    extensions: { ...error.extensions, code: 'BAD_USER_INPUT' },
  })
}

function timeoutError(timeout: StatementTimeout, error: unknown): GraphQLError {
  const limit = timeout.milliseconds
  const variable = variableOf('statementTimeout')
  return new GraphQLError(
    `This field's statement ran longer than ${limit.toLocaleString('en')} ms and was ended (${variable}); ask for fewer items or a narrower "where".`,
    { ...placeOf(error), extensions: { code: 'STATEMENT_TIMEOUT', limit, variable } },
  )
}

function rootCause(error: unknown): unknown {
  let cause = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause
}

function placeOf(error: unknown) {
  if (!(error instanceof GraphQLError)) return {}
  const { nodes, source, positions, path } = error
  return { nodes, source, positions, path }
}
