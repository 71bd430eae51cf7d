import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { startServer, type TestServer } from './start.ts'

type Answer = { data?: Record<string, unknown>; errors?: { message: string; extensions: Record<string, unknown> }[] }

async function ask(url: string, query: string, variables: object = {}): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, body: (await response.json()) as Answer }
}

describe('conditions that ask for too much', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.close())

  it('are refused when quantifiers nest too deep', async () => {
    const deep = (levels: number): object =>
      levels ? { coInvestors: { some: deep(levels - 1) } } : { key: { eq: 'x' } }
    const query = 'query ($w: InvestorWhere) { investors(where: $w) { totalCount } }'
    expect((await ask(server.url, query, { w: deep(3) })).status).toBe(200)
    const { status, body } = await ask(server.url, query, { w: deep(4) })
    expect(status).toBe(400)
    expect(body.errors?.[0]?.extensions).toEqual({
      code: 'FILTER_LEVEL_LIMIT_EXCEEDED',
      limit: 3,
      found: 4,
      variable: 'TUPU_MAX_FILTER_LEVELS',
    })
  })

  it('are refused when they have too many members', async () => {
    const or = (count: number) => Array.from({ length: count }, (_, i) => ({ key: { eq: `k${i}` } }))
    const query = 'query ($w: CompanyWhere) { companies(where: $w) { totalCount } }'
    expect((await ask(server.url, query, { w: { or: or(200) } })).body.data).toEqual({ companies: { totalCount: 0 } })
    const { status, body } = await ask(server.url, query, { w: { or: or(201) } })
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'FILTER_ITEM_LIMIT_EXCEEDED'])
  })

  it('are answered up to the largest number that can be set', async () => {
    const large = await startServer({ environment: { TUPU_MAX_FILTER_ITEMS: '800', TUPU_MAX_COST: '100000' } })
    try {
      const members = Array.from({ length: 800 }, (_, i) => ({ key: { eq: `k${i}` } }))
      const query = 'query ($w: CompanyWhere) { companies(where: $w) { totalCount } }'
      for (const w of [{ or: members }, { and: members }, { not: { or: members } }])
        expect((await ask(large.url, query, { w })).body.errors).toBeUndefined()
    } finally {
      await large.close()
    }
  })

  it('are refused when a list is ordered by too much', async () => {
    const orderBy = (count: number) => Array.from({ length: count }, () => ({ field: 'NAME', direction: 'ASC' }))
    const query = 'query ($o: [CompanyOrder!]) { companies(orderBy: $o) { totalCount } }'
    expect((await ask(server.url, query, { o: orderBy(16) })).status).toBe(200)
    const written = `{ companies { edges { node { investors(orderBy: [${'{ field: NAME } '.repeat(17)}]) { totalCount } } } } }`
    for (const { status, body } of [await ask(server.url, query, { o: orderBy(17) }), await ask(server.url, written)]) {
      expect(status).toBe(400)
      expect(body.errors?.[0]).toMatchObject({
        message: 'A list is ordered by 17 items of "orderBy", but at most 16 are allowed (TUPU_MAX_ORDER_ITEMS).',
        extensions: { code: 'ORDER_ITEM_LIMIT_EXCEEDED', limit: 16, found: 17, variable: 'TUPU_MAX_ORDER_ITEMS' },
      })
    }
  })

  it('say of a number what is wrong with it', async () => {
    const messageOf = async (value: string) => {
      const query = `{ figures(where: { value: { eq: ${value} } }) { totalCount } }`
      return (await ask(server.url, query)).body.errors?.[0]?.message
    }
    expect(await messageOf('1')).toBe('Decimal takes a number in quotes, such as "57400000" or "54.6".')
    for (const value of ['"1e3"', '"1,000"', '"5%"', '"abc"', '""'])
      expect(await messageOf(value)).toContain('Decimal takes a number written out in digits')
  })

  it('compare with null only by isNull', async () => {
    const { body } = await ask(server.url, '{ companies(where: { key: { eq: null } }) { totalCount } }')
    expect(body.errors?.[0]?.message).toContain('isNull')
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe.each(['on', 'off'])('null in place of a condition, with the direct lane %s', (lane) => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ environment: { TUPU_DIRECT_LANE: lane } })
  })
  afterAll(() => server.close())

  const noCondition = (text: string) => `\`${text}\` is no condition. Give one, or leave it out.`

  it.each([
    ['{ not: $w }', 'CompanyWhere', 'not: null'],
    ['{ or: $w }', '[CompanyWhere!]', 'or: null'],
    ['{ and: $w }', '[CompanyWhere!]', 'and: null'],
    ['{ key: $w }', 'StringFilter', 'key: null'],
    ['{ investors: { some: $w } }', 'InvestorEdgeWhere', 'investors: {some: null}'],
    ['{ investors: { none: { edge: $w } } }', 'RelationWhere', 'none: {edge: null}'],
    ['{ and: [{ key: { eq: "zhipu" } }, { not: { name: $w } }] }', 'NameFilter', 'not: {name: null}'],
    ['{ investors: { some: { edge: { to: $w } } } }', 'EntityWhere', 'edge: {to: null}'],
  ])('is refused, whether written or given: %s', async (where, type, text) => {
    const written = `{ companies(where: ${where.replace('$w', 'null')}) { totalCount } }`
    const query = `query ($w: ${type}) { companies(where: ${where}) { totalCount } }`
    // A variable that isn't given leaves out what it stands for.
    expect((await ask(server.url, query)).body.errors).toBeUndefined()
    for (const { body } of [await ask(server.url, written), await ask(server.url, query, { w: null })])
      expect(body.errors).toMatchObject([{ message: noCondition(text), extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('is refused deep within one variable, and where nothing but the page is asked', async () => {
    const query = 'query ($w: CompanyWhere) { companies(where: $w) { pageInfo { hasNextPage } } }'
    for (const w of [{ not: null }, { investors: { every: null } }, { or: [{ key: { eq: 'a' } }, { and: null }] }]) {
      const { body } = await ask(server.url, query, { w })
      expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    }
    const { body } = await ask(
      server.url,
      '{ company(by: { key: "zhipu" }) { investors(where: { not: null }) { completeness } } }',
    )
    expect(body.errors?.[0]?.message).toBe(noCondition('not: null'))
  })

  it('sets no conditions for all of `where`, and empty ones ask only that something is there', async () => {
    const count = async (where: string, variables: object = {}) => {
      const declared = where === '$w' ? 'query ($w: CompanyWhere)' : ''
      const { body } = await ask(server.url, `${declared} { companies(where: ${where}) { totalCount } }`, variables)
      return (body.data?.companies as { totalCount: number } | null)?.totalCount
    }
    const all = await count('{}')
    expect(all).toBeGreaterThan(5)
    expect(await count('null')).toBe(all)
    expect(await count('$w', { w: null })).toBe(all)
    expect(await count('$w')).toBe(all)
    expect(await count('{ and: [] }')).toBe(all)
    expect(await count('{ not: {} }')).toBe(0)
    expect(await count('{ or: [] }')).toBe(0)
    const [some, none] = [await count('{ investors: { some: {} } }'), await count('{ investors: { none: {} } }')]
    expect(some! + none!).toBe(all)
    expect(some).toBeGreaterThan(0)
  })
})

describe('a query that takes too long', () => {
  const claims = [{ source: 'list', assertedAs: 'somebody', modality: 'REPORTED' as const }]
  const companies = 1_500

  function* manyInvestments(): Generator<TupuRecord> {
    yield { record: 'source', key: 'list', kind: 'DATASET' }
    for (let i = 0; i < companies; i++)
      yield {
        record: 'entity',
        key: `c${i}`,
        kind: 'COMPANY',
        names: [{ text: `Company ${i}`, lang: 'en', type: 'OFFICIAL' }],
      }
    for (let i = 0; i < companies; i++)
      for (let j = 1; j <= 20; j++)
        yield { record: 'relation', kind: 'INVESTED_IN', from: `c${i}`, to: `c${(i + j * j) % companies}`, claims }
  }

  it.each([
    [
      'of very many rows',
      '{ companies(where: { coInvestors: { some: { coInvestors: { some: { coInvestors: { some: { name: { contains: "nobody" } } } } } } } }) { totalCount } }',
    ],
    [
      'of the list of one row, which turns out to be a long one',
      '{ company(by: { key: "c7" }) { coInvestors(where: { coInvestors: { none: { coInvestors: { some: { name: { contains: "nobody" } } } } } }) { totalCount } } }',
    ],
  ])('%s is ended, and others are answered meanwhile', async (_, dear) => {
    const store = openSqlite({ path: ':memory:', statementTimeout: 1_500 })
    store.write(manyInvestments(), '2026-01-01T00:00:00.000Z')
    const server = await startServer({ store, environment: { TUPU_STATEMENT_TIMEOUT: '1500' } })
    try {
      const begin = performance.now()
      let ended = false
      const slow = ask(server.url, dear).finally(() => {
        ended = true
      })
      let answered = 0
      while (!ended) {
        const { body } = await ask(server.url, '{ company(by: { key: "c7" }) { investments { totalCount } } }')
        expect(body.data).toEqual({ company: { investments: { totalCount: 20 } } })
        answered += 1
      }
      expect(answered).toBeGreaterThan(5)
      const { body } = await slow
      expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'STATEMENT_TIMEOUT', limit: 1_500 })
      expect(performance.now() - begin).toBeLessThan(10_000)
    } finally {
      await server.close()
      await store.close()
    }
  })
})
