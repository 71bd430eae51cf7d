import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

const numbered = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ')

const attacks: Record<string, string> = {
  '10,000 aliases': `{ ${numbered(10_000, (i) => `a${i}: echo`)} }`,
  '1,600 aliases, within the tokens': `{ ${numbered(1_600, (i) => `a${i}: echo`)} }`,
  '5,000 repeated fields': `{ ${'echo '.repeat(4_998)} }`,
  'repeated fields with selections': `{ ${'company{key} '.repeat(1_240)} }`,
  'fragments that double 30 times': `{ ...f0 } ${numbered(30, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f30 on Query { echo }`,
  'selections that double 20 times': `{ company { ...f0 } } ${numbered(20, (i) => `fragment f${i} on Company { parent { ...f${i + 1} } aliases { ...f${i + 1} } }`)} fragment f20 on Company { key }`,
  'fragments in a circle': '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }',
  'a fragment in itself': '{ company { ...a } } fragment a on Company { parent { ...a } }',
  'a chain of 500 fragments': `{ ...f0 } ${numbered(500, (i) => `fragment f${i} on Query { ...f${i + 1} }`)} fragment f500 on Query { echo }`,
  'every fragment spread in every other': `{ ...f0 } ${numbered(30, (i) => `fragment f${i} on Query { ${numbered(30, (j) => `...f${j}`)} }`)}`,
  'introspection in circles':
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
  'unclosed string': `{ echo(text: "${'a'.repeat(100_000)}`,
  'an unclosed block string': `{ echo(text: """${'\\"""'.repeat(10_000)}`,
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
    expect(answer.status).toBe(400)
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
    expect(outside.status).toBe(400)
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
