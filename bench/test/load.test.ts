import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { type Answer, Connection } from '../load/connection.ts'
import { Histogram } from '../load/histogram.ts'

/** What a connection makes of bytes that come in these pieces. */
async function answerTo(pieces: readonly string[]): Promise<Answer> {
  const server = createServer((socket) => {
    socket.once('data', async () => {
      for (const piece of pieces) {
        socket.write(piece)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  try {
    return await new Promise((resolve, reject) => {
      const connection = new Connection(
        port,
        (answer) => {
          connection.close()
          resolve(answer)
        },
        reject,
      )
      connection.send(Buffer.from('GET / HTTP/1.1\r\n\r\n'))
    })
  } finally {
    server.close()
  }
}

test('reads an answer of known length, however it is cut', async () => {
  assert.deepEqual(await answerTo(['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello']), { status: 200, length: 5 })
  assert.deepEqual(await answerTo(['HTTP/1.1 404 No\r\ncontent-le', 'ngth: 5\r\n\r', '\nhe', 'llo']), {
    status: 404,
    length: 5,
  })
})

test('reads an answer in chunks, however it is cut', async () => {
  const whole = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n'
  for (const at of [20, 49, 52, 56, 60, 70])
    assert.deepEqual(await answerTo([whole.slice(0, at), whole.slice(at)]), { status: 200, length: 11 })
})

test('tells quantiles to about one percent', () => {
  const histogram = new Histogram()
  for (let n = 1; n <= 1000; n++) histogram.add(n / 10)
  const near = (value: number, expected: number) => assert.ok(Math.abs(value / expected - 1) < 0.015, `${value}`)
  near(histogram.quantile(0.5), 50)
  near(histogram.quantile(0.99), 99)
})
