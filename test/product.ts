import { equal, ok } from 'node:assert/strict'
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  parse,
  validate,
} from 'graphql'
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

/**
 * The product as a server runs it, without HTTP: a store of its own with the records, and a clock that stands still.
 * Each answer of the executor is compared with the text of the direct lane, unless one lane is enough.
 */
export async function createProduct(
  records: Iterable<TupuRecord>,
  options: { now: string; recordedAt: string; lanes?: 'one'; graphMemory?: number },
): Promise<Product> {
  const store = openSqlite({ path: ':memory:', statementTimeout: 20_000 })
  store.write(records, options.recordedAt)
  const graph = new Graph(store, options.graphMemory ?? GRAPH_MEMORY)
  const planner = createPlanner(schema, store, createFinders(schema, store, graph), graph.calls)
  let compared = 0

  async function compare(
    ast: DocumentNode,
    given: Parameters<typeof getVariableValues>[2],
    name: string | undefined,
    result: ExecutionResult,
  ) {
    const before = store.statements
    const declared = getOperationAST(ast, name)?.variableDefinitions ?? []
    const variables = getVariableValues(schema, declared, given).variableValues?.coerced
    const run = () => variables && planner.direct(ast, name, variables)?.run(() => options.now)
    // The second time, what turned out long is read as bytes.
    for (const outcome of [await run(), await run()]) {
      if (outcome && 'members' in outcome) equal(`{"data":{${outcome.members.join('')}}}`, JSON.stringify(result))
      // A cursor that is none makes no error where no row leads to its field.
      else if (outcome && outcome.failures.size > 0) ok(result.errors)
    }
    compared += store.statements - before
  }

  return {
    schema,
    store,
    graph,
    async execute(document, variables, operationName) {
      const ast = typeof document === 'string' ? parse(document) : document
      const errors = typeof document === 'string' ? validate(schema, ast) : []
      if (errors.length) return { errors }
      const result = await execute({
        schema,
        document: ast,
        variableValues: variables ?? null,
        operationName: operationName ?? null,
        contextValue: { planner, now: options.now },
      })
      if (!options.lanes) await compare(ast, variables ?? {}, operationName, result)
      return result
    },
    statements: () => store.statements - compared,
    close: () => store.close(),
  }
}
