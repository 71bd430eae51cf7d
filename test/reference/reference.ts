import { buildSchema, type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, printSchema } from 'graphql'
import type { NormalisedRecord } from './records.ts'
import { rootFields } from './root.ts'
import { View } from './view.ts'
import { World } from './world.ts'

export type Executor = {
  execute(
    document: DocumentNode,
    variables?: Readonly<Record<string, unknown>>,
    operationName?: string,
  ): Promise<ExecutionResult>
}
export type Reference = Executor & { readonly schema: GraphQLSchema; readonly world: World; readonly view: View }

/** A plain, slow executor of the same contract over records in memory: what every answer is measured by. */
export function createReference(options: {
  schema: GraphQLSchema
  records: readonly NormalisedRecord[]
  now: string
}): Reference {
  const schema = buildSchema(printSchema(options.schema))
  const world = new World(options.records)
  const view = new View(world, options.now)
  return {
    schema,
    world,
    view,
    async execute(document, variables, operationName) {
      const rootValue = rootFields(view)
      return execute({ schema, document, rootValue, variableValues: variables, operationName })
    },
  }
}
