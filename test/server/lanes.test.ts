import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attacks } from './attacks.ts'
import { type FakeServer, startFakeServer } from './fake-server.ts'
import { asking, send, type WireRequest } from './lanes.ts'
import { startServer, type TestServer } from './start.ts'

const off = { TUPU_DIRECT_LANE: 'off' }

const queries = new URL('../queries/', import.meta.url)
const golden = readdirSync(queries).flatMap((name) => {
  if (!name.endsWith('.graphql')) return []
  const variables = new URL(name.replace('.graphql', '.variables.json'), queries)
  return {
    name: name.replace('.graphql', ''),
    params: {
      query: readFileSync(new URL(name, queries), 'utf8'),
      ...(existsSync(variables) ? { variables: JSON.parse(readFileSync(variables, 'utf8')) } : {}),
    },
  }
})

const company = '{ company(by: { key: "zhipu" }) { key } }'
const zhang = 'query ($by: EntityBy!) { entity(by: $by) { key ... on Person { roles { totalCount } } } }'

/** Operations that take `$o` where nothing may be null, which validation lets pass for the sake of a default. */
const nowhereNull = {
  'a directive on a field': 'query ($o: Boolean = true) { company(by: { key: "zhipu" }) { name @include(if: $o) } }',
  'a directive at the root': 'query ($o: Boolean = true) { company(by: { key: "zhipu" }) @skip(if: $o) { name } }',
  'a directive on a fragment':
    'query ($o: Boolean = true) { companies(first: 2) { edges { node { ...F @include(if: $o) } } } } fragment F on Company { name }',
  'a member of a list': 'query ($o: String = "zhipu") { companies(where: { key: { in: [$o] } }) { totalCount } }',
  'a condition in a list':
    'query ($o: CompanyWhere = { key: { eq: "zhipu" } }) { companies(where: { and: [$o] }, first: 2) { totalCount } }',
  'a party of a view': 'query ($o: String = "zhipu") { view(accordingTo: [$o]) { relations { totalCount } } }',
  'a kind of link':
    'query ($o: LinkKind = INVESTED_IN) { paths(from: { key: "zhipu" }, to: { key: "vercel" }, via: [$o]) { length } }',
  'a kind to search': 'query ($o: SearchKind = COMPANY) { search(text: "智谱", kinds: [$o]) { totalCount } }',
  'a direction':
    'query ($o: OrderDirection) { companies(first: 2, orderBy: [{ field: NAME, direction: $o }]) { totalCount } }',
  'a field of an input': 'query ($o: String = "x") { company(by: { identifier: { scheme: $o, value: "x" } }) { key } }',
}

