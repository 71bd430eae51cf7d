import { randomInt, randomUUID } from 'node:crypto'
import type { Phase } from './phases.ts'

const sane = /^[\w.:/+=-]{1,128}$/

// Ids of one process differ in a number only: drawing each anew would cost as much as reading the request.
const rest = randomUUID().slice(8)
const [first, last] = [0x10000000, 0x3fffffff]
let number = randomInt(first, last)

function newId(): string {
  number = number === last ? first : number + 1
  return number.toString(16) + rest
}

/** Gives each request an id, the client's own where that is sane, and answers it as `x-request-id`. */
export const identify: Phase = (exchange) => {
  const given = exchange.request.headers['x-request-id']
  exchange.id = typeof given === 'string' && sane.test(given) ? given : newId()
  exchange.headers.push('x-request-id', exchange.id)
  return false
}
