import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** What a process and its children took. CPU is in seconds, memory in megabytes. */
export type Taken = {
  readonly wall: number
  /** Of the thread that writes, of all other threads, and of the child processes. */
  readonly writer: number
  readonly others: number
  /** The largest sum of the memory of all processes at one time. */
  readonly peak: number
  readonly output: string
}

const TICKS = 100
const EVERY = 50

const file = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process or thread has ended since it was listed.
    return ''
  }
}

const folder = (path: string): string[] => {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

/** CPU seconds of a thread or process. */
function cpuOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS
}

const residentOf = (pid: string) => Number(/VmRSS:\s+(\d+)/.exec(file(`/proc/${pid}/status`))?.[1] ?? 0) / 1024

function childrenOf(pid: string): string[] {
  const own = folder(`/proc/${pid}/task`).flatMap((thread) =>
    file(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean),
  )
  return own.flatMap((child) => [child, ...childrenOf(child)])
}

/** Runs a program and looks twenty times a second at what it and its children take. Needs /proc, so Linux. */
export async function watch(command: readonly string[], env: NodeJS.ProcessEnv): Promise<Taken> {
  const start = performance.now()
  const child = spawn(command[0]!, command.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const pid = String(child.pid)
  let [writer, others, peak, output, errors] = [0, 0, 0, '', '']
  child.stdout.on('data', (text) => {
    output += text
  })
  child.stderr.on('data', (text) => {
    errors += text
  })
  const look = () => {
    const all = [pid, ...childrenOf(pid)]
    peak = Math.max(
      peak,
      all.reduce((sum, one) => sum + residentOf(one), 0),
    )
    const total = all.reduce((sum, one) => sum + cpuOf(file(`/proc/${one}/stat`)), 0)
    const main = cpuOf(file(`/proc/${pid}/task/${pid}/stat`))
    if (total === 0) return
    writer = Math.max(writer, main)
    others = Math.max(others, total - main)
  }
  const timer = setInterval(look, EVERY)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(timer)
  if (code !== 0) throw new Error(`${command.join(' ')} ended with code ${code}\n${errors}`)
  return { wall: (performance.now() - start) / 1000, writer, others, peak, output }
}
