import type { DocumentNode } from 'graphql'
import type { Store } from '../../store/store.ts'

/** Compiles operations; the server needs only to have them prepared. */
export interface Planner {
  /**
   * Compiles an operation before it runs, as of the instant `now`, and tells its estimated cost.
   * Throws a GraphQLError where the user's arguments can't be compiled.
   */
  prepare(
    document: DocumentNode,
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>>,
    now: string,
  ): { readonly cost: number }
}

/** What every resolver gets as its context. */
export interface Context {
  readonly planner: Planner
  readonly store: Store
  /** The instant at which the request began, in ISO 8601, UTC. */
  readonly now: string
}

/** What is noted about an operation while it is answered, for the request's log line. */
export interface Note {
  operationName?: string
  cost?: number
  codes?: string[]
  /** Ids under which the log has the errors that were masked. */
  logIds?: string[]
}

/** What the HTTP layer hands to the GraphQL layer with each request. */
export interface ServerContext {
  readonly note: Note
  /** The decoded body of a POST request. */
  readonly body: string
}
