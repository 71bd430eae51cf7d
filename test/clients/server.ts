import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql'
import { startServer } from '../server/start.ts'

/** The product's server as a client meets it: an endpoint, and nothing else. */
export interface Endpoint {
  readonly url: string
  /** What the server says of its schema. */
  readonly introspection: IntrospectionQuery
  /** Asks without any client or cache, and gives the data; fails if there are errors. */
  ask(query: string, variables?: Record<string, unknown>): Promise<unknown>
  close(): Promise<void>
}

/** Starts a server over the founding data in memory. */
export async function startEndpoint(): Promise<Endpoint> {
  const server = await startServer()
  const url = `${server.url}/graphql`
  const ask = async (query: string, variables = {}) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
    const answer = await response.json()
    if (answer.errors) throw new Error(JSON.stringify(answer.errors))
    return answer.data
  }
  const introspection = (await ask(getIntrospectionQuery())) as IntrospectionQuery
  return { url, introspection, ask, close: () => server.close() }
}

/** The types that implement each interface, as Apollo and urql take them. */
export function possibleTypes({ __schema }: IntrospectionQuery): Record<string, string[]> {
  return Object.fromEntries(
    __schema.types.flatMap((type) =>
      type.kind === 'INTERFACE' ? [[type.name, type.possibleTypes.map(({ name }) => name)]] : [],
    ),
  )
}

/** The same without the `__typename` that caches add to each object. */
export function withoutTypenames(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === '__typename' ? undefined : inner)))
}
