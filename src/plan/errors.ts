import { GraphQLError } from 'graphql'

/** A mistake of the user: the sentence says what to do. */
export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })

/** The key under which an error stands in the JSON of a statement; no GraphQL name has a dollar sign. */
export const ERROR = '$error'

/** A row that a name may mean: its key, and what tells it apart from the others. */
export type Candidate = { readonly key: string; readonly [column: string]: unknown }

export type ErrorMark = { code: string; message?: string; candidates?: Candidate[] }

/** What stands in the JSON for a mistake of the user. */
export const errorMark = ({ message, extensions }: GraphQLError): { [ERROR]: ErrorMark } => ({
  [ERROR]: {
    code: String(extensions.code ?? 'BAD_USER_INPUT'),
    message,
    ...(Array.isArray(extensions.candidates) ? { candidates: extensions.candidates } : {}),
  },
})

/** The error that stands in the JSON in place of a value, if one does. */
export function markedError(value: unknown): GraphQLError | undefined {
  if (typeof value !== 'object' || value === null || !(ERROR in value)) return undefined
  const { code, message, candidates } = value[ERROR] as ErrorMark
  return candidates ? ambiguous(candidates) : new GraphQLError(message ?? code, { extensions: { code } })
}

/** A name that several have; the first of them. */
export function ambiguous(candidates: readonly Candidate[]): GraphQLError {
  const keys = candidates.map(({ key }) => key)
  return new GraphQLError(`Several have this name: ${keys.join(', ')}. Ask for one of them by its key.`, {
    extensions: { code: 'AMBIGUOUS', keys, candidates },
  })
}
