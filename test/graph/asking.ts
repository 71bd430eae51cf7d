import { execute, parse } from 'graphql'
import { schema } from '../../schema/schema.ts'
import { Graph } from '../../src/graph/graph.ts'
import { createPlanner } from '../../src/plan/planner.ts'
import { createFinders } from '../../src/server/finders.ts'
import type { Store } from '../../src/store/store.ts'

export const now = '2026-06-01T00:00:00.000Z'

export type Asking = { graph: Graph; ask(query: string): Promise<unknown> }

/** Asks a store with so much memory for links; more than `few` are read in a thread. */
export function asking(store: Store, memory = 2 ** 24, few?: number): Asking {
  const graph = new Graph(store, memory, { few })
  const planner = createPlanner(schema, store, createFinders(schema, store, graph), graph.calls)
  return {
    graph,
    async ask(query) {
      const contextValue = { planner, now }
      const { data, errors } = await execute({ schema, document: parse(query), contextValue })
      if (errors) return { errors: errors.map(({ message, extensions }) => ({ code: extensions.code, message })) }
      return JSON.parse(JSON.stringify(data))
    },
  }
}
