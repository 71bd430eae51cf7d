import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { schema } from '../../schema/schema.ts'
import { Graph } from '../../src/graph/graph.ts'
import { createPlanner } from '../../src/plan/planner.ts'
import { createFinders } from '../../src/server/finders.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { type FieldNode, type GraphQLResolveInfo, getOperationAST, parse } from '../../test/graphql.ts'
import { generate, random } from './generate.ts'
import { coInvestorsBySql, shortestBySql } from './hand-written.ts'

// Builds the links in memory, and compares with hand-written recursive SQL on the same database, turn by turn; with `build` it
// only builds, three times: node bench/links/run.ts [build] [nodes links]
const given = process.argv.slice(2)
const buildsOnly = given[0] === 'build'
const [nodes = buildsOnly ? 1_000_000 : 100_000, links = buildsOnly ? 5_000_000 : 500_000] = given
  .slice(buildsOnly ? 1 : 0)
  .map(Number)
const now = '2026-01-01T00:00:00.000Z'
const folder = mkdtempSync(join(tmpdir(), 'tupu-bench-'))
const path = process.env.TUPU_BENCH_DB || join(folder, 'tupu.db')

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

if (!process.env.TUPU_BENCH_DB) await generate(path, nodes, links)
const store = openSqlite({ path, statementTimeout: 60_000 })

/** Own memory of the process in megabytes, without pages of the database that the system may take back. */
const memory = () =>
  Number(/RssAnon:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN) / 1024

async function built(): Promise<Graph> {
  const graph = new Graph(store, 2 ** 30)
  const before = memory()
  let peak = before
  const timer = setInterval(() => {
    peak = Math.max(peak, memory())
  }, 5)
  const [start, startCpu] = [performance.now(), cpu()]
  graph.start()
  await graph.settled()
  const [wall, spent] = [performance.now() - start, cpu() - startCpu]
  clearInterval(timer)
  const { data } = store.snapshot(() => graph.current())!
  const bytes = Object.values(data).reduce(
    (sum: number, value) => sum + ((value as { byteLength?: number })?.byteLength ?? 0),
    0,
  )
  console.log(
    `${data.nodes - 1} nodes and ${data.links} links read and built in ${Math.round(wall)} ms (CPU ${Math.round(spent)} ms),`,
    `${Math.round(bytes / 1e6)} MB in arrays, the process grew by ${Math.round(peak - before)} MB at the most`,
  )
  return graph
}

const graph = await built()
if (buildsOnly) {
  for (let more = 0; more < 2; more++) await built()
  await store.close()
  rmSync(folder, { recursive: true })
  process.exit()
}

const planner = createPlanner(schema, store, createFinders(schema, store, graph), graph.calls)
const hand = new Database(path, { readonly: true })
hand.pragma('mmap_size = 268435456')
hand.pragma('cache_size = -32768')

/** The answer of a root field through the planner, as a server gets it. */
function asker(query: string) {
  const document = parse(query)
  const operation = getOperationAST(document)!
  const [field] = operation.selectionSet.selections as [FieldNode]
  return (variables: Record<string, unknown>): unknown =>
    planner.run(
      {
        fieldNodes: [field],
        operation,
        fragments: {},
        variableValues: { coerced: variables },
      } as unknown as GraphQLResolveInfo,
      now,
    )
}

const paths = asker(
  'query ($a: String!, $b: String!) { paths(from: {key: $a}, to: {key: $b}, maxHops: 6) { length hops { from { key } to { key } } } }',
)
const coInvestors = asker(
  'query ($a: String!) { company(by: {key: $a}) { coInvestors(first: 100) { totalCount edges { node { key } sharedCount } } } }',
)

type Path = { hops: { from: { key: string }; to: { key: string } }[] }
const bySql = shortestBySql(hand, now)
const coBySql = coInvestorsBySql(hand, now)

const pairs: [string, string][] = []
const next = random(99)
while (pairs.length < 200)
  pairs.push([`org-${1 + Math.floor(nodes * next())}`, `org-${1 + Math.floor(nodes * next())}`])
const companies = pairs.map(([a]) => a).filter((key) => !key.endsWith('0'))

compare('shortest path of at most 6 hops', pairs, {
  tupu: ([a, b]) => (a === b ? null : ((paths({ a, b }) as Path[])[0]?.hops.length ?? null)),
  sql: ([a, b]) => (a === b ? null : (bySql(a, b)?.length ?? null)),
})
compare('co-investors with counts', companies, {
  tupu: (a) => JSON.stringify((coInvestors({ a }) as { coInvestors: unknown }).coInvestors),
  sql: (a) => JSON.stringify(coBySql(a)),
})

function compare<Input>(
  what: string,
  inputs: Input[],
  { tupu, sql }: Record<'tupu' | 'sql', (input: Input) => unknown>,
) {
  for (const input of inputs) {
    const [one, other] = [tupu(input), sql(input)]
    if (one !== other) throw new Error(`${what} differs for ${input}: ${one} and ${other}`)
  }
  const ratios: number[] = []
  for (let repeat = 0; repeat < 5; repeat++) {
    const spent = { tupu: 0, sql: 0 }
    for (const [side, ask] of [['tupu', tupu] as const, ['sql', sql] as const]) {
      const start = cpu()
      for (const input of inputs) ask(input)
      spent[side] = (cpu() - start) / inputs.length
    }
    ratios.push(spent.sql / spent.tupu)
    console.log(
      `${what}: ${spent.tupu.toFixed(3)} ms CPU, hand-written SQL ${spent.sql.toFixed(3)} ms: ${(spent.sql / spent.tupu).toFixed(1)} times the rate`,
    )
  }
  console.log(`${what}: median ${ratios.sort((a, b) => a - b)[2]!.toFixed(1)} times the rate of hand-written SQL`)
}

hand.close()
await store.close()
rmSync(folder, { recursive: true })
