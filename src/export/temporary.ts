import { rmSync } from 'node:fs'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const files = new Set<string>()

function end(signal: NodeJS.Signals): void {
  for (const file of files) rmSync(file, { force: true })
  for (const one of signals) process.off(one, end)
  process.kill(process.pid, signal)
}

/** Has a file removed if a signal ends the process. */
export function watch(file: string): void {
  if (files.size === 0) for (const signal of signals) process.on(signal, end)
  files.add(file)
}

/** Leaves the file as it is from now on. */
export function unwatch(file: string): void {
  if (!files.delete(file) || files.size > 0) return
  for (const signal of signals) process.off(signal, end)
}
