import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestServer } from '../server/start.ts'
import { candidates, post, type Results, reconcile } from './client.ts'
import { expectValid } from './schemas.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers })
const json = async (path: string) => {
  const response = await get(path)
  expect(response.status, path).toBe(200)
  return (await response.json()) as Record<string, unknown>
}

type Manifest = {
  view: { url: string }
  preview: { url: string; width: number; height: number }
  suggest: Record<'entity' | 'type' | 'property', { service_url: string; service_path: string }>
  extend: { propose_properties: { service_url: string; service_path: string } }
  defaultTypes: { id: string }[]
  batchSize: number
}

describe('the manifest', () => {
  it('is as the specification has it, and leads to what is there', async () => {
    const manifest = (await json('/reconcile')) as Manifest
    expectValid('manifest', manifest)
    expect(manifest.defaultTypes.map((type) => type.id)).toEqual([
      'COMPANY',
      'FUND',
      'INSTITUTION',
      'PERSON',
      'PRODUCT',
    ])
    const { entity, type, property } = manifest.suggest
    for (const { service_url, service_path } of [entity, type, property, manifest.extend.propose_properties])
      expect((await fetch(service_url + service_path)).status).toBe(200)
    for (const { url } of [manifest.view, manifest.preview]) {
      const page = await fetch(url.replace('{{id}}', encodeURIComponent('zhipu')))
      expect(page.status).toBe(200)
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    }
  })

  it('gives addresses as the client or the configuration calls the server', async () => {
    const asked = async (url: string, host: string) => {
      const { request } = await import('node:http')
      return new Promise<string>((resolve, reject) => {
        request(`${url}/reconcile`, { headers: { host } }, (response) => {
          response.setEncoding('utf8').on('data', (text: string) => resolve(JSON.parse(text).view.url))
        })
          .on('error', reject)
          .end()
      })
    }
    const open = await startServer({ environment: { TUPU_ALLOWED_HOSTS: '*' } })
    expect(await asked(open.url, 'graph.example:8080')).toBe('http://graph.example:8080/reconcile/entity/{{id}}')
    expect(await asked(open.url, 'graph.example/"><script>')).toBe('http://graph.example/reconcile/entity/{{id}}')
    await open.close()
    const behind = await startServer({ environment: { TUPU_PUBLIC_URL: 'https://graph.example.org' } })
    expect(await asked(behind.url, 'localhost:1')).toBe('https://graph.example.org/reconcile/entity/{{id}}')
    await behind.close()
  })

  it('is gone where the configuration turns it off', async () => {
    const off = await startServer({ environment: { TUPU_RECONCILE: 'off' } })
    expect((await fetch(`${off.url}/reconcile`)).status).toBe(404)
    expect((await post(off.url, { queries: '{}' })).status).toBe(404)
    await off.close()
  })
})

