import { GraphQLError } from 'graphql'

export const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })

export const ambiguous = (message: string, keys: string[]) =>
  new GraphQLError(message, { extensions: { code: 'AMBIGUOUS', keys: keys.slice(0, 20) } })
