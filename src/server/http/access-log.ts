import { type Logger, symbols } from 'pino'
import type { Exchange } from './exchange.ts'
import type { Phase } from './phases.ts'

const mostCharacters = 200

/** Logs one line for each request when its response is over. */
export function logRequests(log: Logger): Phase {
  if (!log.isLevelEnabled('error')) return () => false
  const error = lineWriter(log, 'error')
  const info = log.isLevelEnabled('info') ? lineWriter(log, 'info') : () => {}
  return (exchange) => {
    const start = performance.now()
    const { response } = exchange
    response.on('close', () => {
      const write = response.statusCode >= 500 ? error : info
      write(exchange, performance.now() - start)
    })
    return false
  }
}

/** Writes the line that the logger would write: for every request, its own way of looking at each field takes too long. */
function lineWriter(log: Logger, level: 'error' | 'info'): (exchange: Exchange, milliseconds: number) => void {
  const { [symbols.streamSym]: stream, [symbols.chindingsSym]: bindings } = log as unknown as Innards
  const head = `{"level":${log.levels.values[level]},"time":`
  const timeText = latest(String)
  const pathText = latest(JSON.stringify)
  return ({ request, response, path, note, id }, milliseconds) => {
    // An id, a method and the name of an operation have no character that JSON would write in another way.
    let line = `${head}${timeText(Date.now())}${bindings},"requestId":"${id}","method":"${request.method}","path":${pathText(path.slice(0, mostCharacters))}`
    line += `,"status":${response.statusCode},"milliseconds":${hundredths(milliseconds)}`
    if (note.operationName !== undefined) line += `,"operation":"${note.operationName.slice(0, mostCharacters)}"`
    if (note.cost !== undefined) line += `,"cost":${note.cost}`
    if (note.codes) line += `,"errors":${JSON.stringify(note.codes)}`
    if (note.logIds) line += `,"logIds":${JSON.stringify(note.logIds)}`
    if (!response.writableFinished) line += ',"aborted":true'
    stream.write(`${line},"msg":"request"}\n`)
  }
}

/** What the library calls its symbols for: where lines go, and what stands in each. */
interface Innards {
  readonly [symbols.streamSym]: { write(line: string): void }
  readonly [symbols.chindingsSym]: string
}

/** Works out a text anew only where it is of another value than the last. */
function latest<Value extends string | number>(textOf: (value: Value) => string): (value: Value) => string {
  let last: Value | undefined
  let text = ''
  return (value) => {
    if (value !== last) {
      last = value
      text = textOf(value)
    }
    return text
  }
}

/** The number with two digits after the point, as JSON has it: whole numbers become text in a third of the time of fractions. */
function hundredths(value: number): string {
  const all = Math.round(value * 100)
  const rest = all % 100
  const whole = (all - rest) / 100
  if (rest === 0) return `${whole}`
  if (rest % 10 === 0) return `${whole}.${rest / 10}`
  return rest < 10 ? `${whole}.0${rest}` : `${whole}.${rest}`
}
