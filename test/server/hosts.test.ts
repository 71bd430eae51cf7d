import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type FakeServer, startFakeServer } from './fake-server.ts'

let server: FakeServer
afterEach(() => server.close())

/** Asks the server under another name, as a page does whose name leads to this machine. */
function askAs(host: string, path = '/graphql', method = 'POST') {
  const { hostname, port } = new URL(server.url)
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' }
    const outgoing = request({ hostname, port, path, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode!, body }))
    })
    outgoing.on('error', reject).end(method === 'POST' ? '{"query":"{ now }"}' : undefined)
  })
}

const statuses = async (hosts: readonly string[]) =>
  Object.fromEntries(await Promise.all(hosts.map(async (host) => [host, (await askAs(host)).status])))

describe('a server that listens on this machine alone', () => {
  it('refuses what calls it by another name, wherever that is', async () => {
    server = await startFakeServer()
    const asked = [
      askAs('evil.example'),
      askAs('evil.example:4000'),
      askAs('evil.example', '/graphql?query={now}', 'GET'),
      askAs('evil.example', '/reconcile', 'GET'),
      askAs('evil.example', '/', 'GET'),
    ]
    for (const { status, body } of await Promise.all(asked)) {
      expect(status).toBe(421)
      expect(JSON.parse(body)).toEqual({
        errors: [
          {
            message:
              'This server may not be called "evil.example"; TUPU_ALLOWED_HOSTS has to name the hosts by which it may.',
            extensions: { code: 'HOST_NOT_ALLOWED' },
          },
        ],
      })
    }
    expect(await statuses(['localhost.evil.example', '127.0.0.1.evil.example', '192.168.1.5', '0.0.0.0'])).toEqual({
      'localhost.evil.example': 421,
      '127.0.0.1.evil.example': 421,
      '192.168.1.5': 421,
      '0.0.0.0': 421,
    })
  })

  it('takes the names of this machine with any port, after others were refused, too', async () => {
    server = await startFakeServer()
    const own = ['localhost', 'LOCALHOST:81', 'localhost.', '127.0.0.1', '127.0.0.1:9', '[::1]', '[::1]:4000']
    for (const host of own) {
      expect([host, (await askAs(host)).status]).toEqual([host, 200])
      expect((await askAs('evil.example')).status).toBe(421)
    }
  })

  it('says to anybody that it lives', async () => {
    server = await startFakeServer()
    for (const path of ['/health', '/ready']) expect((await askAs('probe.example', path, 'GET')).status).toBe(200)
  })

  it('takes the host of its public address, and those that are allowed', async () => {
    server = await startFakeServer({
      TUPU_PUBLIC_URL: 'https://graph.example.org:8443',
      TUPU_ALLOWED_HOSTS: 'inner, Graph.internal',
    })
    const hosts = ['graph.example.org', 'graph.example.org:8443', 'inner:1', 'graph.internal', 'localhost', 'org']
    expect(Object.values(await statuses(hosts))).toEqual([200, 200, 200, 200, 200, 421])
  })

  it('takes all if all are allowed', async () => {
    server = await startFakeServer({ TUPU_ALLOWED_HOSTS: '*' })
    expect((await askAs('any.example')).status).toBe(200)
  })
})

describe('a server that is open to other machines', () => {
  it('takes all hosts, unless some are named', async () => {
    server = await startFakeServer({ HOST: '0.0.0.0' })
    expect((await askAs('any.example')).status).toBe(200)
    await server.close()
    server = await startFakeServer({ HOST: '0.0.0.0', TUPU_ALLOWED_HOSTS: 'localhost' })
    expect(await statuses(['any.example', 'localhost'])).toEqual({ 'any.example': 421, localhost: 200 })
  })
})
