import { Worker } from 'node:worker_threads'
import type { Answer, Question } from './deadline.ts'
import { OnTime } from './on-time.ts'
import { openReader } from './open.ts'
import { Reader } from './read.ts'

// A process of its own that runs statements which may have to be ended: nothing but the end of its process stops a
// statement that SQLite is in the middle of.
const [path = '', parent = ''] = process.argv.slice(2)

// Ctrl-C reaches the whole process group, but the server still answers what it has begun; we end when it does.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => process.exit())

// In the middle of a statement no event is seen, so a thread watches whether the parent is still there.
new Worker(new URL('./deadline-watch.ts', import.meta.url), { workerData: Number(parent), execArgv: [] }).unref()

const connection = openReader(path)
const reader = new Reader(connection)
// Whoever asks has time: the end of the process is what ends it.
new OnTime(connection)

process.on('message', ({ sql, values }: Question) => {
  let answer: Answer
  try {
    answer = { text: reader.read(sql, values) }
  } catch (error) {
    const { message, code } = error as Error & { code?: string }
    answer = { message, code }
  }
  process.send!(answer)
})
