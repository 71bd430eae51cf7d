import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPipeline, type Parts } from './graphql/pipeline.ts'
import { logRequests } from './http/access-log.ts'
import { readBody, requireJson } from './http/body.ts'
import { answerBroken } from './http/broken.ts'
import { allowOrigins } from './http/cors.ts'
import { createExchange, type Exchange, refuse } from './http/exchange.ts'
import { answerDirectly, answerGraphql } from './http/graphql.ts'
import { health, readiness } from './http/health.ts'
import { requireHost } from './http/hosts.ts'
import { type Phase, runPhases } from './http/phases.ts'
import { identify } from './http/request-id.ts'
import { leadHome, refuseExpected, requireAcceptable, requireGraphqlPath, requireMethod } from './http/routes.ts'
import { playground } from './playground/playground.ts'
import { reconciliation } from './reconcile/reconcile.ts'

// An import statement would read all exports of the module, among them one that loads Node's whole HTTP client.
const { createServer } = process.getBuiltinModule('node:http')

const millisecondsBetweenTimeoutChecks = 1_000
const millisecondsBetweenIdleChecks = 20

/** A server that listens. */
export interface RunningServer {
  /** The address without a path, such as `http://127.0.0.1:4000`. */
  readonly url: string
  /** Accepts no more connections, lets running requests finish as long as the configuration allows, then ends. */
  stop(): Promise<void>
}

/** Where a server listens, if not just where the configuration says. */
export type ListenOptions = {
  readonly port?: number
  /** Whether others of the same program listen there, too, and the system shares out the connections. */
  readonly sharesPort?: boolean
}

/** Starts the server; each request goes through the phases in order until one answers it. */
export async function startServer(parts: Parts, options: ListenOptions = {}): Promise<RunningServer> {
  const { config, store, log } = parts
  const pipeline = createPipeline(parts)
  let stopping = false

  const phases: readonly Phase[] = [
    identify,
    logRequests(log),
    health,
    readiness(store, () => stopping),
    requireHost(config),
    ...(config.reconcile ? [reconciliation(parts)] : []),
    allowOrigins(config),
    leadHome,
    requireGraphqlPath,
    requireMethod,
    ...(config.playground ? [playground()] : []),
    requireAcceptable,
    requireJson,
    readBody(config),
    ...(config.directLane ? [answerDirectly(pipeline)] : []),
    answerGraphql(pipeline),
  ]

  const failed = (error: unknown, exchange: Exchange) => {
    log.error({ requestId: exchange.id, err: error }, 'internal error')
    if (exchange.response.headersSent) exchange.response.destroy()
    else refuse(exchange, 500, 'INTERNAL_SERVER_ERROR', `Something went wrong; the log has it under ${exchange.id}.`)
  }
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const exchange = createExchange(request, response)
    if (stopping) exchange.headers.push('connection', 'close')
    runPhases(phases, exchange, failed)
  }

  const refuseExpectation = (request: IncomingMessage, response: ServerResponse) =>
    runPhases([identify, logRequests(log), refuseExpected], createExchange(request, response), failed)

  const server = createServer({
    headersTimeout: config.headersTimeout,
    requestTimeout: config.requestTimeout,
    keepAliveTimeout: config.keepAliveTimeout,
    requireHostHeader: false,
    connectionsCheckingInterval: millisecondsBetweenTimeoutChecks,
  })
  server
    .on('request', handle)
    .on('checkContinue', handle)
    .on('checkExpectation', refuseExpectation)
    .on('clientError', answerBroken)
  const { port = config.port, sharesPort: reusePort = false } = options
  await new Promise<void>((resolve, reject) => {
    const listening = () => resolve(void server.off('error', reject))
    server.once('error', reject).listen({ port, host: config.host, reusePort }, listening)
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

function addressOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}
