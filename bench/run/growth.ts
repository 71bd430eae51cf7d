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

/** Those that are measured before the one that was asked for. */
const sizes = [10_000, 100_000]

type Times = Partial<Record<Work, Record<string, Record<number, number>>>>

/** How long one request takes, one at a time, as the data grows: the product and the floor. */
export async function grow(options: Options, load: Load, say: (line: string) => void) {
  const kinds = serverKinds(options.product).filter(({ name }) => name === 'floor' || name === 'tupu')
  const times: Times = {}
  for (const size of [...sizes.filter((one) => one < options.size), options.size]) {
    const data = await prepare(size, options.product, say)
    const variables = variablesOf(data.peers)
    const running: Running[] = []
    try {
      for (const kind of kinds)
        running.push(
          await startServer(kind, data, noDatabase, '/dev/null', bodyOf('W1', kind.questions.W1!, variables.W1[0]!)),
        )
      for (const work of options.works) {
        const { checked } = await check(work, running, variables[work].slice(0, options.requests))
        const outcomes = await measure(load, checked, { ...options, connections: 1 })
        for (const [name, runs] of Object.entries(outcomes)) {
          const p50 = median(runs.map((run) => run.p50))
          times[work] ??= {}
          times[work][name] ??= {}
          times[work][name][size] = p50
          say(`${size.toLocaleString('en')} organisations, ${work} ${name}: p50 ${p50.toFixed(3)} ms`)
        }
      }
    } finally {
      await Promise.all(running.map((server) => server.stop()))
    }
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
