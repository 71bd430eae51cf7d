const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Has what is going on taken back, and what is left of it told, if a signal ends the process. Gives a way to have no more of it.
 * `stop` tells what to say.
 */
export function onInterrupt(stop: () => string): () => void {
  const end = (signal: NodeJS.Signals) => {
    forget()
    try {
      console.error(stop())
    } finally {
      process.kill(process.pid, signal)
    }
  }
  const forget = () => {
    for (const one of signals) process.off(one, end)
  }
  for (const one of signals) process.on(one, end)
  return forget
}
