import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql'
import { schema } from '../schema/schema.ts'
import { Graph } from '../src/graph/graph.ts'
import { createPlanner } from '../src/plan/planner.ts'
import type { TupuRecord } from '../src/records/record.ts'
import { createFinders } from '../src/server/finders.ts'
import { openSqlite } from '../src/store/sqlite/sqlite.ts'
import type { Store } from '../src/store/store.ts'

export type Product = {
  schema: GraphQLSchema
  store: Store
  /** Links in memory. */
  graph: Graph
  execute(
    document: DocumentNode | string,
    variables?: Readonly<Record<string, unknown>>,
    operationName?: string,
  ): Promise<ExecutionResult>
  statements(): number
  close(): Promise<void>
}

const GRAPH_MEMORY = 2 ** 26

/** The product as a server runs it, without HTTP: a store of its own with the records, and a clock that stands still. */
export async function createProduct(
  records: Iterable<TupuRecord>,
  options: { now: string; recordedAt: string; graphMemory?: number },
): Promise<Product> {
  const store = openSqlite({ path: ':memory:', statementTimeout: 20_000 })
  store.write(records, options.recordedAt)
  const graph = new Graph(store, options.graphMemory ?? GRAPH_MEMORY)
  const planner = createPlanner(schema, store, createFinders(graph), graph.calls)
  return {
    schema,
    store,
    graph,
    async execute(document, variables, operationName) {
      const ast = typeof document === 'string' ? parse(document) : document
      const errors = typeof document === 'string' ? validate(schema, ast) : []
      if (errors.length) return { errors }
      return execute({
        schema,
        document: ast,
        variableValues: variables ?? null,
        operationName: operationName ?? null,
        contextValue: { planner, now: options.now },
      })
    },
    statements: () => store.statements,
    close: () => store.close(),
  }
}