/** What the two lanes must answer alike, over the founding graph. */
const requests: Record<string, WireRequest> = {
  ...Object.fromEntries(golden.map(({ name, params }) => [`golden: ${name}`, asking(params)])),
  '__typename alone': asking({ query: '{ __typename }' }),
  'aliases of __typename': asking({ query: '{ a: __typename __proto__: __typename constructor: __typename }' }),
  'a query with introspection': asking({ query: `{ __schema { queryType { name } } ${company.slice(1)}` }),
  'a type that is asked for': asking({ query: '{ __type(name: "Company") { name } }' }),
  'fields left out': asking({
    query: 'query ($no: Boolean!) { company(by: { key: "zhipu" }) @include(if: $no) { key } }',
    variables: { no: false },
  }),
  'several operations': asking({ query: `query A ${company} query B { __typename }`, operationName: 'B' }),
  'an operation that is not there': asking({ query: `query A ${company}`, operationName: 'C' }),
  'no operation named of two': asking({ query: `query A ${company} query B ${company}` }),
  'a name that is empty': asking({ query: `query A ${company}`, operationName: '' }),
  'null for all that may be': asking({ query: company, operationName: null, variables: null, extensions: null }),
  'nothing found': asking({
    query: '{ company(by: { key: "nobody" }) { key } person(by: { name: "nobody" }) { key } }',
  }),
  'fragments on types of an interface': asking({
    query:
      '{ entities(first: 50) { edges { node { ... on Person { roles { totalCount } } ... on Company { country } } } } }',
  }),
  'fragments on facts': asking({
    query:
      '{ claims(first: 60) { edges { node { fact { ... on Figure { value metric } ... on Relation { from { key } } __typename } } } } }',
  }),
  'an object with nothing of it': asking({
    query: '{ entities(first: 3) { edges { node { ... on Person { title: key } } } } }',
  }),
  'ids of several types': asking({
    query: '{ nodes(ids: ["Company:zhipu", "Person:zhang-yi", "Company:nobody"]) { id ... on Company { name } } }',
  }),
  'an ambiguous name': asking({
    query: 'query ($name: String!) { entity(by: { name: $name }) { key } }',
    variables: { name: '智谱' },
  }),
  'a broken cursor': asking({ query: '{ a: companies(after: "x") { totalCount } b: companies { totalCount } }' }),
  'a broken cursor in a variable': asking({
    query: 'query ($c: String) { people { totalCount } companies(first: 2, after: $c) { edges { node { key } } } }',
    variables: { c: 'broken' },
  }),
  'a broken id': asking({ query: '{ node(id: "nonsense") { id } company(by: { key: "zhipu" }) { key } }' }),
  'a mistake deep within': asking({
    query: '{ company(by: { key: "zhipu" }) { key figures(after: "x") { totalCount } } }',
  }),
  'a by with nothing': asking({ query: zhang, variables: { by: {} } }),
  'a by with two': asking({ query: zhang, variables: { by: { key: 'a', name: 'b' } } }),
  'a by that fits': asking({ query: zhang, variables: { by: { name: '張毅' } } }),
  'a variable of a wrong type': asking({ query: zhang, variables: { by: 7 } }),
  'a variable that is missing': asking({ query: zhang }),
  'a scalar that refuses what the document has': asking({
    query: '{ view(validOn: "2020-02-30") { __typename } figures(where: { value: { eq: "1,000" } }) { totalCount } }',
  }),
  'a scalar that refuses': asking({
    query: 'query ($d: Date) { view(validOn: $d) { company(by: {key: "zhipu"}) { key } } }',
    variables: { d: 'x' },
  }),
  'a field that is not there': asking({ query: '{ nothing }' }),
  'a syntax error': asking({ query: '{ company(' }),
  'null for a condition': asking({
    query:
      'query ($w: CompanyWhere) { a: companies(where: { not: $w }) { totalCount } b: companies(where: $w) { totalCount } }',
    variables: { w: null },
  }),
  'a list that is too long': asking({
    query: 'query ($n: Int) { companies(first: $n) { totalCount } }',
    variables: { n: 101 },
  }),
  'an order of too many items': asking({
    query: 'query ($o: [CompanyOrder!]) { companies(orderBy: $o) { totalCount } }',
    variables: { o: Array.from({ length: 17 }, () => ({ field: 'NAME' })) },
  }),
  'a cost that is too high': asking({
    query:
      '{ entities(first: 100) { edges { node { claims(first: 100) { edges { node { fact { claims(first: 100) { totalCount } } } } } } } } }',
  }),
  'characters that JSON escapes': asking({
    query:
      'query ($n: [String!]) { companies(where: { key: { in: $n } }) { edges { cursor } } view(accordingTo: $n) { companies(first: 1) { edges { cursor } } } }',
    variables: { n: ['"\\', '\u0001\u001f\u007f\u2028', '😀\ud800'] },
  }),
  ...Object.fromEntries(
    Object.entries(nowhereNull).flatMap(([what, query]) => [
      [`null for ${what}`, asking({ query, variables: { o: null } })],
      [`no value for ${what}`, asking({ query })],
    ]),
  ),
  'another origin': asking({ query: company }, { origin: 'https://a.example' }),
  'a stream': asking({ query: company }, { accept: 'text/event-stream' }),
  'a parameter that is unknown': asking({ query: company, extra: 1 }),
  'an id that is null': asking({ query: company, doc_id: null, id: null, documentId: null }),
  'a hash that is null': asking({ query: company, extensions: { persistedQuery: null } }),
  'a document by an id that is unknown': asking({ documentId: 'abc' }),
  'a hash that is unknown': asking({ extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } }),
  'a hash that does not match': asking({
    query: company,
    extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } },
  }),
}

const accepts = [
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json, application/json;q=0.9',
  'application/json, application/graphql-response+json',
  '*/*',
  'application/*',
  'application/json;q=0.1, application/graphql-response+json',
  'application/json;q=0, application/graphql-response+json;q=0',
  'application/json; q=high, */*',
  'text/html, */*;q=0.1',
  'text/event-stream, application/json',
  'application/json; charset=utf-8',
  'application/json; charset=latin1, */*',
  'APPLICATION/JSON',
  'multipart/mixed, application/json',
  'multipart/mixed',
  'application/json;q=0, */*',
  'application/json, text/event-stream;q=0.9',
  '',
  'text/event-stream',
  'application/json;charset=utf-16',
  'text/plain',
  ' application/json , text/plain',
]

