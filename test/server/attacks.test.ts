import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attacks, numbered } from './attacks.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await startFakeServer()
})
afterAll(() => server.close())

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; milliseconds: number }> {
  const start = performance.now()
  const result = await work()
  return { result, milliseconds: performance.now() - start }
}

describe('hostile documents', () => {
  for (const [name, query] of Object.entries(attacks)) {
    it(`answers ${name} with a refusal or at once`, async () => {
      const { result, milliseconds } = await timed(() => server.ask(query))
      expect(milliseconds).toBeLessThan(2_000)
      if (result.body.errors) expect(result.body).not.toHaveProperty('data')
      expect(result.status).toBeLessThan(500)
      expect((await server.ask('{ echo(text: "alive") }')).body.data).toEqual({ echo: 'alive' })
    })
  }

  it('survives a chain of fragments that exhausts the stack where more tokens are allowed', async () => {
    const lenient = await startFakeServer({ TUPU_MAX_TOKENS: '100000' })
    const chain = `{ ...f0 } ${numbered(12_000, (i) => `fragment f${i} on Query { ...f${i + 1} }`)} fragment f12000 on Query { echo }`
    const answer = await lenient.ask(chain)
    expect(answer.body.errors?.[0]?.extensions.code).toBe('NESTING_LIMIT_EXCEEDED')
    expect((await lenient.ask('{ echo(text: "alive") }')).status).toBe(200)
    await lenient.close()
  })
})

describe('hostile variables', () => {
  const query = 'query ($where: Where) { companies(where: $where) { totalCount } }'
  const deep = (levels: number) => `${'{"and":['.repeat(levels)}{"key":"a"}${']}'.repeat(levels)}`
  const post = (body: string) =>
    fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })

  it('refuses variables that nest too deep, and accepts deep ones within the limit', async () => {
    for (const levels of [49, 1_000, 100_000]) {
      const response = await post(`{"query":${JSON.stringify(query)},"variables":{"where":${deep(levels)}}}`)
      const body = (await response.json()) as { errors: { extensions: { code: string } }[] }
      expect([400, 413]).toContain(response.status)
      expect(['NESTING_LIMIT_EXCEEDED', 'BODY_TOO_LARGE']).toContain(body.errors[0]?.extensions.code)
    }
    const response = await post(`{"query":${JSON.stringify(query)},"variables":{"where":${deep(40)}}}`)
    expect(response.status).toBe(200)
  })

  it('refuses nested lists by the thousand', async () => {
    const lists = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const response = await post(`{"query":${JSON.stringify(query)},"variables":{"where":{"keys":${lists}}}}`)
    expect(response.status).toBe(400)
  })

  it('stops after some mistakes in variables', async () => {
    const answer = await server.ask(
      query,
      { where: { keys: Array.from({ length: 50_000 }, () => 7) } },
      {
        accept: 'application/graphql-response+json',
      },
    )
    expect(answer.status).toBe(400)
    expect(answer.body.errors!.length).toBeLessThan(30)
  })

  it('treats __proto__ as any other unknown name', async () => {
    const inside = await post(`{"query":${JSON.stringify(query)},"variables":{"where":{"__proto__":{"key":"a"}}}}`)
    expect(((await inside.json()) as { errors: { message: string }[] }).errors[0]?.message).toContain('__proto__')
    const beside = await post('{"query":"{ echo }","variables":{"__proto__":{"polluted":true},"constructor":{"a":1}}}')
    expect(beside.status).toBe(200)
    const outside = await post('{"query":"{ echo }","__proto__":{"polluted":true}}')
    expect(outside.status).toBe(200)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('lives on after a NUL and a lone surrogate', async () => {
    const response = await post(
      '{"query":"query ($t: String) { echo(text: $t) }","variables":{"t":"a\\u0000b\\ud800c"}}',
    )
    expect(response.status).toBe(200)
    expect(((await response.json()) as { data: { echo: string } }).data.echo).toMatch(/^a\0b.c$/)
    const inQuery = await post('{"query":"{ echo(text: \\"\\ud800\\") }"}')
    expect(inQuery.status).toBeLessThan(500)
    const asName = await post('{"query":"query A { echo }","operationName":"\\ud800\\u0000"}')
    expect(asName.status).toBeLessThan(500)
  })
})

describe('introspection', () => {
  it("answers GraphiQL's own query within the default limits", async () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      inputValueDeprecation: true,
      schemaDescription: true,
    })
    const answer = await server.ask(query)
    expect(answer.status).toBe(200)
    expect(answer.body.errors).toBeUndefined()
  })
})
