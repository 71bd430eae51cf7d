import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, type FakeServer, startFakeServer } from './fake-server.ts'

let server: FakeServer
let endpoint: string
beforeAll(async () => {
  server = await startFakeServer()
  endpoint = `${server.url}/graphql`
})
afterAll(() => server.close())

const json = { 'content-type': 'application/json' }
const post = async (body: BodyInit, headers: Record<string, string> = json) =>
  answerOf(await fetch(endpoint, { method: 'POST', headers, body }))

/** Sends bytes as they are and gives everything that comes back until the connection ends. */
function raw(bytes: string | Buffer, keepSending?: string): Promise<string> {
  const { hostname, port } = new URL(server.url)
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes)
      const more = () => {
        while (keepSending && socket.writable && socket.write(keepSending)) {}
      }
      socket.on('drain', more)
      more()
    })
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
  })
}

async function expectAlive() {
  expect((await server.ask('{ echo(text: "alive") }')).body.data).toEqual({ echo: 'alive' })
}

describe('what is answered', () => {
  it('answers POST and GET', async () => {
    expect(await post('{"query":"{ echo(text: \\"a\\") }"}')).toMatchObject({
      status: 200,
      body: { data: { echo: 'a' } },
    })
    const search = new URLSearchParams({ query: 'query ($t: String) { echo(text: $t) }', variables: '{"t":"智谱"}' })
    expect(await answerOf(await fetch(`${endpoint}?${search}`))).toMatchObject({
      status: 200,
      body: { data: { echo: '智谱' } },
    })
  })

  it('answers as application/graphql-response+json when asked for it', async () => {
    const answer = await post('{"query":"{ nothing }"}', { ...json, accept: 'application/graphql-response+json' })
    expect(answer.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8')
    expect(answer.status).toBe(400)
  })

  it('answers as a stream of events when asked for it', async () => {
    const headers = { ...json, accept: 'text/event-stream' }
    const response = await fetch(endpoint, { method: 'POST', headers, body: '{"query":"{ echo(text: \\"a\\") }"}' })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const text = await response.text()
    expect(text).toMatch(/event: next\ndata: \{"data":\{"echo":"a"\}/)
    expect(text).toContain('event: complete')
  })

  it('tells resolvers the instant of the request', async () => {
    expect((await server.ask('{ now }')).body.data).toEqual({ now: '2025-12-31T00:00:00.000Z' })
  })

  it('leads a browser from the root to the playground', async () => {
    const response = await fetch(server.url, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql'])
  })
})

describe('bad bodies', () => {
  it('refuses a body that is not JSON', async () => {
    for (const body of ['{', 'query', '{"query":', "{'query':1}", '\u0000']) {
      const answer = await post(body)
      expect(answer.status).toBe(400)
      expect(answer.body.errors?.[0]?.message).toBe('The body is not valid JSON.')
    }
    await expectAlive()
  })

  it('refuses a body that is not UTF-8, and reads the next one', async () => {
    const answer = await post(Buffer.from([...Buffer.from('{"query":"{ echo(text: \\"'), 0xff, 0xc0, 0x22]))
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.[0]?.message).toBe('The body is not valid UTF-8.')
    await expectAlive()
  })

  it('reads what looks like a mistake in UTF-8 and is none, and no surrogate that is written as one', async () => {
    const echo = (text: string | Buffer) => post(Buffer.concat([echoed[0], Buffer.from(text as string), echoed[1]]))
    const echoed = ['\ufeff{"query":"{ echo(text: \\"', '\\") }"}'].map((part) => Buffer.from(part)) as [Buffer, Buffer]
    expect((await echo('\ufffd 图谱 \u{1f600}')).body.data).toEqual({ echo: '\ufffd 图谱 \u{1f600}' })
    for (const bytes of [
      [0xed, 0xa0, 0x80],
      [0xc0, 0xaf],
      [0xf5, 0x80, 0x80, 0x80],
      [0xe5, 0x9b],
    ])
      expect((await echo(Buffer.from(bytes))).body.errors?.[0]?.message).toBe('The body is not valid UTF-8.')
  })

  it('refuses an empty body', async () => {
    for (const body of ['', '  \n']) {
      const answer = await post(body)
      expect(answer.status).toBe(400)
      expect(answer.body.errors?.[0]?.message).toContain('empty')
    }
  })

  it('refuses JSON that is no object, and batches', async () => {
    for (const body of ['null', '7', '"text"', 'true']) {
      const answer = await post(body)
      expect(answer.status).toBe(400)
      expect(answer.body.errors?.[0]?.message).toContain('an object was expected')
    }
    const batch = await post('[{"query":"{ echo }"},{"query":"{ echo }"}]')
    expect(batch.status).toBe(400)
    expect(batch.body.errors?.[0]?.message).toContain('batching is off')
  })

  it('refuses parameters of a wrong type', async () => {
    for (const body of [
      '{"query":"{ echo }","variables":[1]}',
      '{"query":"{ echo }","variables":"a"}',
      '{"query":"{ echo }","variables":7}',
      '{"query":7}',
      '{"query":{"a":1}}',
      '{"query":["{ echo }"]}',
      '{"query":""}',
      '{}',
      '{"query":"{ echo }","operationName":7}',
      '{"query":"{ echo }","operationName":"Unknown"}',
    ]) {
      const answer = await post(body, { ...json, accept: 'application/graphql-response+json' })
      expect([body, answer.status]).toEqual([body, 400])
      expect(answer.body.errors?.[0]?.message).toMatch(/\w/)
    }
    await expectAlive()
  })

  it('refuses wrong JSON in the address', async () => {
    for (const search of [
      'query={echo}&variables={',
      'query={echo}&variables=[1]',
      'query={echo}&extensions=x',
      'query=%ff%fe',
      '',
    ]) {
      const response = await fetch(`${endpoint}?${search}`, {
        headers: { accept: 'application/graphql-response+json' },
      })
      expect([search, response.status]).toEqual([search, 400])
    }
    await expectAlive()
  })
})

describe('media types', () => {
  it('refuses what an HTML form can send, and every other type', async () => {
    const query = '{"query":"{ echo }"}'
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/graphql',
      'application/jsonp',
      'application/json, text/plain',
      'application/json; charset=utf-16',
    ]) {
      const answer = await post(query, { 'content-type': type })
      expect([type, answer.status]).toEqual([type, 415])
      expect(answer.body.errors?.[0]?.message).toContain('application/json')
    }
    const none = await answerOf(await fetch(endpoint, { method: 'POST', body: Buffer.from(query) }))
    expect(none.status).toBe(415)
    await expectAlive()
  })

  it('refuses a compressed body', async () => {
    expect((await post('{"query":"{ echo }"}', { ...json, 'content-encoding': 'gzip' })).status).toBe(415)
  })

  it('accepts JSON with its charset named', async () => {
    expect((await post('{"query":"{ echo }"}', { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(200)
  })

  it('refuses a client that accepts no charset in which it answers', async () => {
    const ask = (accept: string) => post('{"query":"{ echo }"}', { ...json, accept })
    const answer = await ask('application/json;charset=utf-16')
    expect([answer.status, answer.body.errors?.[0]?.message]).toEqual([406, expect.stringContaining('in UTF-8')])
    for (const accept of ['application/json;charset=utf-16, application/json', 'application/json; charset=UTF-8'])
      expect((await ask(accept)).status).toBe(200)
  })

  it('refuses a client that accepts no media type in which it answers', async () => {
    const answer = await post('{"query":"{ echo }"}', { ...json, accept: 'text/plain, image/*' })
    expect(answer.status).toBe(406)
    expect(answer.body.errors?.[0]?.message).toContain('application/graphql-response+json')
  })

  it.each([
    ['application/json;q=0.1, application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0.5, application/json;q=0.8', 'application/json'],
    ['text/event-stream;q=0, application/graphql-response+json;q=0.1', 'application/graphql-response+json'],
    ['*/*;q=0.1, application/graphql-response+json;Q=0.2', 'application/graphql-response+json'],
    ['application/json;q=0, */*', 'application/graphql-response+json'],
    ['*/*, application/json;q=0', 'application/graphql-response+json'],
    ['application/*;q=0.5, application/json;q=0.1, */*;q=0.4', 'application/graphql-response+json'],
    ['application/graphql-response+json, application/json', 'application/graphql-response+json'],
    ['multipart/mixed;deferSpec=20220824, application/json', 'application/json'],
    ['application/json; q=high, */*', 'application/json'],
    ['', 'application/json'],
  ])('answers %s by weight', async (accept, expected) => {
    const { headers } = await post('{"query":"{ echo }"}', { ...json, accept })
    expect(headers.get('content-type')).toBe(`${expected}; charset=utf-8`)
  })

  it('streams to who wants that most', async () => {
    const headers = { ...json, accept: 'application/json;q=0.9, text/event-stream' }
    const response = await fetch(endpoint, { method: 'POST', headers, body: '{"query":"{ echo }"}' })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    await response.text()
  })

  it('refuses a client that accepts only a type of other servers', async () => {
    for (const accept of ['multipart/mixed', 'multipart/mixed; boundary="-"', 'multipart/*', 'application/xml'])
      expect([accept, (await post('{"query":"{ echo }"}', { ...json, accept })).status]).toEqual([accept, 406])
  })

  it('refuses a client that gives all its types no weight', async () => {
    expect((await post('{"query":"{ echo }"}', { ...json, accept: 'application/json;q=0' })).status).toBe(406)
  })

  it('refuses other methods and other paths', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(endpoint, { method })
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'GET, POST'])
    }
    expect((await fetch(`${server.url}/graphql/x`)).status).toBe(404)
    expect((await fetch(`${server.url}/constructor`)).status).toBe(404)
  })
})

