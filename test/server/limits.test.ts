import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type FakeServer, startFakeServer } from './fake-server.ts'

let server: FakeServer
beforeAll(async () => {
  server = await startFakeServer()
})
afterAll(() => server.close())

function expectRefusal(answer: Answer, code: string, found: number, limit: number, variable: string) {
  const error = answer.body.errors?.[0]
  expect(answer.status).toBe(answer.headers.get('content-type')?.startsWith('application/json') ? 200 : 400)
  expect(answer.body).not.toHaveProperty('data')
  expect(error?.extensions).toEqual({ code, found, limit, variable })
  expect(error?.message).toContain(found.toLocaleString('en'))
  expect(error?.message).toContain(limit.toLocaleString('en'))
  expect(error?.message).toContain(variable)
}

const nest = (times: number, before: string, inner: string, after = '}') =>
  before.repeat(times) + inner + after.repeat(times)

describe('limits of a query', () => {
  it('refuses too many tokens', async () => {
    const answer = await server.ask(`{ ${'echo '.repeat(5_000)} }`)
    expectRefusal(answer, 'TOKEN_LIMIT_EXCEEDED', 5_002, 5_000, 'TUPU_MAX_TOKENS')
  })

  it('refuses 20,000 braces', async () => {
    expectRefusal(await server.ask('{'.repeat(20_000)), 'TOKEN_LIMIT_EXCEEDED', 20_000, 5_000, 'TUPU_MAX_TOKENS')
  })

  it('refuses brackets that nest too deep, even where more tokens are allowed', async () => {
    const lenient = await startFakeServer({ TUPU_MAX_TOKENS: '100000' })
    const answer = await lenient.ask(nest(20_000, '{a', 'b'))
    await lenient.close()
    expectRefusal(answer, 'NESTING_LIMIT_EXCEEDED', 20_000, 100, 'TUPU_MAX_NESTING')
  })

  it('refuses a value that nests too deep', async () => {
    const answer = await server.ask(`{ companies(where: ${nest(60, '{and:[', '{key:"a"}', ']}')}) { totalCount } }`)
    expectRefusal(answer, 'NESTING_LIMIT_EXCEEDED', 123, 100, 'TUPU_MAX_NESTING')
  })

  it('refuses fields that nest too deep', async () => {
    const answer = await server.ask(`{ ${nest(40, 'company{', 'key')} }`)
    expect(answer.body.errors?.map((error) => error.extensions)).toContainEqual({
      code: 'DEPTH_LIMIT_EXCEEDED',
      found: 41,
      limit: 32,
      variable: 'TUPU_MAX_DEPTH',
    })
  })

  it('counts depth through fragments', async () => {
    const strict = await startFakeServer({ TUPU_MAX_DEPTH: '4' })
    const answer = await strict.ask(
      '{ company { ...a } } fragment a on Company { parent { ...b } } fragment b on Company { parent { parent { key } } }',
    )
    await strict.close()
    expectRefusal(answer, 'DEPTH_LIMIT_EXCEEDED', 5, 4, 'TUPU_MAX_DEPTH')
  })

  it('refuses too many aliases, those of __typename included', async () => {
    const aliases = Array.from({ length: 51 }, (_, index) => `a${index}: __typename`).join(' ')
    expectRefusal(await server.ask(`{ ${aliases} }`), 'ALIAS_LIMIT_EXCEEDED', 51, 50, 'TUPU_MAX_ALIASES')
  })

  it('counts aliases through fragments', async () => {
    const answer = await server.ask(
      `{ ${Array.from({ length: 18 }, (_, index) => `x${index}: company { ...three }`).join(' ')} }
       fragment three on Company { a: key b: key c: key }`,
    )
    expectRefusal(answer, 'ALIAS_LIMIT_EXCEEDED', 72, 50, 'TUPU_MAX_ALIASES')
  })

  it('refuses too many directives', async () => {
    const answer = await server.ask(`{ echo ${'@include(if: true) '.repeat(51)} }`)
    expectRefusal(answer, 'DIRECTIVE_LIMIT_EXCEEDED', 51, 50, 'TUPU_MAX_DIRECTIVES')
  })

  it('refuses too many root fields, and counts those under views', async () => {
    const views = Array.from({ length: 7 }, (_, index) => `v${index}: view { a: echo ...more }`).join(' ')
    const lenient = await startFakeServer({ TUPU_MAX_ALIASES: '1000' })
    const answer = await lenient.ask(`{ ${views} } fragment more on View { b: echo c: echo }`)
    await lenient.close()
    expectRefusal(answer, 'ROOT_FIELD_LIMIT_EXCEEDED', 21, 20, 'TUPU_MAX_ROOT_FIELDS')
  })

  it('refuses lists longer than allowed, asked by a number or by a variable', async () => {
    const literal = await server.ask('{ companies(first: 101) { totalCount } }')
    expectRefusal(literal, 'LIST_SIZE_LIMIT_EXCEEDED', 101, 100, 'TUPU_MAX_LIST_SIZE')
    const byVariable = 'query ($n: Int) { companies(last: $n) { totalCount } }'
    expectRefusal(
      await server.ask(byVariable, { n: 5000 }),
      'LIST_SIZE_LIMIT_EXCEEDED',
      5000,
      100,
      'TUPU_MAX_LIST_SIZE',
    )
    const byDefault = 'query ($n: Int = 200) { companies(last: $n) { totalCount } }'
    expectRefusal(await server.ask(byDefault), 'LIST_SIZE_LIMIT_EXCEEDED', 200, 100, 'TUPU_MAX_LIST_SIZE')
    expect((await server.ask(byVariable, { n: 100 })).status).toBe(200)
  })

  it('refuses a ninth connection within connections', async () => {
    const nested = (times: number) =>
      `{ companies { ${nest(times - 1, 'edges{node{competitors{', 'totalCount', '}}}')} } }`
    expect((await server.ask(nested(8))).body.errors).toBeUndefined()
    expectRefusal(await server.ask(nested(9)), 'NESTED_LIST_LIMIT_EXCEEDED', 9, 8, 'TUPU_MAX_NESTED_LISTS')
  })

  it('refuses a sixteenth object within objects', async () => {
    const nested = (times: number) => `{ company { ${nest(times - 1, 'parent{', 'key')} } }`
    expect((await server.ask(nested(15))).body.errors).toBeUndefined()
    expectRefusal(await server.ask(nested(16)), 'NESTED_OBJECT_LIMIT_EXCEEDED', 16, 15, 'TUPU_MAX_NESTED_OBJECTS')
  })

  it('tells the cost of every answer and refuses what costs too much', async () => {
    expect((await server.ask('{ echo }')).body.extensions).toEqual({ cost: { requested: 7, limit: 50_000 } })
    const answer = await server.ask('query ($cost: Int) { companies(first: $cost) { totalCount } }', { cost: 1 })
    expect(answer.body.extensions).toEqual({ cost: { requested: 1, limit: 50_000 } })
    const cheap = await startFakeServer({ TUPU_MAX_COST: '6' })
    const refused = await cheap.ask('{ echo }')
    await cheap.close()
    expectRefusal(refused, 'COST_LIMIT_EXCEEDED', 7, 6, 'TUPU_MAX_COST')
    expect(refused.body.extensions).toEqual({ cost: { requested: 7, limit: 6 } })
  })

  it('refuses in the same way whatever media type is accepted', async () => {
    const accept = 'application/graphql-response+json'
    const answer = await server.ask('{'.repeat(20_000), {}, { accept })
    expect(answer.headers.get('content-type')).toContain(accept)
    expectRefusal(answer, 'TOKEN_LIMIT_EXCEEDED', 20_000, 5_000, 'TUPU_MAX_TOKENS')
  })
})
