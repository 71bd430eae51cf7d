import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Data } from '../graph/prepare.ts'
import type { Options } from '../options.ts'
import { figuresOf, median } from '../report/figures.ts'
import { machine } from '../report/machine.ts'
import type { Results, WorkResult } from '../report/results.ts'
import type { ServerKind } from '../servers/servers.ts'
import { bodyOf, type Variables, type Work, works } from '../works/works.ts'
import { pinning } from './cores.ts'
import type { Load } from './load.ts'
import { check, measure } from './measure.ts'
import { type Database, type Running, startServer } from './server.ts'

type World = {
  readonly options: Options
  readonly data: Data
  readonly postgres: Database
  readonly variables: Record<Work, Variables[]>
  readonly load: Load
  readonly say: (line: string) => void
}

/** Starts all servers, checks and measures them work by work, and stops them. */
export async function compare(world: World, kinds: readonly ServerKind[]): Promise<Results> {
  const { options, say } = world
  const running: Running[] = []
  const servers: Results['servers'] = {}
  try {
    for (const kind of kinds) {
      const { server, coldStartMs, note } = await startMeasured(world, kind)
      running.push(server)
      servers[kind.name] = { label: kind.label, coldStartMs, peakMemoryMB: null, note }
      say(`${kind.label}: first answer after ${Math.round(coldStartMs)} ms`)
    }
    const at16: Results['works'] = {}
    const at64: Results['at64'] = {}
    for (const work of options.works) {
      const variables = world.variables[work].slice(0, options.requests)
      const { checked, absent } = await check(work, running, variables)
      const plan = {
        connections: 16,
        repeats: options.repeats,
        milliseconds: options.milliseconds,
        warmUp: options.warmUp,
      }
      const about = { title: works[work], requests: variables.length, absent }
      const result = (outcomes: Awaited<ReturnType<typeof measure>>): WorkResult => ({
        ...about,
        servers: figuresOf({ outcomes, absent }, kinds),
      })
      at16[work] = result(await measure(world.load, checked, plan))
      at64[work] = result(await measure(world.load, checked, { ...plan, connections: 64, repeats: 1, warmUp: 0 }))
      say(`${work}: ${checked.size} servers answer ${variables.length} requests alike; ${inShort(at16[work]!)}`)
    }
    for (const server of running) {
      const own = server.peakMemory()
      const database = server.kind.postgres ? world.postgres.memory() : 0
      servers[server.kind.name]!.peakMemoryMB = own === null || database === null ? null : own + database
    }
    return {
      mode: options.mode,
      machine: machine(options.product),
      pinning,
      size: options.size,
      repeats: options.repeats,
      seconds: options.milliseconds / 1000,
      servers,
      works: at16,
      at64,
    }
  } finally {
    await Promise.all(running.map((server) => server.stop()))
  }
}

/** Starts a server some times to see how long that takes; the last one stays, and what it logs goes nowhere. */
async function startMeasured({ options, data, postgres, variables }: World, kind: ServerKind) {
  const log = `${dirname(data.product)}/${kind.name}.log`
  const firstRequest = bodyOf('W1', kind.questions.W1!, variables.W1[0]!)
  const times: number[] = []
  for (let n = 0; n < options.coldStarts; n++) {
    const trial = await startServer(kind, data, postgres, log, firstRequest)
    times.push(trial.coldStart)
    await trial.stop()
  }
  const note = unknownSettings(readFileSync(log, 'utf8'))
  const server = await startServer(kind, data, postgres, '/dev/null', firstRequest)
  return { server, coldStartMs: median([...times, server.coldStart]), note }
}

/** A build of the product that does not know a setting says so, and runs as without it. */
const unknownSettings = (log: string): string | undefined => {
  const unknown = [...log.matchAll(/"variable":"(\w+)"/g)].map((match) => match[1]!)
  return unknown.length > 0 ? `this build knows no ${unknown.join(', ')}, so it runs as without` : undefined
}

const inShort = ({ servers }: WorkResult) =>
  Object.entries(servers)
    .map(([name, { rps }]) => `${name} ${rps.toLocaleString('en')}`)
    .join(', ')
