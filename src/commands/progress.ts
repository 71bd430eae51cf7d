import { SingleBar } from 'cli-progress'

/** Without a terminal, how often a line is written, in milliseconds. */
const LINE_EVERY = 10_000
/** On a terminal, how often the bar is drawn. */
const DRAWN_EVERY = 200

export type ProgressOptions = {
  /** What is read, for people. */
  readonly name: string
  /** The bytes that there are; undefined where nobody knows. */
  readonly size: number | undefined
  /** The bytes that have been read. */
  readonly read: () => number
  /** Where it is told. */
  readonly stream?: NodeJS.WriteStream | undefined
  readonly now?: (() => number) | undefined
}

const count = (number: number) => Math.round(number).toLocaleString('en')

/** A number of seconds, as `1:02:03` or `2:03`. */
function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = (n: number) => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** Tells how far the reading of a file is: by a bar on a terminal, else by a line now and then. */
export class Progress {
  readonly #options: ProgressOptions
  readonly #stream: NodeJS.WriteStream
  readonly #now: () => number
  readonly #start: number
  readonly #bar: SingleBar | undefined
  #records = 0
  #told: number

  constructor(options: ProgressOptions) {
    const { name, size, stream = process.stderr, now = Date.now } = options
    this.#options = options
    this.#stream = stream
    this.#now = now
    this.#start = now()
    this.#told = this.#start
    if (!stream.isTTY) return
    const format = size === undefined ? '{name} {text}' : '{name} {bar} {text}'
    this.#bar = new SingleBar({
      stream,
      format,
      barsize: 24,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      clearOnComplete: true,
      // It is drawn when it is told of something, so that it can't keep a process alive.
      noTTYOutput: false,
      emptyOnZero: true,
    })
    this.#bar.start(size ?? 0, 0, { name, text: '' })
  }

  /** Tells of records that have been read. */
  add(records: number): void {
    this.#records += records
    const now = this.#now()
    if (now - this.#told < (this.#bar ? DRAWN_EVERY : LINE_EVERY)) return
    this.#told = now
    const { name, size, read } = this.#options
    if (this.#bar) this.#bar.update(Math.min(read(), size ?? 0), { text: this.#text(now) })
    else this.#stream.write(`${name}: ${this.#text(now)}\n`)
  }

  /** Records, rate, and as far as the size is known, the share that is read and the time that is left. */
  #text(now: number): string {
    const { size, read } = this.#options
    const seconds = Math.max(1, now - this.#start) / 1000
    const parts = [`${count(this.#records)} records`, `${count(this.#records / seconds)}/s`]
    const done = size === undefined ? 0 : Math.min(read() / size, 1)
    if (done > 0) parts.push(`${Math.floor(done * 100)} %`, `${duration(seconds / done - seconds)} left`)
    return parts.join(', ')
  }

  /** Tells that all is read, and is being put together. */
  finishing(): void {
    const { size } = this.#options
    this.#bar?.update(size ?? 0, { text: `${count(this.#records)} records, finishing` })
  }

  /** Writes a line of something else. */
  say(line: string): void {
    this.#stream.write(this.#bar ? `\r\u001b[K${line}\n` : `${line}\n`)
  }

  end(): void {
    this.#bar?.stop()
  }
}
