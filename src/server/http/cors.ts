import type { Config } from '../../config.ts'
import type { Phase } from './exchange.ts'

/**
 * Lets pages of these origins read answers, and no others. Credentials are never allowed: Tupu knows none.
 */
export function allowOrigins({ corsOrigins }: Pick<Config, 'corsOrigins'>): Phase {
  const everyone = corsOrigins.includes('*')
  return ({ request, response }) => {
    const { origin } = request.headers
    const isPreflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers
    if (corsOrigins.length > 0 && !everyone) response.setHeader('vary', 'Origin')
    if (origin && (everyone || corsOrigins.includes(origin))) {
      response.setHeader('access-control-allow-origin', everyone ? '*' : origin)
      response.setHeader('access-control-expose-headers', 'x-request-id')
      if (isPreflight) {
        response.setHeader('access-control-allow-methods', 'GET, POST')
        response.setHeader('access-control-allow-headers', 'content-type, x-request-id')
        response.setHeader('access-control-max-age', '600')
      }
    }
    if (!isPreflight) return false
    response.writeHead(204).end()
    return true
  }
}
