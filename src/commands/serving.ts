import pino, { type Logger } from 'pino'
import { schema } from '../../schema/schema.ts'
import type { Config } from '../config.ts'
import { type BuildApart, Graph } from '../graph/graph.ts'
import { createPlanner } from '../plan/planner.ts'
import { createFinders } from '../server/finders.ts'
import { type ListenOptions, type RunningServer, startServer } from '../server/server.ts'
import type { Store } from '../store/store.ts'
import { linesTo } from './log-lines.ts'

export function createLog(config: Config): Logger {
  return pino({ level: config.logLevel }, linesTo(2))
}

/** Tells the instant in ISO 8601, UTC; writes each millisecond out once. */
function createClock(): () => string {
  let last = 0
  let text = ''
  return () => {
    const now = Date.now()
    if (now !== last) {
      last = now
      text = new Date(now).toISOString()
    }
    return text
  }
}

type Options = ListenOptions & {
  /** Who reads many links, if not a thread of this server's own. */
  readonly buildApart?: BuildApart | undefined
}

/** Serves a store, which is closed when the server has stopped or can't start. */
export async function startServing(
  store: Store,
  config: Config,
  log: Logger,
  { buildApart, ...listen }: Options = {},
): Promise<RunningServer> {
  const graph = new Graph(store, config.graphMemory, { buildApart })
  const planner = createPlanner(schema, store, createFinders(schema, store, graph), graph.calls, config.maxListSize)
  const server = await startServer({ config, schema, planner, store, log, clock: createClock() }, listen).catch(
    async (error) => {
      await store.close()
      throw error
    },
  )
  setImmediate(() => graph.start())
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await store.close()
    },
  }
}
