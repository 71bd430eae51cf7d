import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** What a thread is told, and what it answers. */
export type Task = { readonly path: string; readonly module: string }
export type Done = { readonly value: unknown }

/** A thread doesn't take over where compiled modules are kept; to compile them anew takes longer than to read few links. */
function environment(): NodeJS.ProcessEnv {
  const folder = getCompileCacheDir()
  return folder ? { ...process.env, NODE_COMPILE_CACHE: dirname(folder) } : process.env
}

/** Work on links that takes too long to be done between two requests, in a thread of its own. */
export class ThreadWork {
  readonly #path: string
  readonly #running = new Set<Worker>()

  constructor(path: string) {
    this.#path = path
  }

  /** Rejects if the work fails or is ended by `close`. */
  run(module: URL): Promise<unknown> {
    const worker = new Worker(new URL('./links-thread.ts', import.meta.url), {
      workerData: { path: this.#path, module: module.href } satisfies Task,
      execArgv: [],
      env: environment(),
      // What is read is soon gone: more room for it would only make the process larger.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    })
    // A server that is to stop doesn't wait for it.
    worker.unref()
    this.#running.add(worker)
    worker.once('exit', () => this.#running.delete(worker))
    return new Promise((resolve, reject) => {
      worker.once('message', ({ value }: Done) => resolve(value))
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('The thread ended before its work was done')))
    })
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => worker.terminate()))
  }
}
