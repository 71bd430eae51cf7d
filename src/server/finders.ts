import type { GraphQLSchema } from 'graphql'
import { mutualKinds } from '../../schema/vocabulary.ts'
import { linkFinders } from '../graph/finders.ts'
import type { Graph } from '../graph/graph.ts'
import type { Finders } from '../plan/request.ts'
import { createSight } from '../plan/sight.ts'
import type { Store } from '../store/store.ts'
import { searchFinders } from './finders/search.ts'

/** What finds, for the fields of the schema that ask for it, what no statement can say. */
export const createFinders = (schema: GraphQLSchema, store: Store, graph: Graph): Finders => ({
  ...searchFinders(store, createSight(schema)),
  ...linkFinders(graph, mutualKinds),
})
