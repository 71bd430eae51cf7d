import pino from 'pino'

/** How many characters are written at once, and how many milliseconds a line waits at the most. */
const MOST = 32_768
const WAIT = 100

/**
 * Writes log lines to a file descriptor, many at a time. Under load a write for each costs more than most answers; the
 * lines are put together here, since the library counts and copies what it holds back with each line anew.
 */
export function linesTo(fd: number): pino.DestinationStream & { flushSync(): void } {
  let lines: string[] = []
  let size = 0
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    if (timer) clearTimeout(timer)
    timer = undefined
    if (size === 0) return
    const text = lines.join('')
    lines = []
    size = 0
    destination.write(text)
  }
  const flushSync = () => {
    flush()
    destination.flushSync()
  }
  // Before those of the library, which ends the destination.
  process.once('beforeExit', flush).once('exit', flushSync)
  const destination = pino.destination({ dest: fd, sync: false })
  return {
    write(line) {
      lines.push(line)
      size += line.length
      if (size >= MOST) flush()
      else timer ??= setTimeout(flush, WAIT).unref()
    },
    flushSync,
  }
}
