import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const found = spawnSync('taskset', ['--version']).status === 0

/** One core for what answers, one for what asks; no pinning where the machine cannot. */
export const cores = found && availableParallelism() > 1 ? { server: '0', load: '1' } : undefined
export const pinning = cores
  ? 'One core for the server, one for the load.'
  : 'Not pinned to cores, since this machine has no `taskset` or only one core: ratios are less sure.'

/** The command that runs a script of Node on a core. */
export function nodeOn(core: string | undefined, script: readonly string[]): { command: string; args: string[] } {
  const node = [process.execPath, ...script]
  const [command, ...args] = core === undefined ? node : ['taskset', '-c', core, ...node]
  return { command: command!, args }
}

/** Puts a running process and its children on a core. */
export function pin(pid: number, core: string | undefined): void {
  if (core === undefined) return
  for (const one of family(pid)) spawnSync('taskset', ['-a', '-c', '-p', core, String(one)])
}

/** A process and all that descend from it, where the machine tells. */
export function family(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
    return [pid, ...children.flatMap(family)]
  } catch {
    return [pid]
  }
}

/** The time that all threads of a process and its children have been on a core, in milliseconds; null where the machine doesn't tell. */
export function cpuTime(pid: number): number | null {
  try {
    let nanoseconds = 0
    for (const one of family(pid))
      for (const thread of readdirSync(`/proc/${one}/task`))
        nanoseconds += Number(readFileSync(`/proc/${one}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
    return nanoseconds / 1e6
  } catch {
    return null
  }
}

/** The most memory that a process ever held, with its children, in MB; null where the machine doesn't tell. */
export const peakMemory = (pid: number): number | null => sum(pid, 'status', /^VmHWM:\s+(\d+)/m)

/** The memory that a process and its children hold now, what they share counted once. */
export const memoryNow = (pid: number): number | null => sum(pid, 'smaps_rollup', /^Pss:\s+(\d+)/m)

function sum(pid: number, file: string, line: RegExp): number | null {
  try {
    const kilobytes = family(pid).map((one) =>
      Number(line.exec(readFileSync(`/proc/${one}/${file}`, 'utf8'))?.[1] ?? 0),
    )
    return Math.round(kilobytes.reduce((a, b) => a + b) / 1024)
  } catch {
    return null
  }
}
