import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from './start.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ environment: { TUPU_ALLOWED_HOSTS: '*' } })
})
afterAll(() => server.close())

/** Asks for a target as it is, such as a whole address. */
function ask(target: string, body?: string) {
  const { hostname, port } = new URL(server.url)
  const options = { hostname, port, path: target, method: body ? 'POST' : 'GET' }
  return new Promise<{ status: number; location?: string | undefined; body: string }>((resolve, reject) => {
    const headers = { host: 'a.example', 'content-type': 'application/json' }
    const outgoing = request({ ...options, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      const { statusCode: status, headers } = response
      response.on('end', () => resolve({ status: status!, location: headers.location, body: text }))
    })
    outgoing.on('error', reject).end(body)
  })
}

const query = '{ company(by: { key: "zhipu" }) { key } }'

describe('targets that name scheme and host', () => {
  it('are answered as the path in them', async () => {
    expect(await ask('http://b.example:81/health')).toMatchObject({ status: 200, body: '{"status":"alive"}' })
    const data = expect.stringContaining('"company":{"key":"zhipu"}')
    expect(await ask(`HTTPS://b.example/graphql?query=${encodeURIComponent(query)}`)).toMatchObject({ body: data })
    expect(await ask('http://b.example/graphql', JSON.stringify({ query }))).toMatchObject({ status: 200, body: data })
  })

  it('may lack a path', async () => {
    for (const target of ['http://b.example', 'http://b.example?query=/graphql'])
      expect(await ask(target)).toMatchObject({ status: 302, location: '/graphql' })
  })

  it('tell the host instead of the header', async () => {
    const viewOf = async (target: string) => JSON.parse((await ask(target)).body).view.url
    expect(await viewOf('/reconcile')).toBe('http://a.example/reconcile/entity/{{id}}')
    expect(await viewOf('http://b.example:81/reconcile')).toBe('http://b.example:81/reconcile/entity/{{id}}')
    expect((await ask('http://[b/graphql')).status).toBe(400)
  })

  it('are none with a scheme that is not served', async () => {
    expect((await ask('ftp://b.example/health')).status).toBe(404)
  })
})