describe('a batch', () => {
  it('is answered query by query, by POST and by GET', async () => {
    const queries = { q0: { query: '智譜' }, q1: { query: 'ZHIPU AI', type: 'COMPANY' }, q2: { query: '没有这家公司' } }
    const results = await reconcile(server.url, queries)
    expect(Object.keys(results)).toEqual(['q0', 'q1', 'q2'])
    for (const id of ['q0', 'q1'])
      expect(results[id]!.result[0]).toMatchObject({
        id: 'zhipu',
        name: '智谱',
        match: true,
        type: [{ id: 'COMPANY', name: 'Company 公司' }],
      })
    expect(results.q2!.result.filter((candidate) => candidate.match)).toEqual([])
    expect(await json(`/reconcile?queries=${encodeURIComponent(JSON.stringify(queries))}`)).toEqual(results)
    expect(await reconcile(server.url, {})).toEqual({})
  })

  it('finds a thing by its id', async () => {
    expect((await candidates(server.url, { query: 'zhang-yi' }))[0]).toMatchObject({ id: 'zhang-yi', match: true })
  })

  it('keeps to the types asked for', async () => {
    const found = async (query: object) => (await candidates(server.url, query)).map((candidate) => candidate.id)
    expect(await found({ query: '智谱', type: 'FUND' })).not.toContain('zhipu')
    expect(await found({ query: 'zhipu', type: 'FUND' })).not.toContain('zhipu')
    expect(await found({ query: '智谱', type: ['FUND', 'company'] })).toContain('zhipu')
    expect(await found({ query: '智谱', type: ['ORGANIZATION', 'COMPANY'], type_strict: 'all' })).toContain('zhipu')
    expect(await found({ query: '智谱', type: ['FUND', 'COMPANY'], type_strict: 'all' })).toEqual([])
    const [other] = await candidates(server.url, { query: '智谱', type: 'FUND', type_strict: 'should' })
    expect(other).toMatchObject({ id: 'zhipu', match: false })
    expect(other!.score).toBeLessThan(100)
  })

  it('gives no more candidates than wanted', async () => {
    expect((await candidates(server.url, { query: '智谱', limit: 1 })).length).toBe(1)
  })

  it('says when it can look for nothing', async () => {
    const results = await reconcile(server.url, {
      long: { query: '长'.repeat(100_000) },
      nameless: { properties: [{ pid: 'COUNTRY', v: 'CN' }] },
    })
    expect(results.long).toEqual({ result: [], message: expect.stringContaining('100,000 characters') })
    expect(results.nameless).toEqual({ result: [], message: expect.stringContaining('identifiers') })
  })

  it.each([
    ['{', 'not valid JSON'],
    ['[]', 'must be a JSON object'],
    ['"智谱"', 'must be a JSON object'],
    ['null', 'must be a JSON object'],
    ['{"q0": "智谱"}', 'at "q0"'],
    ['{"q0": {}}', 'at "q0": expected a "query" or "properties"'],
    ['{"q0": {"properties": []}}', 'at "q0"'],
    ['{"q0": {"query": 7}}', 'at "q0", query'],
    ['{"q0": {"query": "a", "limit": 0}}', 'at "q0", limit'],
    ['{"q0": {"query": "a", "limit": "5"}}', 'at "q0", limit'],
    ['{"q0": {"query": "a", "kind": "FUND"}}', 'kind'],
    ['{"q0": {"query": "a", "type": "BANK"}}', 'there is no type "BANK"; there are COMPANY, FUND'],
    ['{"q0": {"query": "a", "type_strict": "maybe"}}', 'at "q0", type_strict'],
    ['{"q0": {"query": "a", "properties": [{"pid": "COUNTRY"}]}}', 'at "q0", properties, 0, v'],
    ['{"q0": {"query": "a", "properties": [{"pid": "COUNTRY", "v": [["CN"]]}]}}', 'at "q0", properties, 0, v'],
    [`{"q0": {"query": "a", "properties": ${'['.repeat(5_000)}${']'.repeat(5_000)}}}`, 'nests too deep'],
  ])('refuses %.60s with a sentence', async (queries, sentence) => {
    const response = await post(server.url, { queries })
    const { errors } = (await response.json()) as { errors: { message: string }[] }
    expect(response.status).toBe(400)
    expect(errors[0]!.message).toContain(sentence)
    expect(errors[0]!.message).not.toMatch(/ {2}at |sqlite|select /i)
  })

  it('refuses more queries than the manifest says', async () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`q${i}`, { query: 'a' }]))
    expect((await post(server.url, { queries: JSON.stringify(many(100)) })).status).toBe(200)
    const response = await post(server.url, { queries: JSON.stringify(many(1_000)) })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('1,000 queries, but at most 100')
  })

  it('takes every text as a text', async () => {
    const nameless = [
      '',
      ' ',
      '"',
      "'; --",
      '\\',
      '%',
      '*',
      '\0',
      '\ud800',
      '<b></b>',
      '{{id}}',
      '__proto__',
      'constructor',
    ]
    const texts = [...nameless, '智\0谱', '智谱\udfff', '<b>智谱</b>']
    const queries = Object.fromEntries(
      texts.map((query, i) => [`q${i}`, { query, properties: [{ pid: query, v: query }] }]),
    )
    const results = await reconcile(server.url, queries)
    expect(Object.keys(results)).toEqual(Object.keys(queries))
    for (const [i, text] of nameless.entries())
      expect(
        results[`q${i}`]!.result.filter((candidate) => candidate.match),
        JSON.stringify(text),
      ).toEqual([])
  })

  it('takes every id of a query as an id', async () => {
    const ids = ['__proto__', 'constructor', 'toString', '', '"', '\0']
    const response = await post(server.url, {
      queries: `{${ids.map((id) => `${JSON.stringify(id)}: {"query": "智谱"}`)}}`,
    })
    const results = (await response.json()) as Results
    expect(Object.keys(results)).toEqual(ids)
    for (const id of ids) expect(Object.getOwnPropertyDescriptor(results, id)!.value.result[0].id).toBe('zhipu')
    expect(({} as { result?: unknown }).result).toBeUndefined()
  })
})

