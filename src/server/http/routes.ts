import { graphqlPath } from '../graphql/path.ts'
import { answered, preferred } from './accept.ts'
import { refuse, writeHead } from './exchange.ts'
import type { Phase } from './phases.ts'

/** Leads a browser from the root to the playground. */
export const leadHome: Phase = (exchange) => {
  if (exchange.path !== '/' || exchange.request.method !== 'GET') return false
  writeHead(exchange, 302, ['location', graphqlPath]).end()
  return true
}

/** Refuses what is expected of the server besides to say whether it wants the body. */
export const refuseExpected: Phase = (exchange) =>
  refuse(exchange, 417, 'EXPECTATION_FAILED', 'Only "100-continue" may be expected of this server.')

/** Refuses paths that nothing is served at. */
export const requireGraphqlPath: Phase = (exchange) => {
  if (exchange.path === graphqlPath) return false
  return refuse(exchange, 404, 'NOT_FOUND', `Nothing is here; GraphQL is answered at ${graphqlPath}.`)
}

/** Refuses methods other than GET and POST. */
export const requireMethod: Phase = (exchange) => {
  if (exchange.request.method === 'GET' || exchange.request.method === 'POST') return false
  exchange.headers.push('allow', 'GET, POST')
  return refuse(exchange, 405, 'METHOD_NOT_ALLOWED', 'GraphQL is asked by GET or POST.')
}

/** The last one found good; nearly all requests have the same. */
let last: { readonly given: string; readonly type: string } | undefined

/** Refuses clients that accept none of the media types in which GraphQL is answered; leaves of the others the one wanted most. */
export const requireAcceptable: Phase = (exchange) => {
  const { headers } = exchange.request
  const given = headers.accept || '*/*'
  if (given !== last?.given) {
    const type = preferred(given, answered)
    if (!type)
      return refuse(
        exchange,
        406,
        'NOT_ACCEPTABLE',
        'Answers come as application/graphql-response+json, application/json or text/event-stream in UTF-8, but the request accepts none of them.',
      )
    last = { given, type }
  }
  headers.accept = last.type
  return false
}
