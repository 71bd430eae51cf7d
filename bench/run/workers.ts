import { join } from 'node:path'
import { prepare } from '../graph/prepare.ts'
import type { Options } from '../options.ts'
import { median } from '../report/figures.ts'
import { machine } from '../report/machine.ts'
import { type ServerKind, serverKinds } from '../servers/servers.ts'
import { variablesOf } from '../works/variables.ts'
import { bodyOf, type Work, works } from '../works/works.ts'
import { Load } from './load.ts'
import { check, measure, type Outcome } from './measure.ts'
import { noDatabase, type Running, startServer } from './server.ts'

/** Works that cost the load far less than the server, so that a machine of two cores can show what the second one brings. */
const WORKS: readonly Work[] = ['W3', 'W5']

/** The system shares out connections by chance: few of them would not be shared out evenly. */
const CONNECTIONS = 64

type Row = Readonly<Record<'one' | 'two' | 'ratio' | 'cpuOne' | 'cpuTwo', number>>

const single = (runs: readonly Outcome[], of: (run: Outcome) => number) => median(runs.map(of))
const cpuOf = (runs: readonly Outcome[]) => single(runs, (run) => (run.cpu ?? Number.NaN) * 1000)

/** What two threads on one port bring over one, with nobody kept on a core: the load takes its part of both. */
export async function compareWorkers(options: Options, say: (line: string) => void) {
  const data = await prepare(options.size, options.product, say)
  const variables = variablesOf(data.peers)
  const tupu = serverKinds(options.product).find(({ name }) => name === 'tupu')!
  const kinds: readonly ServerKind[] = [
    tupu,
    {
      ...tupu,
      name: 'workers',
      label: 'Tupu, two workers',
      script: [join(options.product, 'bin/tupu.js'), 'serve', '--workers', '2'],
    },
  ]
  const load = new Load(null)
  const running: Running[] = []
  const rows: Partial<Record<Work, Row>> = {}
  try {
    const first = bodyOf('W1', tupu.questions.W1!, variables.W1[0]!)
    for (const kind of kinds) running.push(await startServer(kind, data, noDatabase, '/dev/null', first, null))
    for (const work of WORKS) {
      const { checked } = await check(work, running, variables[work].slice(0, options.requests))
      const outcomes = await measure(load, checked, { ...options, connections: CONNECTIONS })
      const [one, two] = [outcomes.tupu!, outcomes.workers!]
      rows[work] = {
        one: Math.round(single(one, (run) => run.rps)),
        two: Math.round(single(two, (run) => run.rps)),
        ratio: Number(median(two.map((run, n) => run.rps / one[n]!.rps)).toFixed(2)),
        cpuOne: Math.round(cpuOf(one)),
        cpuTwo: Math.round(cpuOf(two)),
      }
      say(`${work}: ${JSON.stringify(rows[work])}`)
    }
  } finally {
    load.stop()
    await Promise.all(running.map((server) => server.stop()))
  }
  const results = { mode: 'workers', machine: machine(options.product), connections: CONNECTIONS, works: rows }
  return { results, text: table(rows) }
}

function table(rows: Partial<Record<Work, Row>>): string {
  const head = ['work', 'one process, requests/s', 'two workers, requests/s', 'ratio', 'CPU an answer, µs: one', 'two']
  return [
    `${CONNECTIONS} connections, nobody kept on a core; medians of interleaved repeats`,
    '',
    `| ${head.join(' | ')} |`,
    `| ${head.map((_, n) => (n === 0 ? '---' : '---:')).join(' | ')} |`,
    ...(Object.entries(rows) as [Work, Row][]).map(
      ([work, { one, two, ratio, cpuOne, cpuTwo }]) =>
        `| ${work} ${works[work]} | ${one} | ${two} | ${ratio.toFixed(2)}× | ${cpuOne} | ${cpuTwo} |`,
    ),
  ].join('\n')
}
