import type { Logger } from 'pino'

const signals = ['SIGTERM', 'SIGINT'] as const

/** How long the last lines of the log may take to be written, in milliseconds. */
const LAST_LINES = 1000

/** Writes the log out, as far as somebody reads it: left to the exit, writing into a broken pipe would be tried for ever. */
export const written = (log: Logger): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, LAST_LINES)
    log.flush(() => done())
  })

/** Stops in an orderly way on the first SIGTERM or SIGINT, and at once on the second. */
export function stopOnSignals(stop: () => Promise<void>, log: Logger): void {
  let stopping = false
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      log.info({ signal }, 'stopping')
      stop()
        .then(
          () => 0,
          (error) => {
            log.error({ err: error }, 'could not stop in order')
            return 1
          },
        )
        .then(async (code) => {
          await written(log)
          process.exit(code)
        })
    })
  }
}
