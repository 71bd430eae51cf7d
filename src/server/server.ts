import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Parts } from './graphql/yoga.ts'
import { logRequests } from './http/access-log.ts'
import { readBody, requireJson } from './http/body.ts'
import { answerBroken } from './http/broken.ts'
import { allowOrigins } from './http/cors.ts'
import { createExchange, type Exchange, type Phase, refuse } from './http/exchange.ts'
import { answerGraphql } from './http/graphql.ts'
import { health, readiness } from './http/health.ts'
import { identify } from './http/request-id.ts'
import { leadHome, requireAcceptable, requireGraphqlPath, requireHost, requireMethod } from './http/routes.ts'
import { playground } from './playground/playground.ts'
import { reconciliation } from './reconcile/reconcile.ts'

const millisecondsBetweenTimeoutChecks = 1_000
const millisecondsBetweenIdleChecks = 20

/** A server that listens. */
export interface RunningServer {
  /** The address without a path, such as `http://127.0.0.1:4000`. */
  readonly url: string
  /** Accepts no more connections, lets running requests finish as long as the configuration allows, then ends. */
  stop(): Promise<void>
}

/** Starts the server; each request goes through the phases in order until one answers it. */
export async function startServer(parts: Parts): Promise<RunningServer> {
  const { config, store, log } = parts
  let stopping = false

  const phases: readonly Phase[] = [
    identify,
    logRequests(log),
    health,
    readiness(store, () => stopping),
    requireHost,
    ...(config.reconcile ? [reconciliation(parts)] : []),
    allowOrigins(config),
    leadHome,
    requireGraphqlPath,
    requireMethod,
    ...(config.playground ? [playground()] : []),
    requireAcceptable,
    requireJson,
    readBody(config),
    answerGraphql(parts),
  ]

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('x-content-type-options', 'nosniff')
    if (stopping) response.setHeader('connection', 'close')
    const exchange = createExchange(request, response)
    try {
      await run(phases, exchange)
    } catch (error) {
      log.error({ requestId: exchange.id, err: error }, 'internal error')
      if (response.headersSent) response.destroy()
      else refuse(exchange, 500, 'INTERNAL_SERVER_ERROR', `Something went wrong; the log has it under ${exchange.id}.`)
    }
  }

  const server = createServer({
    headersTimeout: config.headersTimeout,
    requestTimeout: config.requestTimeout,
    keepAliveTimeout: config.keepAliveTimeout,
    requireHostHeader: false,
    connectionsCheckingInterval: millisecondsBetweenTimeoutChecks,
  })
  server.on('request', handle).on('checkContinue', handle).on('clientError', answerBroken)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(config.port, config.host, () => resolve(void server.off('error', reject)))
  })

  return {
    url: addressOf(server.address() as AddressInfo),
    stop() {
      stopping = true
      return close(server, config.stopTimeout)
    },
  }
}

/** Closes connections as they become idle, and after the deadline all that are left. */
function close(server: Server, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), millisecondsBetweenIdleChecks)
    const deadline = setTimeout(() => server.closeAllConnections(), milliseconds)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(deadline)
      resolve()
    })
  })
}

async function run(phases: readonly Phase[], exchange: Exchange): Promise<void> {
  for (const phase of phases) {
    const answered = phase(exchange)
    if (typeof answered === 'boolean' ? answered : await answered) return
  }
}

function addressOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
