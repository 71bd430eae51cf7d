import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startPostgres } from './graph/postgres.ts'
import { prepare } from './graph/prepare.ts'
import { readOptions } from './options.ts'
import { markdown } from './report/markdown.ts'
import { compare } from './run/compare.ts'
import { cores, cpuTime, memoryNow, pin } from './run/cores.ts'
import { grow } from './run/growth.ts'
import { Load } from './run/load.ts'
import { freePort, noDatabase } from './run/server.ts'
import { compareWorkers } from './run/workers.ts'
import { serverKinds } from './servers/servers.ts'
import { variablesOf } from './works/variables.ts'

const say = (line: string) => console.error(`${new Date().toISOString().slice(11, 19)}  ${line}`)
const output = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Makes the data, measures, prints the table, writes results.json. */
async function bench(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options.mode === 'workers') {
    const { results, text } = await compareWorkers(options, say)
    write('workers', results, text)
    return
  }
  const load = new Load()
  try {
    if (options.mode === 'growth') {
      const { results, text } = await grow(options, load, say)
      write('growth', results, text)
      return
    }
    const kinds = serverKinds(options.product).filter(
      ({ name }) => !options.servers || ['floor', 'tupu', ...options.servers].includes(name),
    )
    const data = await prepare(options.size, options.product, say)
    const withPostgres = kinds.some((kind) => kind.postgres)
    const postgres = withPostgres ? await startPostgres(data.postgres, await freePort(), data.peers) : undefined
    try {
      if (postgres) pin(postgres.pid, cores?.server)
      const database = postgres && {
        url: postgres.url,
        memory: () => memoryNow(postgres.pid),
        cpuTime: () => cpuTime(postgres.pid),
      }
      const results = await compare(
        {
          options,
          data,
          load,
          say,
          variables: variablesOf(data.peers),
          postgres: database ?? noDatabase,
        },
        kinds,
      )
      write('results', results, markdown(results))
    } finally {
      await postgres?.stop()
    }
  } finally {
    load.stop()
  }
}

function write(name: string, results: unknown, text: string): void {
  writeFileSync(output(`${name}.json`), `${JSON.stringify(results, null, 2)}\n`)
  console.log(text)
  say(`wrote ${output(`${name}.json`)}`)
}

await bench().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
