import { createServer } from 'node:net'
import { Worker } from 'node:worker_threads'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { buildApart } from '../graph/graph.ts'
import type { RunningServer } from '../server/server.ts'
import type { Store } from '../store/store.ts'
import { written } from './stop.ts'

/** What a worker is told: to stop, or the links that it asked for; none if they can't be had. */
export type Told = 'stop' | { readonly links: unknown }

/** What a worker tells: that it listens, why it can't, or that it needs the links. */
export type Tells = { readonly url: string } | { readonly failed: object } | 'links'

/** What a worker starts with. */
export type Start = { readonly port: number }

/**
 * Serves in threads that each listen on the same port, among which the system shares out the connections. Each reads the database on its own; the
 * arrays of links are built once and lie in memory that all of them see.
 */
export async function startWorkers(store: Store, config: Config, log: Logger, count: number): Promise<RunningServer> {
  const threads = new Set<Thread>()
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= Promise.all([...threads].map((thread) => thread.stop())).then(() => store.close())
    return stopping
  }
  const links = sharedLinks(store)
  const start = async (port: number) => {
    const thread = new Thread(port, links)
    threads.add(thread)
    thread.ended.then((code) => {
      threads.delete(thread)
      if (stopping) return
      log.fatal({ code }, 'a worker ended unexpectedly')
      process.exitCode = 1
      void stop()
        .finally(() => written(log))
        .finally(() => process.exit())
    })
    return thread.url
  }
  try {
    // Threads would share the port with a program that is there already.
    if (config.port !== 0) await probe(config)
    const url = await start(config.port)
    const port = Number(new URL(url).port)
    await Promise.all(Array.from({ length: count - 1 }, () => start(port)))
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Throws where the port can't be had. */
async function probe({ port, host }: Config): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  await new Promise((resolve) => server.close(resolve))
}

/** The links of the store, read once for each version of them, however many ask. */
function sharedLinks(store: Store): () => Promise<unknown> {
  let building: ReturnType<typeof buildApart> | undefined
  let built: Awaited<ReturnType<typeof buildApart>> | undefined
  return async () => {
    if (built && built.version === store.snapshot(() => store.linkVersion())) return built
    built = undefined
    building ??= buildApart(store).finally(() => {
      building = undefined
    })
    built = await building
    return built
  }
}

class Thread {
  readonly #worker: Worker
  /** The address that it listens on. */
  readonly url: Promise<string>
  readonly ended: Promise<number>

  constructor(port: number, links: () => Promise<unknown>) {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { port } satisfies Start })
    this.#worker = worker
    this.ended = new Promise((resolve) => worker.once('exit', resolve))
    this.url = new Promise((resolve, reject) => {
      worker.once('error', reject)
      worker.on('message', (tells: Tells) => {
        if (tells === 'links')
          void links().then(
            (found) => this.#tell({ links: found }),
            () => this.#tell({ links: null }),
          )
        else if ('url' in tells) resolve(tells.url)
        else reject(tells.failed)
      })
    })
  }

  async stop(): Promise<void> {
    this.#tell('stop')
    await this.ended
  }

  #tell(told: Told): void {
    this.#worker.postMessage(told)
  }
}
