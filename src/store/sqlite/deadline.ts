import { type ChildProcess, fork } from 'node:child_process'
import { type Bound, StatementTimeout } from '../store.ts'

/** What a child is asked, and what it answers: the text, or why the statement failed. */
export type Question = { readonly sql: string; readonly values: readonly Bound[] }
export type Answer = { readonly text: string | null } | { readonly message: string; readonly code: string | undefined }

type Job = Question & {
  readonly resolve: (text: string | null) => void
  readonly reject: (error: Error) => void
  timer?: NodeJS.Timeout
  child?: ChildProcess
}

/**
 * Runs statements in child processes, so that one that takes too long can be ended: SQLite has no other way here, and ending
 * a thread waits for the statement. Statements queue when all children are busy; waiting counts toward the timeout.
 */
export class Deadline {
  readonly #path: string
  readonly #timeout: number
  readonly #size: number
  readonly #children = new Map<ChildProcess, Job | null>()
  readonly #queue: Job[] = []
  #closed = false

  constructor(path: string, timeout: number, size: number) {
    this.#path = path
    this.#timeout = timeout
    this.#size = size
  }

  /** The text that the statement returns; rejects with StatementTimeout when it takes too long. */
  run(sql: string, values: readonly Bound[]): Promise<string | null> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new Error('The database is closed'))
      const job: Job = { sql, values, resolve, reject }
      job.timer = setTimeout(() => this.#expire(job), this.#timeout)
      this.#queue.push(job)
      this.#assign()
    })
  }

  /** Ends all children; what is still running is rejected. */
  async close(): Promise<void> {
    this.#closed = true
    const running = [...this.#children.values()].filter((job) => job !== null)
    for (const job of [...this.#queue.splice(0), ...running]) this.#fail(job, new Error('The database was closed'))
    const ended = [...this.#children.keys()].map((child) => new Promise((resolve) => child.once('exit', resolve)))
    for (const child of this.#children.keys()) {
      child.ref()
      child.kill('SIGKILL')
    }
    await Promise.all(ended)
  }

  #assign(): void {
    while (this.#queue.length > 0) {
      const idle = [...this.#children].find(([, job]) => job === null)?.[0]
      const child = idle ?? (this.#children.size < this.#size ? this.#start() : undefined)
      if (!child) return
      const job = this.#queue.shift()!
      job.child = child
      this.#children.set(child, job)
      child.send({ sql: job.sql, values: job.values } satisfies Question)
    }
  }

  #start(): ChildProcess {
    const child = fork(new URL('./deadline-child.ts', import.meta.url), [this.#path, String(process.pid)], {
      // Flags of this process, such as those of a debugger or a test runner, are not for the child.
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: '' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    // An idle child keeps nobody waiting; the timer of a job does.
    child.unref()
    child.channel?.unref()
    this.#children.set(child, null)
    child.on('message', (answer: Answer) => this.#answered(child, answer))
    child.on('error', (error) => this.#ended(child, error))
    child.on('exit', () => this.#ended(child, new Error('The process that ran the statement ended unexpectedly')))
    return child
  }

  #answered(child: ChildProcess, answer: Answer): void {
    const job = this.#children.get(child)
    if (!job) return
    this.#children.set(child, null)
    if ('text' in answer) {
      clearTimeout(job.timer)
      job.resolve(answer.text)
    } else this.#fail(job, Object.assign(new Error(answer.message), { code: answer.code }))
    this.#assign()
  }

  #ended(child: ChildProcess, error: Error): void {
    const job = this.#children.get(child)
    if (!this.#children.delete(child)) return
    if (job) this.#fail(job, error)
    if (!this.#closed) this.#assign()
  }

  #expire(job: Job): void {
    const waiting = this.#queue.indexOf(job)
    if (waiting >= 0) this.#queue.splice(waiting, 1)
    this.#fail(job, new StatementTimeout(this.#timeout))
    if (!job.child || this.#children.get(job.child) !== job) return
    this.#children.delete(job.child)
    job.child.kill('SIGKILL')
    // The next statement shall not have to wait for a process to start.
    this.#start()
    this.#assign()
  }

  #fail(job: Job, error: Error): void {
    clearTimeout(job.timer)
    job.reject(error)
  }
}
