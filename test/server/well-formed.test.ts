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

    it('has a string for the name of an operation', async () => {
      const answer = await post({ query: '{ now }', operationName: 7 }, accept)
      expect([answer.status, answer.body.errors?.[0]?.message]).toEqual([400, '"operationName" is not a string.'])
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
        expect(answer.status).toBe(400)
        expect(answer.body.errors).toEqual([{ message, extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }])
      }
    })
  })
})
