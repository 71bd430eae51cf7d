import { parentPort } from 'node:worker_threads'
import { normalise } from '../../records/normalise.ts'
import { RecordsRefused } from '../../records/problem.ts'
import { ReadError } from '../../records/read-error.ts'
import { isDecision, type TupuRecord } from '../../records/record.ts'
import type { Imported } from '../imported.ts'
import { batchesOf, type Input } from '../read.ts'
import { AHEAD, type Answer, type Request } from './message.ts'
import { Packer } from './packing.ts'

/** Records that travel together, at least. */
const TOGETHER = 1000

const port = parentPort!
let onWay = 0
let free: (() => void) | undefined

function inFull(one: Imported): Imported {
  const { record, full } = one
  if (full || isDecision(record)) return one
  try {
    return { ...one, record: normalise(record) as TupuRecord, full: true }
  } catch (error) {
    if (!(error instanceof RecordsRefused)) throw error
    // The session says what is wrong, in its order among the others.
    return one
  }
}

async function read(input: Input): Promise<void> {
  let problems: string[] = []
  let notes: string[] = []
  let count = 0
  const packer = new Packer()
  const answer = (rest: Omit<Answer, 'problems' | 'notes'> = {}) => {
    const found = count > 0 ? { records: JSON.stringify(packer.take()) } : {}
    port.postMessage({ problems, notes, ...found, ...rest } satisfies Answer)
    problems = []
    notes = []
    count = 0
    onWay++
  }
  const listener = {
    onProblem: (problem: string) => problems.push(problem),
    onNote: (note: string) => notes.push(note),
  }
  try {
    for await (const batch of batchesOf(input, listener)) {
      for (const one of batch) packer.add(inFull(one))
      count += batch.length
      if (count < TOGETHER && problems.length < TOGETHER) continue
      answer()
      while (onWay >= AHEAD) await new Promise<void>((resolve) => (free = resolve))
    }
    answer({ end: true })
  } catch (error) {
    const { message, stack } = error as Error
    answer({ error: { message, stack, ...(error instanceof ReadError && { problems: error.problems }) } })
  }
}

port.on('message', (request: Request) => {
  if (request !== 'taken') {
    void read(request.input)
    return
  }
  onWay--
  free?.()
})
