import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, send } from './lanes.ts'
import { startServer, type TestServer } from './start.ts'

const ends = 'a: { key: "zhipu" }, b: { key: "vercel" }, via: [SHARED_SOURCE]'
const search = '{ search(text: "智") { edges { node { __typename } } } }'
const ids = Array.from({ length: 6 }, (_, i) => `Company:${i}`)

describe.each(['on', 'off'])('where lists hold 5 items at the most, with the direct lane %s', (lane) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ environment: { TUPU_MAX_LIST_SIZE: '5', TUPU_DIRECT_LANE: lane } })
  })
  afterAll(() => server.close())

  const ask = async (query: string, variables?: object) =>
    JSON.parse((await send(server.url, asking({ query, variables }))).body)

  it('a page of which nothing is said holds as many', async () => {
    const { data, extensions } = await ask(
      '{ companies { totalCount edges { node { key } } pageInfo { hasNextPage } } entities { edges { node { claims { totalCount } } } } }',
    )
    expect(data.companies.totalCount).toBeGreaterThan(5)
    expect(data.companies).toMatchObject({ edges: { length: 5 }, pageInfo: { hasNextPage: true } })
    expect(data.entities.edges).toHaveLength(5)
    expect(extensions.cost.requested).toBeLessThan(25)
  })

  it('so do lists that are found', async () => {
    const { data } = await ask(`{ commonNeighbors(${ends}) { totalCount nodes { entity { key } } } ${search.slice(1)}`)
    expect(data.commonNeighbors.totalCount).toBeGreaterThan(5)
    expect(data.commonNeighbors.nodes).toHaveLength(5)
    expect(data.search.edges).toHaveLength(5)
  })

  it('more is refused, by number and by ids', async () => {
    for (const [query, variables] of [
      ['{ companies(first: 6) { totalCount } }'],
      [`{ commonNeighbors(${ends}, first: 20) { totalCount } }`],
      [`{ nodes(ids: ${JSON.stringify(ids)}) { id } }`],
      ['query ($ids: [ID!]!) { view { nodes(ids: $ids) { id } } }', { ids }],
      [`query ($ids: [ID!]! = ${JSON.stringify(ids)}) { nodes(ids: $ids) { id } }`],
    ] as const) {
      const { errors } = await ask(query, variables)
      expect(errors).toMatchObject([
        {
          message: expect.stringContaining('at most 5 are given (TUPU_MAX_LIST_SIZE)'),
          extensions: { code: 'LIST_SIZE_LIMIT_EXCEEDED', limit: 5 },
        },
      ])
    }
    expect(
      (await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids.slice(1) })).errors,
    ).toBeUndefined()
  })
})

it('a page of which nothing is said holds 20 where more may be asked for', async () => {
  const server = await startServer()
  const { body } = await send(server.url, asking({ query: '{ claims { edges { cursor } } }' }))
  expect(JSON.parse(body).data.claims.edges).toHaveLength(20)
  await server.close()
})
