import { once } from 'node:events'
import { connect } from 'node:net'
import pino, { type Logger } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type RunningServer, startServer } from '../../src/server/server.ts'
import { fakePlanner, fakeSchema, fakeStore } from './fake.ts'
import { send } from './lanes.ts'

const lines: string[] = []
let server: RunningServer

const start = (log: Logger) => {
  const schema = fakeSchema()
  const parts = { schema, planner: fakePlanner(schema), store: fakeStore(), log, clock: () => '' }
  return startServer({ ...parts, config: readConfig({ PORT: '0' }) })
}

beforeAll(async () => {
  server = await start(
    pino({ level: 'info', base: { pid: 1, hostname: 'a "host"' } }, { write: (line) => lines.push(line) }),
  )
})
afterAll(() => server.stop())

/** Sends bytes as they are, and hangs up at once or when the answer is there. */
async function sendRaw(request: string, hangUp = false): Promise<void> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
  socket.write(Buffer.from(request, 'latin1'))
  if (hangUp) setTimeout(() => socket.destroy(), 100)
  else socket.once('data', () => socket.destroy())
  await once(socket, 'close')
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`
const post = (body: string) => ({ body, headers: { 'content-type': 'application/json' } })

test('each line is as the logger itself would write it, whatever was asked', async () => {
  await send(server.url, post('{"query":"query Names { companies(first: 1) { totalCount } }"}'))
  await send(server.url, post('{"query":"{ broken }"}'))
  await send(server.url, post('{"query":"{ nothing }"}'))
  await send(server.url, post('{"query":"query ($text: String) { echo(text: $text) }","variables":{"text":"fault"}}'))
  await sendRaw(get('/"quoted\\path"?secret'))
  await sendRaw(get(`/%C3%BC/${'x'.repeat(300)}`))
  await sendRaw(
    'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"qu',
    true,
  )
  await expect.poll(() => lines.filter((line) => line.includes('"msg":"request"')).length).toBe(7)

  const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')
  expect(requests.map(({ level, status }) => [level, status])).toEqual([
    [30, 200],
    [30, 200],
    [30, 200],
    [50, 500],
    [30, 404],
    [30, 404],
    [30, 200],
  ])
  const head = ['level', 'time', 'pid', 'hostname', 'requestId', 'method', 'path', 'status', 'milliseconds']
  expect(requests.map((fields) => Object.keys(fields).slice(head.length))).toEqual([
    ['operation', 'cost', 'msg'],
    ['cost', 'errors', 'logIds', 'msg'],
    ['errors', 'msg'],
    ['errors', 'logIds', 'msg'],
    ['errors', 'msg'],
    ['errors', 'msg'],
    ['aborted', 'msg'],
  ])
  for (const fields of requests) expect(Object.keys(fields).slice(0, head.length)).toEqual(head)
  expect(requests[5].path).toHaveLength(200)

  for (const { level, time, pid, hostname, msg, ...fields } of requests) {
    let written = ''
    const logger = pino(
      { base: { pid, hostname }, timestamp: () => `,"time":${time}` },
      { write: (line) => (written = line) },
    )
    logger[level === 50 ? 'error' : 'info'](fields, msg)
    expect(lines).toContain(written)
  }
})

test.each([
  ['error', [500]],
  ['silent', []],
])('with the level %s only what is that severe is written', async (level, statuses) => {
  const written: string[] = []
  const quiet = await start(pino({ level }, { write: (line) => written.push(line) }))
  await send(quiet.url, post('{"query":"{ now }"}'))
  await send(quiet.url, post('{"query":"query ($text: String) { echo(text: $text) }","variables":{"text":"fault"}}'))
  await quiet.stop()
  const requests = written.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')
  expect(requests.map(({ status }) => status)).toEqual(statuses)
})
