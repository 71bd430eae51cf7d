import type { Logger } from 'pino'
import type { Phase } from './exchange.ts'

/** Logs one line for each request when its response is over. */
export function logRequests(log: Logger): Phase {
  if (!log.isLevelEnabled('error')) return () => false
  return ({ request, response, path, note, id }) => {
    const start = performance.now()
    response.on('close', () => {
      const fields = {
        requestId: id,
        method: request.method,
        path: path.slice(0, 200),
        status: response.statusCode,
        milliseconds: Math.round((performance.now() - start) * 100) / 100,
        operation: note.operationName?.slice(0, 200),
        cost: note.cost,
        errors: note.codes,
        logIds: note.logIds,
        aborted: response.writableFinished ? undefined : true,
      }
      if (response.statusCode >= 500) log.error(fields, 'request')
      else log.info(fields, 'request')
    })
    return false
  }
}
