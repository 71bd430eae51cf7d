import type { Config } from '../../config.ts'
import { writeHead } from './exchange.ts'
import type { Phase } from './phases.ts'

const usualHeaders = 'content-type, x-request-id'
const mostCharacters = 500
const headerNames = /^[\w.-]+(?:[ \t]*,[ \t]*[\w.-]+)*$/

/** The headers that a page wants to send, such as those of its tracing: all are harmless, since none is read as a credential. */
function allowedHeaders(asked: string | undefined): string {
  return asked && asked.length <= mostCharacters && headerNames.test(asked) ? asked : usualHeaders
}

/**
 * Lets pages of these origins read answers, and no others. Credentials are never allowed: Tupu knows none.
 */
export function allowOrigins({ corsOrigins }: Pick<Config, 'corsOrigins'>): Phase {
  const everyone = corsOrigins.includes('*')
  return (exchange) => {
    const { request, headers } = exchange
    const { origin } = request.headers
    const isPreflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers
    if (corsOrigins.length > 0 && !everyone) headers.push('vary', 'Origin')
    if (origin && (everyone || corsOrigins.includes(origin))) {
      headers.push('access-control-allow-origin', everyone ? '*' : origin)
      headers.push('access-control-expose-headers', 'x-request-id')
      if (isPreflight) {
        headers.push('access-control-allow-methods', 'GET, POST')
        const asked = request.headers['access-control-request-headers']
        headers.push('access-control-allow-headers', allowedHeaders(asked))
        headers.push('access-control-max-age', '600')
      }
    }
    if (!isPreflight) return false
    writeHead(exchange, 204).end()
    return true
  }
}
