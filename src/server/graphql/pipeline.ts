import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import type { Config } from '../../config.ts'
import type { Store } from '../../store/store.ts'
import type { Planner } from './context.ts'
import { Documents } from './documents.ts'
import { NamedDocuments } from './named-documents.ts'
import { readTrustedDocuments } from './trusted.ts'

/** The parts that GraphQL is answered with. */
export interface Parts {
  readonly config: Config
  readonly schema: GraphQLSchema
  readonly planner: Planner
  readonly store: Store
  readonly log: Logger
  /** Tells the present instant in ISO 8601, UTC. */
  readonly clock: () => string
}

/** The parts, and what both lanes share beyond them. */
export interface Pipeline extends Parts {
  readonly documents: Documents
  readonly named: NamedDocuments
}

/** Puts together what both lanes share; throws if a trusted document can't be answered. */
export function createPipeline(parts: Parts): Pipeline {
  const { config, schema } = parts
  const documents = new Documents(schema, config)
  const trusted = config.trustedDocuments ? readTrustedDocuments(config.trustedDocuments, documents) : undefined
  return { ...parts, documents, named: new NamedDocuments(config, trusted) }
}
