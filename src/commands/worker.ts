import { parentPort, workerData } from 'node:worker_threads'
import { readConfig } from '../config.ts'
import type { AdjacencyData } from '../graph/data.ts'
import { openSqlite } from '../store/sqlite/sqlite.ts'
import { createLog, startServing } from './serving.ts'
import { written } from './stop.ts'
import type { Start, Tells, Told } from './workers.ts'

const main = parentPort!
const tell = (tells: Tells) => main.postMessage(tells)
let given: ((links: AdjacencyData | null) => void) | undefined

/** The links as another thread reads them for all. */
const buildApart = () =>
  new Promise<AdjacencyData>((resolve, reject) => {
    given = (links) => (links ? resolve(links) : reject(new Error('The links could not be read')))
    tell('links')
  })

const config = readConfig(process.env)
const log = createLog(config)
const { port } = workerData as Start

try {
  const store = openSqlite({ path: config.database, statementTimeout: config.statementTimeout })
  const server = await startServing(store, config, log, { port, sharesPort: true, buildApart })
  main.on('message', (told: Told) => {
    if (told !== 'stop') given?.(told.links as AdjacencyData | null)
    else {
      void server
        .stop()
        .finally(() => written(log))
        .finally(() => process.exit())
    }
  })
  tell({ url: server.url })
} catch (error) {
  const {
    message,
    code,
    address,
    port: taken,
    syscall,
  } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  tell({ failed: { message, code, address, port: taken, syscall } })
}
