import type { Logger } from 'pino'
import { type Config, readConfig, unknownVariables } from '../config.ts'
import { graphqlPath } from '../server/graphql/path.ts'
import { healthPath } from '../server/http/health.ts'
import { reconcilePath } from '../server/reconcile/manifest.ts'
import type { RunningServer } from '../server/server.ts'
import type { Store } from '../store/store.ts'
import { inWords, openDatabase } from './database.ts'
import { Mistake } from './mistake.ts'
import { createLog, startServing } from './serving.ts'
import { stopOnSignals } from './stop.ts'

const MOST_WORKERS = 64

/** Opens the database, fills it with the founding data if it is empty, and serves until a signal stops it. */
export async function serve({ workers: given = '1' }: { workers?: string } = {}): Promise<void> {
  const workers = Number(given)
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS)
    throw new Mistake(
      `--workers is ${JSON.stringify(given)}, but a whole number from 1 to ${MOST_WORKERS} was expected.`,
    )
  const config = readConfig(process.env)
  if (workers > 1 && config.database === ':memory:')
    throw new Mistake(
      'Workers read one and the same file, but TUPU_DB is ":memory:"; set it to a path, or leave --workers out.',
    )
  const log = createLog(config)
  for (const variable of unknownVariables(process.env)) log.warn({ variable }, 'unknown setting')

  const { store, written } = await openDatabase(config)
  const server = await start(store, config, log, workers)
  stopOnSignals(() => server.stop(), log)

  console.log(
    [
      written ? `Founding data put into ${config.database}: ${inWords(written)}.` : undefined,
      workers > 1 ? `Workers     ${workers}` : undefined,
      `Playground  ${config.playground ? server.url + graphqlPath : 'off (TUPU_PLAYGROUND)'}`,
      `GraphQL     ${server.url}${graphqlPath}`,
      `Reconcile   ${config.reconcile ? server.url + reconcilePath : 'off (TUPU_RECONCILE)'}`,
      `Health      ${server.url}${healthPath}`,
    ]
      .filter((line) => line !== undefined)
      .join('\n'),
  )
}

async function start(store: Store, config: Config, log: Logger, workers: number): Promise<RunningServer> {
  if (workers === 1) return startServing(store, config, log)
  const { startWorkers } = await import('./workers.ts')
  return startWorkers(store, config, log, workers)
}
