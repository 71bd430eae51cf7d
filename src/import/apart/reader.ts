import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { ReadError } from '../../records/read-error.ts'
import type { AnyRecord } from '../../records/record.ts'
import type { Imported, Listener } from '../imported.ts'
import { nameOf } from '../input/open.ts'
import type { Input } from '../read.ts'
import type { Answer, Request } from './message.ts'
import { Unpacker } from './packing.ts'

/** What the heap of the thread may grow to, in megabytes; a single row may be large. */
const HEAP = 512
const YOUNG = 24

/**
 * Nearly all of what a batch makes is of no use after it: the heap shall be cleaned rather than grow. But what is new needs room for
 * a batch: with one megabyte, as a thread has at first, records are moved to the old ones before they have been sent.
 */
const LEAN = ['--semi-space-growth-factor=1', '--heap-growing-percent=60', '--min-semi-space-size=8']

const imported =
  (name: string) =>
  (record: AnyRecord, at: number | string, full: boolean): Imported =>
    typeof at === 'number'
      ? { record, place: () => `${name}:${at}`, line: at, full }
      : { record, place: () => at, full, line: undefined }

function failure({ message, stack, problems }: NonNullable<Answer['error']>): Error {
  if (problems) return new ReadError(problems)
  const error = new Error(message)
  if (stack) error.stack = stack
  return error
}

/** Reads, maps and checks files in a thread, so that this one only has to write. The thread starts with the first file. */
export class ApartReader {
  #worker: Worker | undefined

  /** The records of a file, as `batchesOf` gives them. Reads a little ahead of what is taken. */
  async *batches(input: Input, { onProblem, onNote }: Listener): AsyncGenerator<Imported[]> {
    if (!this.#worker) for (const flag of LEAN) setFlagsFromString(flag)
    this.#worker ??= new Worker(new URL('./thread.ts', import.meta.url), {
      // Flags of this process, such as those of a debugger or a test runner, are not for the thread.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: HEAP, maxYoungGenerationSizeMb: YOUNG },
    })
    const worker = this.#worker
    const placed = imported(nameOf(input.path))
    const send = (request: Request) => worker.postMessage(request)
    const waiting: (Answer | Error)[] = []
    let wake: (() => void) | undefined
    const add = (answer: Answer | Error) => {
      waiting.push(answer)
      wake?.()
    }
    const died = (code: number) => add(new Error(`The thread that reads ended unexpectedly with code ${code}`))
    worker.on('message', add)
    worker.on('error', add)
    worker.on('exit', died)
    let ended = false
    try {
      send({ input })
      while (!ended) {
        if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
        const answer = waiting.shift()
        if (!answer) continue
        if (answer instanceof Error) throw answer
        send('taken')
        for (const problem of answer.problems) onProblem(problem)
        for (const note of answer.notes) onNote?.(note)
        if (answer.records !== undefined) yield new Unpacker(JSON.parse(answer.records)).all(placed)
        ended = answer.end === true
        if (!answer.error) continue
        ended = true
        throw failure(answer.error)
      }
    } finally {
      worker.off('message', add)
      worker.off('error', add)
      worker.off('exit', died)
      // One that still reads what nobody wants would go on to send it.
      if (!ended) await this.close()
    }
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }
}
