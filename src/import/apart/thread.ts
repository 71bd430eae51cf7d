import { parentPort } from 'node:worker_threads'
import { ReadError } from '../../records/read-error.ts'
import { checked } from '../checked.ts'
import { batchesOf, type Input } from '../read.ts'
import { AHEAD, type Answer, type Request } from './message.ts'
import { Packer } from './packing.ts'

/** Records that travel together, at least. */
const TOGETHER = 1000

const port = parentPort!
let onWay = 0
let free: (() => void) | undefined

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
      for (const one of batch) packer.add(checked(one))
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
