import type { GraphQLParams } from 'graphql-yoga'
import type { Planner as Compiling, PlanContext } from '../../plan/planner.ts'
import type { Store } from '../../store/store.ts'
import type { Checked } from './documents.ts'

/** What the server needs of the planner; the resolvers use it further. */
export type Planner = Pick<Compiling, 'prepare' | 'direct'>

/** What every resolver gets as its context. */
export interface Context {
  readonly planner: Planner
  readonly store: Store
  /** The instant at which the request began, in ISO 8601, UTC. */
  readonly now: string
  /** What already failed in the direct lane. */
  readonly failures?: PlanContext['failures']
}

/** What is noted about an operation while it is answered, for the request's log line. */
export interface Note {
  operationName?: string
  cost?: number
  codes?: string[]
  /** Ids under which the log has the errors that were masked. */
  logIds?: string[]
}

/** What one lane found out about a request and the other need not do again. */
export interface Handed {
  /** Gives the parameters, or throws what is wrong with them. */
  params?: () => GraphQLParams
  checked?: Checked
  failures?: PlanContext['failures']
}

/** What the HTTP layer hands to the GraphQL layer with each request. */
export interface ServerContext {
  readonly note: Note
  /** The decoded body of a POST request. */
  readonly body: string
  readonly handed: Handed
}
