import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Data } from '../graph/prepare.ts'
import type { ServerKind } from '../servers/servers.ts'
import { ask } from './client.ts'
import { cores, cpuTime, nodeOn, peakMemory } from './cores.ts'

const PATIENCE = 60_000
const folder = fileURLToPath(new URL('../servers/', import.meta.url))

/** A server that runs. */
export type Running = {
  readonly kind: ServerKind
  readonly port: number
  /** From the start of its process to its first answer, in milliseconds. */
  readonly coldStart: number
  readonly log: string
  peakMemory(): number | null
  /** The processor time that it took so far, its database's with it, in milliseconds; null where the machine doesn't tell. */
  cpuTime(): number | null
  stop(): Promise<void>
}

/** The PostgreSQL that a server may use, and what it takes. */
export type Database = { readonly url: string; memory(): number | null; cpuTime(): number | null }

/** Where there is none, none is used. */
export const noDatabase: Database = { url: '', memory: () => null, cpuTime: () => null }

/** Starts a server and waits until it answers a first request. */
export async function startServer(
  kind: ServerKind,
  data: Data,
  postgres: Database,
  log: string,
  firstRequest: string,
  core: string | null = cores?.server ?? null,
): Promise<Running> {
  const port = await freePort()
  const environment = { ...kind.environment(data, postgres.url), PORT: String(port), NODE_ENV: 'production' }
  const { command, args } = nodeOn(core ?? undefined, kind.script)
  const output = openSync(log, 'w')
  const start = performance.now()
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  await untilAnswered(
    child,
    port,
    firstRequest,
    start,
    () => `${kind.label} did not start:\n${readFileSync(log, 'utf8')}`,
  )
  return {
    kind,
    port,
    coldStart: performance.now() - start,
    log,
    peakMemory: () => peakMemory(child.pid!),
    cpuTime() {
      const own = cpuTime(child.pid!)
      const database = kind.postgres ? postgres.cpuTime() : 0
      return own === null || database === null ? null : own + database
    },
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      const forced = setTimeout(() => child.kill('SIGKILL'), 5000)
      await once(child, 'exit')
      clearTimeout(forced)
    },
  }
}

async function untilAnswered(
  child: ChildProcess,
  port: number,
  body: string,
  start: number,
  failure: () => string,
): Promise<void> {
  while (child.exitCode === null && performance.now() - start < PATIENCE) {
    const answer = await ask(port, body).catch(() => undefined)
    if (answer?.status === 200) return
    await sleep(2)
  }
  child.kill('SIGKILL')
  throw new Error(failure())
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
