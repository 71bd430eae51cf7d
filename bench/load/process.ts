import { Connection } from './connection.ts'
import { Histogram } from './histogram.ts'
import { type Job, type Outcome, type Reply, requestOf } from './job.ts'

// A process of its own, so that it can be kept on a core of its own.
process.on('message', (job: Job) => {
  run(job).then(
    (outcome) => process.send!({ outcome } satisfies Reply),
    (error: Error) => process.send!({ error: error.message } satisfies Reply),
  )
})

/** Keeps every connection busy for the time of the job. */
function run(job: Job): Promise<Outcome> {
  const requests = job.bodies.map((body) => requestOf(body, job.port))
  const histogram = new Histogram()
  return new Promise((resolve, reject) => {
    const connections: Connection[] = []
    let next = job.from % requests.length
    let busy = job.connections
    const start = performance.now()
    const end = start + job.milliseconds
    const finish = (settle: () => void) => {
      for (const connection of connections) connection.close()
      settle()
    }
    for (let n = 0; n < job.connections; n++) {
      let sent = 0
      let asked = 0
      const ask = () => {
        asked = next
        next = next + 1 === requests.length ? 0 : next + 1
        sent = performance.now()
        connection.send(requests[asked]!)
      }
      const connection = new Connection(
        job.port,
        ({ status, length }) => {
          const now = performance.now()
          histogram.add(now - sent)
          if (status !== 200 || length !== job.lengths[asked])
            return finish(() =>
              reject(
                new Error(`status ${status}, ${length} bytes instead of ${job.lengths[asked]}: ${job.bodies[asked]}`),
              ),
            )
          if (now < end) return ask()
          busy -= 1
          if (busy > 0) return
          const seconds = (now - start) / 1000
          finish(() =>
            resolve({
              rps: histogram.total / seconds,
              p50: histogram.quantile(0.5),
              p99: histogram.quantile(0.99),
              answers: histogram.total,
            }),
          )
        },
        (error) => finish(() => reject(error)),
      )
      connections.push(connection)
      ask()
    }
  })
}
