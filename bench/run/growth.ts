import { prepare } from '../graph/prepare.ts'
import type { Options } from '../options.ts'
import { median } from '../report/figures.ts'
import { machine } from '../report/machine.ts'
import { serverKinds } from '../servers/servers.ts'
import { variablesOf } from '../works/variables.ts'
import { bodyOf, type Work, works } from '../works/works.ts'
import { pinning } from './cores.ts'
import type { Load } from './load.ts'
import { check, measure } from './measure.ts'
import { noDatabase, type Running, startServer } from './server.ts'
import type { Checked } from './verify.ts'

/** Those that are measured before the one that was asked for. */
const sizes = [10_000, 100_000]

type Times = Partial<Record<Work, Record<string, Record<number, number>>>>

/** How long one request takes, one at a time, as the data grows: the product and the floor, on all sizes in turn. */
export async function grow(options: Options, load: Load, say: (line: string) => void) {
  const kinds = serverKinds(options.product).filter(({ name }) => name === 'floor' || name === 'tupu')
  const times: Times = {}
  const grounds: { size: number; variables: ReturnType<typeof variablesOf>; running: Running[] }[] = []
  try {
    for (const size of [...sizes.filter((one) => one < options.size), options.size]) {
      const data = await prepare(size, options.product, say)
      const ground = { size, variables: variablesOf(data.peers), running: [] as Running[] }
      grounds.push(ground)
      for (const kind of kinds) {
        const first = bodyOf('W1', kind.questions.W1!, ground.variables.W1[0]!)
        const named = { ...kind, name: `${kind.name} ${size}` }
        ground.running.push(await startServer(named, data, noDatabase, '/dev/null', first))
      }
    }
    for (const work of options.works) {
      const checked: [Running, Checked][] = []
      for (const { variables, running } of grounds)
        checked.push(...(await check(work, running, variables[work].slice(0, options.requests))).checked)
      const outcomes = await measure(load, new Map(checked), { ...options, connections: 1 })
      for (const [named, runs] of Object.entries(outcomes)) {
        const [name, size] = named.split(' ') as [string, string]
        const p50 = median(runs.map((run) => run.p50))
        times[work] ??= {}
        times[work][name] ??= {}
        times[work][name][Number(size)] = p50
        say(`${Number(size).toLocaleString('en')} organisations, ${work} ${name}: p50 ${p50.toFixed(3)} ms`)
      }
    }
  } finally {
    await Promise.all(grounds.flatMap(({ running }) => running.map((server) => server.stop())))
  }
  const results = { mode: 'growth', machine: machine(options.product), pinning, works: times }
  return { results, text: table(times) }
}

function table(times: Times): string {
  const rows = (Object.entries(times) as [Work, Record<string, Record<number, number>>][]).flatMap(([work, servers]) =>
    Object.entries(servers).map(([name, bySize]) => {
      const values = Object.values(bySize)
      const cells = values.map((value) => value.toFixed(3))
      const grown = values.length > 1 ? `${(values.at(-1)! / values.at(-2)!).toFixed(2)}×` : '–'
      return `| ${work} ${works[work]} | ${name} | ${cells.join(' | ')} | ${grown} |`
    }),
  )
  const counts = Object.keys(Object.values(Object.values(times)[0] ?? {})[0] ?? {}).map((size) =>
    Number(size).toLocaleString('en'),
  )
  const head = ['work', 'server', ...counts, 'last to the one before']
  return [
    'p50 in ms of one request at a time, by the number of organisations',
    '',
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, n) => (n < 2 ? '---' : '---:')).join(' | ')} |`,
    ...rows,
  ].join('\n')
}
