import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished } from 'vitest'

const run = promisify(execFile)

/** The folder of the project, in which commands are run. */
export const root = new URL('../../', import.meta.url).pathname

export type Ended = { code: number; stdout: string; stderr: string }

/** What a server answered; `data` is what the query asks for. */
// biome-ignore lint/suspicious/noExplicitAny: each query has an answer of its own shape.
export type Answer = { data?: any; errors?: { message: string }[] }

/** Runs commands on the database `tupu.db` of a folder. */
export function tupuIn(folder: string) {
  const database = join(folder, 'tupu.db')
  const env = { ...process.env, TUPU_DB: database, PORT: '0', TUPU_LOG_LEVEL: 'error' }

  async function tupu(...args: string[]): Promise<Ended> {
    try {
      const options = { cwd: root, env, maxBuffer: 1 << 26 }
      return { code: 0, ...(await run(process.execPath, ['bin/tupu.js', ...args], options)) }
    } catch (error) {
      const { code, stdout, stderr } = error as Ended
      return { code, stdout, stderr }
    }
  }

  /** Starts a command that is ended with the test at the latest. */
  function start(...args: string[]): ChildProcess {
    const child = spawn(process.execPath, ['bin/tupu.js', ...args], { cwd: root, env })
    onTestFinished(() => {
      child.kill('SIGKILL')
    })
    return child
  }

  /** Starts a server in a process of its own; gives a way to ask it. */
  async function serve(): Promise<(query: string) => Promise<Answer>> {
    const child = start('serve')
    let out = ''
    child.stdout!.on('data', (data) => {
      out += data
    })
    await expect.poll(() => out, { timeout: 30_000 }).toMatch(/Health .*\n/)
    const url = /GraphQL\s+(\S+)/.exec(out)![1]!
    return async (query) => {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
      return (await response.json()) as Answer
    }
  }

  return { database, tupu, start, serve }
}