describe('suggestions', () => {
  it('of entities begin as typed, and can be paged', async () => {
    const found = (await json(`/reconcile/suggest/entity?prefix=${encodeURIComponent('智')}`)) as {
      result: { id: string }[]
    }
    expectValid('suggest-entities-response', found)
    expect(found.result.map((entity) => entity.id)).toContain('zhipu')
    const rest = await json(`/reconcile/suggest/entity?prefix=${encodeURIComponent('智')}&cursor=1`)
    expect(rest).toEqual({ result: found.result.slice(1) })
    expect(await json('/reconcile/suggest/entity?prefix=zhang-yi')).toMatchObject({
      result: { 0: { id: 'zhang-yi', name: '张毅' } },
    })
    expect(await json('/reconcile/suggest/entity?prefix=')).toEqual({ result: [] })
  })

  it('of types and properties know their English and Chinese names', async () => {
    const types = await json('/reconcile/suggest/type?prefix=comp')
    expectValid('suggest-types-response', types)
    expect(types).toMatchObject({ result: [{ id: 'COMPANY', broader: [{ id: 'ORGANIZATION' }] }] })
    const properties = await json(`/reconcile/suggest/property?prefix=${encodeURIComponent('国')}`)
    expectValid('suggest-properties-response', properties)
    expect(properties).toMatchObject({ result: [{ id: 'COUNTRY' }] })
    expect(await json('/reconcile/suggest/property?prefix=LEI')).toMatchObject({ result: [{ id: 'lei' }] })
  })

  it.each([
    '/reconcile/suggest/entity?prefix=a&cursor=-1',
    '/reconcile/suggest/type?cursor=x',
    '/reconcile/suggest/property?cursor=1e3',
    '/reconcile/properties?type=BANK',
    '/reconcile/properties?limit=many',
  ])('refuse %s', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
  })

  it.each(['%00', '%', '%25', '_', '*', '%22', "'", '%ED%A0%80', '%3Cscript%3E', 'x'.repeat(10_000)])(
    'take %.20s as a text',
    async (prefix) => {
      expectValid('suggest-entities-response', await json(`/reconcile/suggest/entity?prefix=${prefix}`))
      for (const kind of ['type', 'property'])
        expect(await json(`/reconcile/suggest/${kind}?prefix=${prefix}`)).toEqual({ result: [] })
    },
  )
})

