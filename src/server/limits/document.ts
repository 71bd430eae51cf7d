import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql'
import type { Config } from '../../config.ts'
import { type Measure, measureDocument } from './measure.ts'
import { type Limit, refusal } from './refusal.ts'
import { scanDocument } from './scan.ts'

const limitOf: Record<keyof Measure, Limit> = {
  depth: 'maxDepth',
  fields: 'maxFields',
  aliases: 'maxAliases',
  rootFields: 'maxRootFields',
  nestedLists: 'maxNestedLists',
  nestedObjects: 'maxNestedObjects',
}

/** The error about a source text that is too large to be parsed, if it is. */
export function sourceError(source: string, config: Config): GraphQLError | undefined {
  const scan = scanDocument(source)
  if (scan.tokens > config.maxTokens) return refusal('maxTokens', scan.tokens, config.maxTokens)
  if (scan.nesting > config.maxNesting) return refusal('maxNesting', scan.nesting, config.maxNesting)
  if (scan.directives > config.maxDirectives) return refusal('maxDirectives', scan.directives, config.maxDirectives)
  return undefined
}

/** The errors about a parsed document that selects more, or deeper, than allowed. */
export function documentErrors(schema: GraphQLSchema, document: DocumentNode, config: Config): GraphQLError[] {
  const measure = measureDocument(schema, document)
  return Object.entries(limitOf).flatMap(([key, limit]) => {
    const found = measure[key as keyof Measure]
    return found > config[limit] ? [refusal(limit, found, config[limit])] : []
  })
}
