import { randomUUID } from 'node:crypto'
import type { Phase } from './exchange.ts'

const sane = /^[\w.:/+=-]{1,128}$/

/** Gives each request an id, the client's own where that is sane, and answers it as `x-request-id`. */
export const identify: Phase = (exchange) => {
  const given = exchange.request.headers['x-request-id']
  exchange.id = typeof given === 'string' && sane.test(given) ? given : randomUUID()
  exchange.headers.push('x-request-id', exchange.id)
  return false
}
