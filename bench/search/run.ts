import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { schema } from '../../schema/schema.ts'
import { Graph } from '../../src/graph/graph.ts'
import { loadFiles } from '../../src/import/load.ts'
import { seedFiles } from '../../src/import/seed.ts'
import { createPlanner } from '../../src/plan/planner.ts'
import { createFinders } from '../../src/server/finders.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { execute, parse } from '../../test/graphql.ts'
import { cases } from '../../test/search/cases.ts'
import { data, loadListed } from '../../test/search/listed.ts'
import { named } from './generate.ts'

// Measures search and prints Markdown: node bench/search/run.ts [generated names …]
// With TUPU_TEST_DATA, the folder of larger data, also on the A-share companies.
const sizes = process.argv.slice(2).map(Number)
const now = '2026-01-15T12:00:00.000Z'

const document = parse(`query ($text: String!) {
  search(text: $text, first: 10) {
    edges { score matchedBy highlight node { id ... on Entity { key name } ... on Source { title } ... on Statement { summary } } }
    facets { kind count }
  }
}`)

/** What people type that is common, short or nowhere. */
const hard = [
  '中',
  '科技',
  '北京',
  'a',
  'zh',
  'an',
  'kj',
  'beijing',
  'capital',
  '集团',
  '王伟',
  'Lumarinix',
  '智能',
  '1000123',
  'xyzzy',
]

type Times = { readonly text: string; readonly ms: number; readonly cpu: number }

async function measure(store: Store, texts: readonly string[], rounds: number): Promise<Times[]> {
  const planner = createPlanner(schema, store, createFinders(schema, store, new Graph(store, 0)))
  const ask = (text: string) => execute({ schema, document, variableValues: { text }, contextValue: { planner, now } })
  const times = new Map<string, { ms: number; cpu: number }[]>(texts.map((text) => [text, []]))
  for (let round = -1; round < rounds; round++) {
    for (const text of texts) {
      const cpu = process.cpuUsage()
      const start = performance.now()
      await ask(text)
      const ms = performance.now() - start
      const used = process.cpuUsage(cpu)
      if (round >= 0) times.get(text)!.push({ ms, cpu: (used.user + used.system) / 1000 })
    }
  }
  return [...times].map(([text, all]) => ({
    text,
    ms: median(all.map(({ ms }) => ms)),
    cpu: median(all.map(({ cpu }) => cpu)),
  }))
}

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b)
const median = (values: readonly number[]) => sorted(values)[values.length >> 1]!
const near = (values: readonly number[], part: number) =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))]!

function report(label: string, times: readonly Times[]): void {
  const ms = times.map((one) => one.ms)
  const slowest = times.toSorted((a, b) => b.ms - a.ms).slice(0, 3)
  const names = slowest.map(({ text, ms }) => `${text} ${ms.toFixed(1)}`).join(', ')
  console.log(
    `| ${label} | ${times.length} | ${median(ms).toFixed(2)} | ${near(ms, 0.95).toFixed(2)} | ${median(times.map((one) => one.cpu)).toFixed(2)} | ${names} |`,
  )
}

async function on(label: string, fill: (store: Store) => Promise<void> | void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tupu-bench-'))
  const path = join(folder, 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  try {
    loadFiles(store, seedFiles(), '2026-01-01T00:00:00.000Z')
    await fill(store)
    report(`${label}, cases`, await measure(store, [...new Set(cases.map(({ typed }) => typed))], 5))
    report(`${label}, hard`, await measure(store, hard, 5))
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
  notes.push(`${label}: peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
}

const notes: string[] = []

console.log('| Data and texts | Texts | Median ms | 95 % ms | Median CPU ms | Slowest |\n|---|---|---|---|---|---|')
await on('Seed', () => {})
if (data) await on('Seed and A-shares', async (store) => void (await loadListed(store, data!)))
for (const size of sizes.length > 0 ? sizes : [1_000_000]) {
  await on(`${size.toLocaleString('en')} names`, (store) => {
    const session = store.session({ recordedAt: now })
    for (const record of named(size)) session.put(record)
    const cpu = process.cpuUsage()
    const start = performance.now()
    session.commit()
    const { user, system } = process.cpuUsage(cpu)
    const seconds = (user + system) / 1e6
    notes.push(
      `Commit of ${size} names, the search index included: ${((performance.now() - start) / 1000).toFixed(1)} s, CPU ${seconds.toFixed(1)} s`,
    )
  })
}
console.log(`\n${notes.map((note) => `- ${note}`).join('\n')}`)
