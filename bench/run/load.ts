import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Job, Outcome, Reply } from '../load/job.ts'
import { cores, nodeOn } from './cores.ts'

/** The process that asks, on a core of its own where it is given one. */
export class Load {
  readonly #child: ChildProcess

  constructor(core: string | null = cores?.load ?? null) {
    const { command, args } = nodeOn(core ?? undefined, [fileURLToPath(new URL('../load/process.ts', import.meta.url))])
    this.#child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  }

  async run(job: Job): Promise<Outcome> {
    const answer = once(this.#child, 'message') as Promise<[Reply]>
    this.#child.send(job)
    const [reply] = await answer
    if ('error' in reply) throw new Error(reply.error)
    return reply.outcome
  }

  stop(): void {
    this.#child.disconnect()
  }
}
