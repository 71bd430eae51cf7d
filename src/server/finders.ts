import { linkFinders } from '../graph/finders.ts'
import type { Graph } from '../graph/graph.ts'
import type { Finders } from '../plan/planner.ts'

/** All that finds what SQL can't say, by the names under which fields ask for it. */
export const createFinders = (graph: Graph): Finders => ({ ...linkFinders(graph) })
