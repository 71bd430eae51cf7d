import { graphqlPath } from '../graphql/path.ts'
import { byWeight, isAnswered } from './accept.ts'
import { refuse, writeHead } from './exchange.ts'
import type { Phase } from './phases.ts'

/** Leads a browser from the root to the playground. */
export const leadHome: Phase = (exchange) => {
  if (exchange.path !== '/' || exchange.request.method !== 'GET') return false
  writeHead(exchange, 302, ['location', graphqlPath]).end()
  return true
}

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
let lastAccept = { given: '*/*', ordered: '*/*' }

const otherCharset = /charset=(?!utf-8(;|$))/

/** Refuses clients that accept none of the media types in which GraphQL is answered. */
export const requireAcceptable: Phase = (exchange) => {
  const { headers } = exchange.request
  const given = headers.accept ?? '*/*'
  if (given !== lastAccept.given) {
    const ordered = byWeight(given)
    const inUtf8 = ordered
      .toLowerCase()
      .replace(/\s/g, '')
      .split(',')
      .filter((range) => !otherCharset.test(range))
    if (!inUtf8.some(isAnswered)) {
      const types = 'application/graphql-response+json, application/json or text/event-stream'
      return refuse(
        exchange,
        406,
        'NOT_ACCEPTABLE',
        `Answers come as ${types} in UTF-8, but the request accepts none of them.`,
      )
    }
    lastAccept = { given, ordered }
  }
  // Who answers takes the first that it can.
  headers.accept = lastAccept.ordered
  return false
}
