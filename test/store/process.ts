import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Runs a script of this folder in a process of its own and gives what it sends; fails if it fails. */
export async function runScript(script: string, args: string[]): Promise<unknown> {
  const child = fork(new URL(script, import.meta.url), args, {
    execArgv: [],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let told: unknown
  let complaint = ''
  child.on('message', (message) => {
    told = message
  })
  child.stderr!.on('data', (chunk) => {
    complaint += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${complaint}`)
  return told
}
