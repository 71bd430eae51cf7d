import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Config } from '../../config.ts'
import type { Store } from '../../store/store.ts'
import type { Context, Planner, ServerContext } from './context.ts'
import { useDocuments } from './documents.ts'
import { createErrorMask, useErrorNotes } from './errors.ts'
import { useExecution } from './execution.ts'
import { useParams } from './params.ts'

/** Where GraphQL is answered. */
export const graphqlPath = '/graphql'

/** The parts that a GraphQL handler is put together from. */
export interface Parts {
  readonly config: Config
  readonly schema: GraphQLSchema
  readonly planner: Planner
  readonly store: Store
  readonly log: Logger
  /** Tells the present instant in ISO 8601, UTC. */
  readonly clock: () => string
}

/** The GraphQL handler; what concerns HTTP only (bodies, CORS, playground, health) is done before it. */
export function createGraphql({ config, schema, planner, store, log, clock }: Parts) {
  return createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: graphqlPath,
    context: () => ({ planner, store, now: clock() }),
    plugins: [useParams(config), useDocuments(schema, config), useExecution(config), useErrorNotes()],
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
