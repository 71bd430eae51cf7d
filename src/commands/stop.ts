import type { Logger } from 'pino'

const signals = ['SIGTERM', 'SIGINT'] as const

/** Stops in an orderly way on the first SIGTERM or SIGINT, and at once on the second. */
export function stopOnSignals(stop: () => Promise<void>, log: Logger): void {
  let stopping = false
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      log.info({ signal }, 'stopping')
      stop().then(
        () => process.exit(0),
        (error) => {
          log.error({ err: error }, 'could not stop in order')
          process.exit(1)
        },
      )
    })
  }
}
