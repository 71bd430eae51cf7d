import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { cacheFor, makeOnce } from './cache.ts'
import { writeRecords } from './write.ts'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const makers = ['generate.ts', 'names.ts', 'random.ts', 'shape.ts', 'peers.sql', 'postgres.sql', 'postgres-after.sql']

/** Where the data of a size is: the product's own database, the plain tables, and PostgreSQL's folder. */
export type Data = { readonly product: string; readonly peers: string; readonly postgres: string }

/** Makes what is not there yet, with the product that is in a folder: records by the generator, the product's database by its own import, the plain tables from that. */
export async function prepare(size: number, tupu: string, say: (line: string) => void): Promise<Data> {
  if (!existsSync(join(tupu, 'node_modules')))
    throw new Error(`The product is not installed: run \`npm ci\` in ${tupu} first.`)
  const folder = cacheFor(size, [...makers.map(file), join(tupu, 'src/store/migrations/')])
  const data = { product: `${folder}/tupu.db`, peers: `${folder}/peers.db`, postgres: `${folder}/postgres` }
  await makeOnce(data.product, async (unfinished) => {
    const records = `${folder}/records.jsonl`
    await timed(say, `wrote the records of ${size.toLocaleString('en')} organisations`, () =>
      writeRecords(size, records),
    )
    await timed(say, 'imported them with `tupu import`', () =>
      execFileSync(process.execPath, [join(tupu, 'bin/tupu.js'), 'import', records], {
        env: { ...process.env, TUPU_DB: unfinished },
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    )
    rmSync(records)
  })
  await makeOnce(data.peers, (unfinished) =>
    timed(say, 'made the plain tables', () => plainTables(unfinished, data.product)),
  )
  return data
}

function plainTables(path: string, product: string): void {
  const database = new Database(path)
  database.function('spaced', { deterministic: true }, (text) => [...String(text)].join(' '))
  database.prepare('attach ? as product').run(product)
  database.exec(readFileSync(file('peers.sql'), 'utf8'))
  database.close()
}

async function timed<T>(say: (line: string) => void, what: string, run: () => T | Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await run()
  say(`${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return result
}
