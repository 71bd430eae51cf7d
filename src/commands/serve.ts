import pino from 'pino'
import { schema } from '../../schema/schema.ts'
import { readConfig, unknownVariables } from '../config.ts'
import { Graph } from '../graph/graph.ts'
import { createPlanner } from '../plan/planner.ts'
import { createFinders } from '../server/finders.ts'
import { graphqlPath } from '../server/graphql/path.ts'
import { healthPath } from '../server/http/health.ts'
import { reconcilePath } from '../server/reconcile/manifest.ts'
import { startServer } from '../server/server.ts'
import { inWords, openDatabase } from './database.ts'
import { linesTo } from './log-lines.ts'
import { stopOnSignals } from './stop.ts'

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

/** Opens the database, fills it with the founding data if it is empty, and serves until a signal stops it. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel }, linesTo(2))
  for (const variable of unknownVariables(process.env)) log.warn({ variable }, 'unknown setting')

  const { store, written } = await openDatabase(config)
  const graph = new Graph(store, config.graphMemory)
  const planner = createPlanner(schema, store, createFinders(schema, store, graph), graph.calls)
  const clock = createClock()
  const server = await startServer({ config, schema, planner, store, log, clock }).catch(async (error) => {
    await store.close()
    throw error
  })
  setImmediate(() => graph.start())
  stopOnSignals(async () => {
    await server.stop()
    await store.close()
  }, log)

  console.log(
    [
      written ? `Founding data put into ${config.database}: ${inWords(written)}.` : undefined,
      `Playground  ${config.playground ? server.url + graphqlPath : 'off (TUPU_PLAYGROUND)'}`,
      `GraphQL     ${server.url}${graphqlPath}`,
      `Reconcile   ${config.reconcile ? server.url + reconcilePath : 'off (TUPU_RECONCILE)'}`,
      `Health      ${server.url}${healthPath}`,
    ]
      .filter((line) => line !== undefined)
      .join('\n'),
  )
}
