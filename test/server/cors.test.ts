import { afterEach, describe, expect, it } from 'vitest'
import { type FakeServer, startFakeServer } from './fake-server.ts'

let server: FakeServer
afterEach(() => server.close())

const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
const corsHeaders = (response: Response) =>
  Object.fromEntries([...response.headers].filter(([name]) => name.startsWith('access-control-')))

async function askFrom(origin: string, options: RequestInit = {}) {
  const headers = { ...(options.headers as Record<string, string>), origin }
  return fetch(`${server.url}/graphql?query={echo}`, { ...options, headers })
}

describe('other origins', () => {
  it('may read nothing unless configured', async () => {
    server = await startFakeServer()
    expect(corsHeaders(await askFrom('https://evil.example'))).toEqual({})
    expect(corsHeaders(await askFrom('null'))).toEqual({})
    expect(corsHeaders(await askFrom('https://evil.example', { method: 'OPTIONS', headers: preflight }))).toEqual({})
  })

  it('may read answers if configured, never with credentials', async () => {
    server = await startFakeServer({ TUPU_CORS_ORIGINS: 'https://a.example, https://b.example:8443' })
    const response = await askFrom('https://b.example:8443')
    expect(corsHeaders(response)).toEqual({
      'access-control-allow-origin': 'https://b.example:8443',
      'access-control-expose-headers': 'x-request-id',
    })
    expect(response.headers.get('vary')).toContain('Origin')
    for (const origin of ['https://evil.example', 'https://a.example.evil.example', 'http://a.example', 'null']) {
      expect(corsHeaders(await askFrom(origin))).toEqual({})
    }
    const asked = await askFrom('https://a.example', { method: 'OPTIONS', headers: preflight })
    expect(asked.status).toBe(204)
    expect(corsHeaders(asked)).toMatchObject({
      'access-control-allow-origin': 'https://a.example',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'content-type',
    })
    expect(corsHeaders(asked)).not.toHaveProperty('access-control-allow-credentials')
  })

  it('may send the headers that they ask for, if these are sane', async () => {
    server = await startFakeServer({ TUPU_CORS_ORIGINS: 'https://a.example' })
    const allowed = async (origin: string, asked: string | undefined) => {
      const headers = {
        'access-control-request-method': 'POST',
        ...(asked !== undefined && { 'access-control-request-headers': asked }),
      }
      return corsHeaders(await askFrom(origin, { method: 'OPTIONS', headers }))['access-control-allow-headers']
    }
    for (const asked of ['content-type,traceparent', 'sentry-trace, baggage', 'x_own.header'])
      expect(await allowed('https://a.example', asked)).toBe(asked)
    for (const asked of [undefined, '', '*', 'a b', 'a,,b', ',a', 'a,', 'a:b', '"a"', 'é', 'a'.repeat(501)])
      expect(await allowed('https://a.example', asked)).toBe('content-type, x-request-id')
    expect(await allowed('https://evil.example', 'traceparent')).toBeUndefined()
  })

  it('get a star, and no reflected origin, if all are allowed', async () => {
    server = await startFakeServer({ TUPU_CORS_ORIGINS: '*' })
    expect(corsHeaders(await askFrom('https://evil.example'))).toEqual({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-request-id',
    })
  })
})
