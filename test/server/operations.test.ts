import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import { fakeStore } from './fake.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'

let server: FakeServer
afterEach(() => server.close())

const json = { 'content-type': 'application/json' }
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

describe('health', () => {
  it('is alive and ready, also for HEAD', async () => {
    server = await startFakeServer()
    for (const [path, status] of [
      ['/health', 'alive'],
      ['/ready', 'ready'],
    ] as const) {
      const response = await fetch(server.url + path)
      expect([response.status, await response.json()]).toEqual([200, { status }])
      expect((await fetch(server.url + path, { method: 'HEAD' })).status).toBe(200)
    }
  })

  it('is alive but not ready while the store does not answer', async () => {
    let answers = false
    server = await startFakeServer(
      {},
      fakeStore(() => answers),
    )
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
    expect((await fetch(`${server.url}/ready`)).status).toBe(503)
    answers = true
    expect((await fetch(`${server.url}/ready`)).status).toBe(200)
  })

  it('is not ready when asking the store fails', async () => {
    const failing = fakeStore(() => {
      throw new Error('disk I/O error in /secret/path')
    })
    server = await startFakeServer({}, failing)
    const response = await fetch(`${server.url}/ready`)
    expect(response.status).toBe(503)
    expect(await response.text()).not.toContain('secret')
  })
})

describe('request ids', () => {
  it('are echoed if sane and made up if not', async () => {
    server = await startFakeServer()
    const idOf = async (id: string) =>
      (await fetch(`${server.url}/health`, { headers: { 'x-request-id': id } })).headers.get('x-request-id')
    expect(await idOf('client-7.a:b')).toBe('client-7.a:b')
    expect(await idOf('a b"{}')).toMatch(uuid)
    expect(await idOf('x'.repeat(200))).toMatch(uuid)
    expect((await fetch(server.url)).headers.get('x-request-id')).toMatch(uuid)
  })
})

describe('the log', () => {
  it('has one line for each request', async () => {
    server = await startFakeServer()
    await server.ask(
      'query Names($cost: Int) { companies(first: $cost) { totalCount } }',
      { cost: 3 },
      { 'x-request-id': 'one' },
    )
    await server.ask('{ nothing }', {}, { 'x-request-id': 'two', accept: 'application/graphql-response+json' })
    await fetch(`${server.url}/elsewhere?secret=1`, { headers: { 'x-request-id': 'three' } })
    await expect.poll(() => server.logged.length).toBe(3)
    expect(server.logged).toMatchObject([
      { requestId: 'one', method: 'POST', path: '/graphql', status: 200, operation: 'Names', cost: 3 },
      { requestId: 'two', status: 400, errors: ['GRAPHQL_VALIDATION_FAILED'] },
      { requestId: 'three', method: 'GET', path: '/elsewhere', status: 404, errors: ['NOT_FOUND'] },
    ])
    for (const line of server.logged) expect(line.milliseconds).toBeGreaterThan(0)
  })
})

describe('errors', () => {
  it('of the server are masked and logged under an id', async () => {
    server = await startFakeServer()
    const answer = await server.ask('{ broken }')
    const error = answer.body.errors![0]!
    expect(answer.status).toBe(200)
    expect(answer.body.data).toEqual({ broken: null })
    expect(error).toMatchObject({ path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR' } })
    expect(Object.keys(error.extensions).sort()).toEqual(['code', 'logId'])
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|select|SQLITE|\.ts|at /)
    const line = server.logged.find((candidate) => candidate.logId === error.extensions.logId)
    expect(JSON.stringify(line)).toContain('no such column: secret')
    await expect.poll(() => server.logged.at(-1)).toMatchObject({ msg: 'request', logIds: [error.extensions.logId] })
  })

  it('in the compiler are masked too, with a 500', async () => {
    server = await startFakeServer()
    const answer = await server.ask('query ($text: String) { echo(text: $text) }', { text: 'fault' })
    expect(answer.status).toBe(500)
    expect(answer.body.errors?.[0]?.extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      logId: expect.stringMatching(uuid),
    })
    expect(JSON.stringify(answer.body)).not.toContain('compiler')
  })

  it('of scalars that refuse a value are told as they are', async () => {
    server = await startFakeServer()
    for (const answer of [
      await server.ask('query ($on: Day) { day(on: $on) }', { on: 'x' }),
      await server.ask('{ day(on: "x") }'),
    ]) {
      expect(answer.body.errors?.[0]?.message).toContain('A day was expected.')
      expect(answer.body.errors?.[0]?.extensions.logId).toBeUndefined()
    }
  })

  it('say which limit a statement exceeded', async () => {
    server = await startFakeServer()
    const answer = await server.ask('{ slow }')
    expect(answer.body.errors?.[0]).toMatchObject({
      path: ['slow'],
      extensions: { code: 'STATEMENT_TIMEOUT', limit: 5000, variable: 'TUPU_STATEMENT_TIMEOUT' },
    })
    expect(answer.body.errors?.[0]?.message).toMatch(/5,000 ms .*TUPU_STATEMENT_TIMEOUT/)
  })
})

describe('memory', () => {
  it('stays constant under bad requests', async () => {
    server = await startFakeServer({ TUPU_LOG_LEVEL: 'silent' })
    const megabyte = 'x'.repeat(1_000_000)
    const bad = (index: number) => [
      `{"query":${JSON.stringify(`{ ${index} ${megabyte}`)}}`,
      `{"query":"{ a${index}(text: \\"${megabyte}\\") }"}`,
      `{"query":"{ echo }","variables":${'['.repeat(500_000)}`,
      `${index}${megabyte.repeat(2)}`,
    ]
    const sendAll = async (from: number, to: number) => {
      for (let index = from; index < to; index++) {
        for (const body of bad(index)) {
          const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: json, body }).catch(
            () => null,
          )
          await response?.text()
          if (response) expect(response.status).toBeLessThan(500)
        }
      }
    }
    setFlagsFromString('--expose-gc')
    const collectGarbage: () => void = runInNewContext('gc')
    const used = () => {
      collectGarbage()
      return process.memoryUsage().heapUsed + process.memoryUsage().external
    }
    await sendAll(0, 10)
    const before = used()
    await sendAll(10, 60)
    await expect.poll(() => used() - before, { timeout: 10_000 }).toBeLessThan(20_000_000)
    expect((await server.ask('{ echo(text: "alive") }')).body.data).toEqual({ echo: 'alive' })
  })
})
