import { GraphQLError } from 'graphql'

/** A mistake of the user: the sentence says what to do. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })

/** The key under which an error stands in the JSON of a statement; no GraphQL name has a dollar sign. */
export const ERROR = '$error'
export type ErrorMark = { code: string; message?: string; keys?: string[] }

/** What stands in the JSON for a mistake of the user. */
export const errorMark = ({ message, extensions }: GraphQLError): { [ERROR]: ErrorMark } => ({
  [ERROR]: {
    code: String(extensions.code ?? 'BAD_USER_INPUT'),
    message,
    ...(Array.isArray(extensions.keys) ? { keys: extensions.keys } : {}),
  },
})

/** The error that stands in the JSON in place of a value, if one does. */
export function markedError(value: unknown): GraphQLError | undefined {
  if (typeof value !== 'object' || value === null || !(ERROR in value)) return undefined
  const { code, message, keys } = value[ERROR] as ErrorMark
  if (message === undefined && keys) return ambiguous(keys)
  return new GraphQLError(message ?? code, { extensions: { code, ...(keys ? { keys } : {}) } })
}

/** A name that several have; the keys of the first of them. */
export const ambiguous = (keys: readonly string[]): GraphQLError =>
  new GraphQLError(`Several have this name: ${keys.join(', ')}. Ask for one of them by its key.`, {
    extensions: { code: 'AMBIGUOUS', keys },
  })