describe('data extension', () => {
  const extend = async (query: object) => {
    expectValid('data-extension-query', query)
    const response = await post(server.url, { extend: JSON.stringify(query) })
    const body = await response.json()
    if (response.status === 200) expectValid('data-extension-response', body)
    return {
      status: response.status,
      body: body as { meta: object[]; rows: Record<string, Record<string, unknown[]>> },
    }
  }

  it('proposes properties of a type', async () => {
    const proposed = await json('/reconcile/properties?type=COMPANY&limit=2')
    expectValid('data-extension-property-proposal', proposed)
    expect(proposed).toMatchObject({ type: 'COMPANY', limit: 2, properties: [{ id: 'COUNTRY' }, {}] })
  })

  it('gives names, and the other ends of relations', async () => {
    const properties = [{ id: 'NAME_EN' }, { id: 'INVERSE_INVESTED_IN' }, { id: 'INVESTED_IN' }, { id: 'lei' }]
    const { body } = await extend({ ids: ['zhipu', 'huafa-group', 'nobody', '"'], properties })
    expect(body.meta[0]).toEqual({ id: 'NAME_EN', name: 'name, English 名称(英文)' })
    expect(body.rows.zhipu).toMatchObject({ NAME_EN: [{ str: 'Zhipu AI' }], INVESTED_IN: [], lei: [] })
    expect(body.rows.zhipu!.INVERSE_INVESTED_IN).toContainEqual({ id: 'huafa-group', name: '华发集团' })
    expect(body.rows['huafa-group']!.INVESTED_IN).toEqual([{ id: 'zhipu', name: '智谱' }])
    for (const id of ['nobody', '"']) expect(Object.values(body.rows[id]!)).toEqual([[], [], [], []])
  })

  it('refuses what is no query', async () => {
    for (const query of [
      '{',
      '[]',
      '{}',
      '{"ids": ["zhipu"]}',
      '{"ids": [1], "properties": []}',
      `{"ids": ${JSON.stringify(Array(1_000).fill('a'))}, "properties": []}`,
    ])
      expect((await post(server.url, { extend: query })).status, query.slice(0, 50)).toBe(400)
    const odd = await post(server.url, { extend: '{"ids": ["__proto__"], "properties": [{"id": "__proto__"}]}' })
    expect(await odd.text()).toContain('"rows":{"__proto__":{"__proto__":[]}}')
  })
})

describe('over HTTP', () => {
  const cors = (response: Response) => response.headers.get('access-control-allow-origin')

  it('lets every page read, and narrows that where configured', async () => {
    const origin = 'https://refine.example'
    for (const path of ['/reconcile', '/reconcile/suggest/type', '/reconcile/preview?id=zhipu', '/reconcile/nothing'])
      expect(cors(await get(path, { origin })), path).toBe('*')
    expect(cors(await get('/graphql?query={__typename}', { origin }))).toBeNull()
    const preflight = await fetch(`${server.url}/reconcile`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, POST')
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()

    const narrow = await startServer({ environment: { TUPU_RECONCILE_ORIGINS: 'http://127.0.0.1:3333' } })
    const from = (other: string) => fetch(`${narrow.url}/reconcile`, { headers: { origin: other } })
    expect(cors(await from('http://127.0.0.1:3333'))).toBe('http://127.0.0.1:3333')
    expect(cors(await from(origin))).toBeNull()
    await narrow.close()
  })

  it('refuses other methods, bodies and paths', async () => {
    const status = async (path: string, init: RequestInit) => (await fetch(server.url + path, init)).status
    expect(await status('/reconcile', { method: 'DELETE' })).toBe(405)
    expect(
      await status('/reconcile/suggest/entity', { method: 'POST', body: new URLSearchParams({ prefix: 'a' }) }),
    ).toBe(405)
    expect(await status('/reconcile/nothing', {})).toBe(404)
    expect(
      await status('/reconcile', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
    ).toBe(415)
    expect(await status('/reconcile', { method: 'POST', body: new URLSearchParams({ query: 'a' }) })).toBe(400)
    expect(
      await status('/reconcile', { method: 'POST', body: new URLSearchParams({ queries: 'a'.repeat(2_000_000) }) }),
    ).toBe(413)
    expect(await status('/reconcile/entity/%FF', {})).toBe(400)
  })
})
