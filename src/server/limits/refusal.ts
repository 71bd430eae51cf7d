import { type ASTNode, GraphQLError } from 'graphql'
import { type Config, variableOf } from '../../config.ts'

/** The limits of the configuration that a query can exceed. */
export type Limit = {
  [Key in keyof Config]: Key extends `max${string}` ? Key : never
}[keyof Config]

interface Wording {
  readonly code: string
  readonly says: (found: string, allowed: string) => string
}

const wordings: Record<Limit, Wording> = {
  maxTokens: {
    code: 'TOKEN_LIMIT_EXCEEDED',
    says: (found, allowed) => `The document has ${found} tokens, but at most ${allowed} are allowed`,
  },
  maxNesting: {
    code: 'NESTING_LIMIT_EXCEEDED',
    says: (found, allowed) => `Brackets nest ${found} deep, but at most ${allowed} are allowed`,
  },
  maxDepth: {
    code: 'DEPTH_LIMIT_EXCEEDED',
    says: (found, allowed) => `Fields nest ${found} deep, but at most ${allowed} are allowed`,
  },
  maxFields: {
    code: 'FIELD_LIMIT_EXCEEDED',
    says: (found, allowed) =>
      `The operation selects ${found} fields, fragments counted wherever they are spread, but at most ${allowed} are allowed`,
  },
  maxAliases: {
    code: 'ALIAS_LIMIT_EXCEEDED',
    says: (found, allowed) => `The operation uses ${found} aliases, but at most ${allowed} are allowed`,
  },
  maxDirectives: {
    code: 'DIRECTIVE_LIMIT_EXCEEDED',
    says: (found, allowed) => `The document uses ${found} directives, but at most ${allowed} are allowed`,
  },
  maxRootFields: {
    code: 'ROOT_FIELD_LIMIT_EXCEEDED',
    says: (found, allowed) => `The operation selects ${found} root fields, but at most ${allowed} are allowed`,
  },
  maxNestedLists: {
    code: 'NESTED_LIST_LIMIT_EXCEEDED',
    says: (found, allowed) => `${found} connections or lists are nested in each other, but at most ${allowed} may be`,
  },
  maxNestedObjects: {
    code: 'NESTED_OBJECT_LIMIT_EXCEEDED',
    says: (found, allowed) => `${found} to-one fields are nested in each other, but at most ${allowed} may be`,
  },
  maxListSize: {
    code: 'LIST_SIZE_LIMIT_EXCEEDED',
    says: (found, allowed) =>
      `A list is asked for ${found} items with "first", "last" or "ids", but at most ${allowed} are given`,
  },
  maxOrderItems: {
    code: 'ORDER_ITEM_LIMIT_EXCEEDED',
    says: (found, allowed) => `A list is ordered by ${found} items of "orderBy", but at most ${allowed} are allowed`,
  },
  maxFilterLevels: {
    code: 'FILTER_LEVEL_LIMIT_EXCEEDED',
    says: (found, allowed) =>
      `Conditions nest "some", "every" and "none" ${found} deep, but at most ${allowed} are allowed`,
  },
  maxFilterItems: {
    code: 'FILTER_ITEM_LIMIT_EXCEEDED',
    says: (found, allowed) => `Conditions have ${found} members in "and" and "or", but at most ${allowed} are allowed`,
  },
  maxCost: {
    code: 'COST_LIMIT_EXCEEDED',
    says: (found, allowed) =>
      `The operation would cost ${found}, but at most ${allowed} is allowed; ask for fewer items or fewer lists in lists`,
  },
}

/**
 * The error that refuses a query because it exceeds a limit: says the limit, what was found and how to change it. As with all that is
 * wrong with a document, the status is 200 where `application/json` is accepted, else 400 (`spec`).
 */
export function refusal(limit: Limit, found: number, allowed: number, nodes?: readonly ASTNode[]): GraphQLError {
  const { code, says } = wordings[limit]
  const variable = variableOf(limit)
  const sentence = says(found.toLocaleString('en'), allowed.toLocaleString('en'))
  return new GraphQLError(`${sentence} (${variable}).`, {
    nodes,
    extensions: { code, limit: allowed, found, variable, http: { status: 400, spec: true } },
  })
}
