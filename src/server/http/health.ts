import type { Store } from '../../store/store.ts'
import { answerJson } from './exchange.ts'
import type { Phase } from './phases.ts'

/** Where the server says that it is alive. */
export const healthPath = '/health'

/** Where the server says whether it can answer queries. */
export const readyPath = '/ready'

/** Answers `/health`: 200 as long as the process runs. */
export const health: Phase = (exchange) =>
  isAsked(exchange.request.method) && exchange.path === healthPath && answerJson(exchange, 200, { status: 'alive' })

/** Answers `/ready`: 200 if the store answers and the server is not stopping, else 503. */
export function readiness(store: Store, isStopping: () => boolean): Phase {
  return (exchange) => {
    if (!isAsked(exchange.request.method) || exchange.path !== readyPath) return false
    if (isStopping()) return answerJson(exchange, 503, { status: 'stopping' })
    return answers(store)
      ? answerJson(exchange, 200, { status: 'ready' })
      : answerJson(exchange, 503, { status: 'unavailable', reason: 'The database does not answer.' })
  }
}

function answers(store: Store): boolean {
  try {
    return store.ready()
  } catch {
    return false
  }
}

function isAsked(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD'
}
