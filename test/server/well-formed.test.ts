import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf, type FakeServer, startFakeServer } from './fake-server.ts'

describe.each(['on', 'off'])('with the direct lane %s', (lane) => {
  let server: FakeServer
  beforeAll(async () => {
    server = await startFakeServer({ TUPU_DIRECT_LANE: lane })
  })
  afterAll(() => server.close())

  const post = async (body: object, accept: string) => {
    const headers = { 'content-type': 'application/json', accept }
    return answerOf(await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) }))
  }
  const get = async (search: string, accept: string) =>
    answerOf(await fetch(`${server.url}/graphql${search}`, { headers: { accept } }))

  describe.each(['application/json', 'application/graphql-response+json'])('a request that accepts %s', (accept) => {
    it('is not well-formed without a document', async () => {
      for (const answer of [
        await post({}, accept),
        await post({ query: null }, accept),
        await post({ query: '' }, accept),
        await post({ variables: { a: 1 }, id: null }, accept),
        await get('', accept),
        await get('?variables={}', accept),
      ]) {
        expect(answer.status).toBe(400)
        expect(answer.headers.get('content-type')).toBe(`${accept}; charset=utf-8`)
        expect(answer.body).toEqual({
          errors: [
            {
              message: 'The request lacks "query", the text of a GraphQL document.',
              extensions: { code: 'BAD_REQUEST' },
            },
          ],
        })
      }
    })

    it.each([
      ['query', 5],
      ['query', ['{ now }']],
      ['operationName', 7],
      ['operationName', {}],
      ['variables', []],
      ['variables', 'a'],
      ['extensions', 5],
      ['extensions', [1]],
    ])('has parameters of the right types: %s %j', async (name, value) => {
      const answers = [await post({ query: '{ now }', [name]: value }, accept)]
      if (name === 'variables' || name === 'extensions')
        answers.push(await get(`?query={now}&${name}=${JSON.stringify(value)}`, accept))
      for (const { status, headers, body } of answers) {
        expect([status, headers.get('allow')]).toEqual([400, null])
        const kind = name === 'query' || name === 'operationName' ? 'a string' : 'an object'
        expect(body).toEqual({
          errors: [{ message: `"${name}" is not ${kind}.`, extensions: { code: 'BAD_REQUEST' } }],
        })
      }
    })

    it('may have members of later protocols', async () => {
      const answer = await post({ query: '{ now }', extra: 7, onError: 'NULL', constructor: {}, toJSON: 1 }, accept)
      expect([answer.status, answer.body.data]).toEqual([200, { now: '2025-12-31T00:00:00.000Z' }])
    })

    it('may leave the name of the operation empty', async () => {
      for (const answer of [
        await post({ query: 'query A { now }', operationName: '' }, accept),
        await get('?query=query A { now }&operationName=', accept),
      ])
        expect([answer.status, answer.body.errors]).toEqual([200, undefined])
      for (const answer of [
        await post({ query: 'query A { now } query B { now }', operationName: '' }, accept),
        await get('?query=query A { now } query B { now }&operationName=', accept),
      ])
        expect(answer.body.errors?.[0]?.message).toContain('several operations')
    })

    it.each([
      ['a syntax error', '{ now', 'GRAPHQL_PARSE_FAILED'],
      ['a field that is not there', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['a variable that is missing', 'query ($n: Int!) { wait(milliseconds: $n) }', 'BAD_USER_INPUT'],
      ['an operation of two', 'query A { now } query B { now }', 'OPERATION_RESOLUTION_FAILURE'],
      ['brackets', '{'.repeat(200), 'NESTING_LIMIT_EXCEEDED'],
      ['aliases', `{ ${Array.from({ length: 51 }, (_, i) => `a${i}: __typename`).join(' ')} }`, 'ALIAS_LIMIT_EXCEEDED'],
      ['a long list', '{ companies(first: 101) { totalCount } }', 'LIST_SIZE_LIMIT_EXCEEDED'],
      ['a high cost', 'query ($cost: Int = 50001) { wait(milliseconds: $cost) }', 'COST_LIMIT_EXCEEDED'],
    ])('has the status of its media type where the document is refused: %s', async (_, query, code) => {
      for (const answer of [await post({ query }, accept), await get(`?${new URLSearchParams({ query })}`, accept)]) {
        expect(answer.status).toBe(accept === 'application/json' ? 200 : 400)
        expect(answer.headers.get('content-type')).toBe(`${accept}; charset=utf-8`)
        expect(answer.body).not.toHaveProperty('data')
        expect(answer.body.errors?.[0]?.extensions.code).toBe(code)
      }
    })

    it('is not known to be well-formed where its JSON nests too deep to be read', async () => {
      let deep: object = {}
      for (let i = 0; i < 120; i++) deep = { deep }
      const answer = await post({ query: '{ now }', variables: { deep } }, accept)
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, 'NESTING_LIMIT_EXCEEDED'])
    })

    it.each([
      ['query A { now } query B { now }', 'C', 'The document holds no operation "C", but "A" and "B".'],
      ['{ now }', 'A', 'The document holds no operation "A", but one without a name.'],
      [
        'query A { now } query B { now } query C { now }',
        undefined,
        'The document holds several operations, "A", "B" and "C"; "operationName" has to say which is meant.',
      ],
      ['fragment F on Query { now }', undefined, 'The document holds no operation, only fragments.'],
      [
        Array.from({ length: 12 }, (_, i) => `query Q${i} { now }`).join(' '),
        'x'.repeat(200),
        `The document holds no operation "${'x'.repeat(100)}", but ${Array.from({ length: 10 }, (_, i) => `"Q${i}"`).join(', ')} and 2 more.`,
      ],
    ])('is told which operations there are: %s', async (query, operationName, message) => {
      const search = new URLSearchParams({ query, ...(operationName && { operationName }) })
      for (const answer of [await post({ query, operationName }, accept), await get(`?${search}`, accept)]) {
        expect(answer.status).toBe(accept === 'application/json' ? 200 : 400)
        expect(answer.body.errors).toEqual([{ message, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }])
      }
    })
  })
})
