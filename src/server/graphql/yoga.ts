import { createYoga } from 'graphql-yoga'
import type { Context, ServerContext } from './context.ts'
import { useDocuments } from './documents.ts'
import { createErrorMask, useErrorNotes } from './errors.ts'
import { useExecution } from './execution.ts'
import { useParams } from './params.ts'
import { graphqlPath } from './path.ts'
import type { Pipeline } from './pipeline.ts'

/** The GraphQL handler; what concerns HTTP only (bodies, CORS, playground, health) is done before it. */
export function createGraphql({ config, schema, planner, store, log, clock, documents, named }: Pipeline) {
  return createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: graphqlPath,
    context: ({ handed: { failures } }) => ({ planner, store, now: clock(), ...(failures && { failures }) }),
    plugins: [useParams(config, named), useDocuments(documents), useExecution(config), useErrorNotes()],
    maskedErrors: { maskError: createErrorMask(log), errorMessage: '' },
    logging: false,
    batching: false,
    multipart: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    parserAndValidationCache: false,
    maxRequestBodySize: false,
  })
}
