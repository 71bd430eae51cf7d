import { type DocumentNode, parse } from 'graphql'
import { createProduct } from '../../product.ts'
import { compare, type Difference, explain } from '../compare.ts'
import { seeds } from '../differential.ts'
import { drawLed } from '../generate/led.ts'
import { Random } from '../generate/random.ts'
import { drawWorld } from '../generate/worlds.ts'
import { generate } from '../generate.ts'
import { inFull } from '../records.ts'
import { createReference } from '../reference.ts'
import { seedRecords } from '../seed.ts'

/** What a run in a child process tells, as its last line. */
export type Outcome = {
  /** Queries run, the one that shows the difference included. */
  readonly queries: number
  readonly difference: string | null
  /** Queries that ended in an error that no user can have made. */
  readonly broken: number
  readonly firstBroken: string | null
}

const now = '2026-01-02T03:04:05.678Z'
const recordedAt = '2026-01-01T00:00:00.000Z'
/** A new world for each so many queries; each fifth is the founding graph. */
const perWorld = 20
/** And so many that are read through what leads to them, which the others seldom are. */
const led = 5

/** An error without a code: the statement failed, or the compiler. */
const isBroken = ({ path, actual }: Difference): boolean =>
  path.startsWith('errors') && JSON.stringify(actual).includes('NO CODE')

/** Runs random queries on both sides up to the first that is answered differently. */
async function run(seed: number, most: number, brokenCounts: boolean): Promise<Outcome> {
  const draws = seeds(seed, most)
  let queries = 0
  let broken = 0
  let firstBroken: string | null = null
  for (let from = 0; from < most; from += perWorld) {
    const founding = (from / perWorld) % 5 === 4
    const records = founding ? seedRecords() : drawWorld(draws[from]!)
    const product = await createProduct(records, { now, recordedAt, lanes: 'one' })
    try {
      const { schema } = product
      const reference = createReference({ schema, records: inFull(records, recordedAt), now })
      const random = new Random(draws[from]!)
      type Query = {
        text: string
        document: DocumentNode
        variables: Record<string, unknown>
        operationName?: string | undefined
      }
      const asked: (() => Query | Promise<Query>)[] = [
        ...draws
          .slice(from, from + perWorld)
          .map((draw) => () => generate(draw, { schema, view: reference.view, probe: reference })),
        ...Array.from({ length: led }, () => () => {
          const query = drawLed(random, schema, reference.view)
          return { ...query, document: parse(query.text) }
        }),
      ]
      for (const ask of asked) {
        const query = await ask()
        const expected = await reference.execute(query.document, query.variables, query.operationName)
        const found = compare(expected, await product.execute(query.document, query.variables, query.operationName))
        queries += 1
        if (!found) continue
        const difference = `${founding ? 'seed' : `world ${draws[from]}`}, query ${queries}\n${explain(query.text, query.variables, found)}`
        if (!brokenCounts && isBroken(found)) {
          broken += 1
          firstBroken ??= difference
          continue
        }
        return { queries, difference, broken, firstBroken }
      }
    } finally {
      await product.close()
    }
  }
  return { queries, difference: null, broken, firstBroken }
}

const [seed, most, brokenCounts] = process.argv.slice(2)
console.log(JSON.stringify(await run(Number(seed), Number(most), brokenCounts === 'true')))
