import { Worker } from 'node:worker_threads'

/** What a thread is told, and what it answers. */
export type Task = { readonly path: string; readonly module: string }
export type Done = { readonly value: unknown }

/** Work on links that takes too long to be done between two requests, in threads of their own. */
export class ThreadWork {
  readonly #path: string
  readonly #running = new Set<Worker>()

  constructor(path: string) {
    this.#path = path
  }

  /** Rejects if the work fails or is ended by `close`. */
  run(module: URL): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const task: Task = { path: this.#path, module: module.href }
      const worker = new Worker(new URL('./links-thread.ts', import.meta.url), { workerData: task, execArgv: [] })
      // A server that is to stop doesn't wait for it.
      worker.unref()
      this.#running.add(worker)
      worker.once('message', ({ value }: Done) => resolve(value))
      worker.once('error', reject)
      worker.once('exit', () => {
        this.#running.delete(worker)
        reject(new Error('The thread ended before its work was done'))
      })
    })
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => worker.terminate()))
  }
}