describe('the direct lane answers the founding graph as the executor does, byte for byte', () => {
  let direct: TestServer
  let executed: TestServer
  beforeAll(async () => {
    const environment = { TUPU_CORS_ORIGINS: 'https://a.example' }
    direct = await startServer({ environment })
    executed = await startServer({ environment: { ...environment, ...off } })
  })
  afterAll(() => Promise.all([direct.close(), executed.close()]))

  it.each(Object.entries(requests))('%s', async (_, one) => {
    const expected = await send(executed.url, one)
    expect(await send(direct.url, one)).toEqual(expected)
    // Again, since plans are kept.
    expect(await send(direct.url, one)).toEqual(expected)
  })

  it.each(accepts)('when %s is accepted', async (accept) => {
    for (const query of [company, '{ nothing }', '{ companies(after: "x") { totalCount } }']) {
      const one = asking({ query }, { accept })
      expect(await send(direct.url, one)).toEqual(await send(executed.url, one))
    }
  })

  it('what a scalar refuses in a document is told with its place', async () => {
    const query =
      '{ view(validOn: "2020-02-30") { __typename } figures(where: { value: { eq: "1,000" } }) { totalCount } }'
    const { body } = await send(direct.url, asking({ query }))
    expect(JSON.parse(body).errors.map((error: { locations: unknown }) => error.locations)).toEqual([
      [{ line: 1, column: 17 }],
      [{ line: 1, column: 76 }],
    ])
  })

  it('with the statements of one lane only', async () => {
    const before = direct.store.statements
    await send(direct.url, asking({ query: company }))
    expect(direct.store.statements - before).toBe(1)
  })
})

describe('the direct lane answers hostile and broken requests as the executor does', () => {
  let direct: FakeServer
  let executed: FakeServer
  beforeAll(async () => {
    direct = await startFakeServer()
    executed = await startFakeServer(off)
  })
  afterAll(() => Promise.all([direct.close(), executed.close()]))

  const alike = async (one: WireRequest) => expect(await send(direct.url, one)).toEqual(await send(executed.url, one))

  it.each(Object.entries(attacks))('%s', (_, query) => alike(asking({ query })))

  it.each([
    '',
    '  \n',
    '{',
    'query',
    '{"query":',
    "{'query':1}",
    '\u0000',
    'null',
    '7',
    '"text"',
    'true',
    '[]',
    '[{"query":"{ echo }"}]',
    '{"query":"{ echo }","variables":[1]}',
    '{"query":"{ echo }","variables":"a"}',
    '{"query":7}',
    '{"query":["{ echo }"]}',
    '{"query":""}',
    '{"query":null}',
    '{"query":" "}',
    '{}',
    '{"query":"query A { echo } query B { now }","operationName":"C"}',
    '{"query":"query A { echo } query B { now }"}',
    '{"query":"{ echo }","operationName":""}',
    '{"query":"fragment F on Query { echo }"}',
    '{"query":"{ echo }","operationName":7}',
    '{"query":"{ echo }","extensions":[]}',
    '{"query":"{ echo }","extra":7}',
    '{"query":"{ echo }","extra":null}',
    '{"query":"{ echo }","__proto__":{"a":1}}',
    '{"query":"{ echo }","variables":{"__proto__":{"a":1}}}',
    `\ufeff{"query":"{ echo }"}`,
    `{"query":"{ echo }","variables":{"a":${'['.repeat(120)}${']'.repeat(120)}}}`,
    '{"query":"query ($t: String) { echo(text: $t) }","variables":{"t":"a\\u0000b\\ud800c"}}',
    '{"query":"query ($text: String) { echo(text: $text) }","variables":{"text":"fault"}}',
    '{"query":"{ broken echo }"}',
    '{"query":"{ slow }"}',
    '{"query":"{ day(on: \\"x\\") }"}',
    '{"query":"{ wait(milliseconds: 20) now }"}',
    '{"query":"{ echo(text: \\"a\\") view { company { name parent { key } } } }"}',
  ])('%j', (body) => alike({ body }))

  it.each(serverAudits({ url: () => '', fetchFn: fetch }).map(({ id, name }) => [id, name] as const))(
    'audit %s: %s',
    async (id) => {
      const results = await Promise.all(
        [direct, executed].map(async ({ url }) => {
          const audits = serverAudits({ url: () => `${url}/graphql`, fetchFn: fetch })
          return (await audits.find((audit) => audit.id === id)!.fn()).status
        }),
      )
      expect(results).toEqual(['ok', 'ok'])
    },
  )
})
