import fc from 'fast-check'
import { type DocumentNode, type GraphQLSchema, print, validate } from 'graphql'
import { compare, countRows, type Difference, explain, type Product } from './compare.ts'
import { type Generated, generate } from './generate.ts'
import type { Reference } from './reference.ts'
import { shrink } from './shrink.ts'

export type Distribution = {
  queries: number
  withRows: number
  /** Queries by their deepest nesting. */
  levels: Record<number, number>
  whereCursorView: number
  /** Four levels or more with `where`, a cursor and a view. */
  deep: number
  deepWithRows: number
  withView: number
  withVariables: number
  errors: number
}

export const emptyDistribution = (): Distribution => ({
  queries: 0,
  withRows: 0,
  levels: {},
  whereCursorView: 0,
  deep: 0,
  deepWithRows: 0,
  withView: 0,
  withVariables: 0,
  errors: 0,
})

function tally(distribution: Distribution, query: Generated, rows: number, failed: boolean): void {
  const { levels, where, cursor, view } = query.features
  const deep = levels >= 4 && where && cursor && view
  distribution.queries += 1
  distribution.withRows += rows ? 1 : 0
  distribution.levels[levels] = (distribution.levels[levels] ?? 0) + 1
  distribution.whereCursorView += where && cursor && view ? 1 : 0
  distribution.deep += deep ? 1 : 0
  distribution.deepWithRows += deep && rows ? 1 : 0
  distribution.withView += view ? 1 : 0
  distribution.withVariables += Object.keys(query.variables).length ? 1 : 0
  distribution.errors += failed ? 1 : 0
}

/** The numbers that queries are drawn from: the same for the same seed. */
export const seeds = (seed: number, runs: number): number[] =>
  fc.sample(fc.noBias(fc.integer({ min: 0, max: 0x7fffffff })), { seed, numRuns: runs })

export type Trial = {
  readonly name: string
  readonly schema: GraphQLSchema
  readonly reference: Reference
  readonly product: Product
  readonly accept?: (document: DocumentNode, variables: Record<string, unknown>) => boolean
}

async function difference(trial: Trial, document: DocumentNode, query: Generated) {
  const expected = await trial.reference.execute(document, query.variables, query.operationName)
  const actual = await trial.product.execute(document, query.variables, query.operationName)
  return { expected, found: compare(expected, actual) }
}

/** The difference, told by the smallest query that still shows it. */
async function report(trial: Trial, seed: number, query: Generated, first: Difference): Promise<string> {
  let last = first
  const smallest = await shrink(query.document, async (document) => {
    if (validate(trial.schema, document).length) return false
    const { found } = await difference(trial, document, query)
    if (found?.path.startsWith('errors') !== first.path.startsWith('errors')) return false
    last = found ?? last
    return found !== null
  })
  const heading = `${trial.name}, query ${seed}: the product differs from the reference`
  return [heading, explain(print(smallest), query.variables, last), 'as generated:', query.text].join('\n')
}

/** Runs one query from each seed on both sides; tells the differences, at most `most` of them. */
export async function runTrial(
  trial: Trial,
  runs: readonly number[],
  distribution: Distribution,
  most = 3,
): Promise<string[]> {
  const differences: string[] = []
  const { schema, reference, accept } = trial
  for (const seed of runs) {
    const query = await generate(seed, { schema, view: reference.view, probe: reference, ...(accept && { accept }) })
    const { expected, found } = await difference(trial, query.document, query)
    tally(distribution, query, countRows(expected.data), Boolean(expected.errors?.length))
    if (found) differences.push(await report(trial, seed, query, found))
    if (differences.length >= most) break
  }
  return differences
}