describe('the body limit', () => {
  const megabyte = 1_048_576

  it('reads a body of exactly the limit', async () => {
    const frame = JSON.stringify({ query: '{ echo }', variables: { pad: '' } })
    const body = JSON.stringify({ query: '{ echo }', variables: { pad: 'x'.repeat(megabyte - frame.length) } })
    expect(body.length).toBe(megabyte)
    expect((await post(body)).status).toBe(200)
  })

  it('refuses a larger one by its announced length, without reading it', async () => {
    const answer = await raw(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${megabyte + 1}\r\n\r\n`,
    )
    expect(answer).toContain('HTTP/1.1 413')
    expect(answer).toContain('TUPU_BODY_LIMIT')
  })

  it('refuses a larger one sent in chunks, and stops reading', async () => {
    const chunk = `${(65_536).toString(16)}\r\n${'a'.repeat(65_536)}\r\n`
    const answer = await raw(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
      chunk,
    )
    expect(answer).toContain('HTTP/1.1 413')
    expect(answer).toContain('BODY_TOO_LARGE')
    await expectAlive()
  })

  it('does not ask a client to go on that waits for it', async () => {
    const status = await new Promise<number | string>((resolve) => {
      const headers = { ...json, expect: '100-continue', 'content-length': megabyte + 1 }
      const request = httpRequest(endpoint, { method: 'POST', headers }, (response) => resolve(response.statusCode!))
      request.on('continue', () => resolve('continue')).on('error', () => {})
      request.flushHeaders()
    })
    expect(status).toBe(413)
  })

  it('says what else it can not do for a client that expects it', async () => {
    const answer = await raw(
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\nexpect: foo\r\nx-request-id: me\r\nconnection: close\r\n\r\n',
    )
    expect(answer).toMatch(/^HTTP\/1.1 417 .*x-request-id: me.*"EXPECTATION_FAILED"/s)
    await expectAlive()
  })

  it('asks a client to go on whose body is within the limit', async () => {
    const body = '{"query":"{ echo(text: \\"a\\") }"}'
    const text = await new Promise<string>((resolve) => {
      const headers = { ...json, expect: '100-continue', 'content-length': body.length }
      const request = httpRequest(endpoint, { method: 'POST', headers }, (response) => {
        let all = ''
        response.on('data', (chunk) => {
          all += chunk
        })
        response.on('end', () => resolve(all))
      })
      request.on('continue', () => request.end(body))
      request.flushHeaders()
    })
    expect(text).toContain('{"echo":"a"}')
  })
})

describe('broken requests', () => {
  const cases: Record<string, readonly [bytes: string | Buffer, status: string]> = {
    'what is not HTTP': ['hello\r\n\r\n', '400'],
    'binary noise': [Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x00]), '400'],
    'too many headers': [`GET /graphql HTTP/1.1\r\nhost: localhost\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`, '431'],
    'an address that is too long': [
      `GET /graphql?query=${'a'.repeat(40_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
      '431',
    ],
    'two lengths': [
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      '400',
    ],
    'a length and chunks': [
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      '400',
    ],
    'a negative length': ['POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n', '400'],
    'a chunk without a length': [
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      '400',
    ],
    'no host': ['GET /graphql HTTP/1.1\r\nconnection: close\r\n\r\n', '400'],
    'a strange host': ['GET /graphql?query={echo} HTTP/1.1\r\nhost: a b [::\r\nconnection: close\r\n\r\n', '400'],
    'a strange address': ['GET //graphql%%% HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n', '404'],
  }
  for (const [name, [bytes, status]] of Object.entries(cases)) {
    it(`answers ${name} with ${status} and lives on`, async () => {
      expect(await raw(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*"`))
      await expectAlive()
    })
  }

  it('lives on when a client goes away in the middle', async () => {
    const { hostname, port } = new URL(server.url)
    for (let count = 0; count < 20; count++) {
      const socket = connect(Number(port), hostname)
      socket.write(
        'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query"',
      )
      await new Promise((resolve) => setTimeout(resolve, 2))
      socket.destroy()
    }
    await expectAlive()
  })

  it('ends a request that arrives too slowly', async () => {
    const strict = await startFakeServer({ TUPU_HEADERS_TIMEOUT: '200', TUPU_REQUEST_TIMEOUT: '300' })
    const { hostname, port } = new URL(strict.url)
    const answer = await new Promise<string>((resolve) => {
      let all = ''
      const socket = connect(Number(port), hostname, () =>
        socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\n'),
      )
      socket.on('data', (chunk) => {
        all += chunk
      })
      socket.on('close', () => resolve(all))
    })
    await strict.close()
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
  })
})
