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

/** Puts together what both lanes share; warns of trusted documents that can't be answered. */
export function createPipeline(parts: Parts): Pipeline {
  const { config, schema, log } = parts
  const trusted = config.trustedDocuments ? readTrustedDocuments(config.trustedDocuments) : undefined
  const documents = new Documents(schema, config)
  for (const text of trusted?.texts ?? []) {
    const { refusal, error, errors } = documents.check(text)
    const mistake = refusal ?? error ?? errors[0]
    if (mistake) log.warn({ document: text.slice(0, 200), mistake: String(mistake) }, 'trusted document is not valid')
  }
  return { ...parts, documents, named: new NamedDocuments(config, trusted) }
}
