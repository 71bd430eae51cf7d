import pino from 'pino'
import { schema } from '../../schema/schema.ts'
import { readConfig } from '../../src/config.ts'
import { Graph } from '../../src/graph/graph.ts'
import { loadFiles } from '../../src/import/load.ts'
import { seedFiles } from '../../src/import/seed.ts'
import { createPlanner } from '../../src/plan/planner.ts'
import { createFinders } from '../../src/server/finders.ts'
import { startServer as start } from '../../src/server/server.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'

/** The instant at which every request to a test server begins, unless told otherwise. */
export const fixedNow = '2026-01-15T12:00:00.000Z'

/** What a test may want otherwise. */
export interface Overrides {
  /** Environment variables such as `TUPU_MAX_COST`. */
  readonly environment?: Record<string, string>
  /** A store to serve instead of one in memory with the founding data; it is the test's own to close. */
  readonly store?: Store
  readonly clock?: () => string
}

/** A server over the product's own schema on a port of its own. */
export interface TestServer {
  readonly url: string
  readonly store: Store
  close(): Promise<void>
}

/** Starts the product's server over the founding data in memory, with a clock that stands still. */
export async function startServer(overrides: Overrides = {}): Promise<TestServer> {
  const config = readConfig({ PORT: '0', ...overrides.environment })
  const store = overrides.store ?? seededStore(config.statementTimeout)
  const graph = new Graph(store, config.graphMemory)
  const server = await start({
    config,
    schema,
    planner: createPlanner(schema, store, createFinders(schema, store, graph), graph.calls, config.maxListSize),
    store,
    log: pino({ level: 'silent' }),
    clock: overrides.clock ?? (() => fixedNow),
  })
  return {
    url: server.url,
    store,
    async close() {
      await server.stop()
      if (!overrides.store) await store.close()
    },
  }
}

function seededStore(statementTimeout: number): Store {
  const store = openSqlite({ path: ':memory:', statementTimeout })
  loadFiles(store, seedFiles(), '2026-01-01T00:00:00.000Z')
  return store
}
