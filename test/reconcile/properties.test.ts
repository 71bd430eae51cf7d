import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { startServer, type TestServer } from '../server/start.ts'
import { candidates, post } from './client.ts'
import { expectValid } from './schemas.ts'

const claims = [{ source: 'register', modality: 'REPORTED' as const, assertedAs: 'the <register>' }]
const evil = '<script>alert("1")</script>&\'"'

const company = (
  key: string,
  text: string,
  identifiers: { scheme: string; value: string }[],
  country?: string,
): TupuRecord[] => [
  { record: 'entity', key, kind: 'COMPANY', names: [{ text, lang: 'en', type: 'OFFICIAL' }], identifiers },
  ...(country ? [{ record: 'property', subject: key, name: 'COUNTRY', value: country, claims } as const] : []),
]

const records: TupuRecord[] = [
  { record: 'source', key: 'register', kind: 'DATASET', title: evil, url: 'javascript:alert(1)' },
  ...company('delta-cn', 'Delta', [{ scheme: 'stock-code', value: '600001.SH' }], 'CN'),
  ...company('delta-us', 'Delta', [{ scheme: 'cik', value: '0000000007' }], 'US'),
  ...company('delta-none', 'Delta', []),
  ...company('omega', 'Omega', [{ scheme: 'cik', value: '0000000008' }], 'DE'),
  ...company('evil', evil, [{ scheme: evil, value: evil }]),
  { record: 'property', subject: 'evil', name: 'WEBSITE', value: evil, claims },
  { record: 'property', subject: 'omega', name: 'FOUNDED_ON', value: '1999-05', claims },
  { record: 'property', subject: 'omega', name: 'WEBSITE', value: 'https://www.omega.example/', claims },
]

let store: Store
let server: TestServer
beforeAll(async () => {
  store = openSqlite({ path: ':memory:', statementTimeout: 5_000 })
  store.write(records, '2026-01-01T00:00:00.000Z')
  server = await startServer({ store })
})
afterAll(async () => {
  await server.close()
  await store.close()
})

const ask = (query: string | undefined, ...properties: [pid: string, v: unknown][]) =>
  candidates(server.url, { ...(query && { query }), properties: properties.map(([pid, v]) => ({ pid, v })) })

describe('properties beside the name', () => {
  it('leave namesakes undecided if there are none', async () => {
    const found = await candidates(server.url, { query: 'Delta' })
    expect(found.map((candidate) => candidate.id).sort()).toEqual(['delta-cn', 'delta-none', 'delta-us'])
    expect(found.filter((candidate) => candidate.match)).toEqual([])
  })

  it.each([
    ['COUNTRY', 'us', 'delta-us'],
    ['COUNTRY', 'United States', 'delta-us'],
    ['COUNTRY', '中國', 'delta-cn'],
    ['COUNTRY', { id: 'x', name: 'China' }, 'delta-cn'],
    ['COUNTRY', ['France', 'CN'], 'delta-cn'],
    ['stock-code', '600001.sh', 'delta-cn'],
    ['stock-code', 600001, 'delta-cn'],
    ['cik', '0000000007', 'delta-us'],
    ['cik', 7, 'delta-us'],
    ['cik', { id: '0000000007', name: 'Delta Inc' }, 'delta-us'],
  ])('tell them apart by %s %j', async (pid, v, id) => {
    const [first, ...others] = await ask('Delta', [pid, v])
    expect(first).toMatchObject({ id, match: true })
    expect(first!.features).toContainEqual({ id: `property:${pid}`, value: true })
    expect(others.filter((other) => other.match || other.score >= first!.score)).toEqual([])
  })

  it('keep from matching what they contradict', async () => {
    expect((await ask('Omega', ['COUNTRY', 'CN']))[0]).toMatchObject({ id: 'omega', match: false })
    expect((await ask('Omega', ['cik', '99']))[0]).toMatchObject({ id: 'omega', match: false })
    expect((await ask('Omega', ['FOUNDED_ON', '2001']))[0]).toMatchObject({ id: 'omega', match: false })
  })

  it('change nothing where they say nothing', async () => {
    for (const given of [
      ['COUNTRY', 'Atlantis'],
      ['INDUSTRY', 'tools'],
      ['no-such-scheme', '1'],
      ['COUNTRY', ''],
    ] as const)
      expect((await ask('Omega', [...given]))[0], given[0]).toMatchObject({ id: 'omega', match: true })
    expect((await ask('Omega', ['FOUNDED_ON', '1999-05-17T00:00:00Z']))[0]).toMatchObject({ score: 100 })
    expect((await ask('Omega', ['FOUNDED_ON', '1999'], ['WEBSITE', 'http://omega.example']))[0]).toMatchObject({
      id: 'omega',
      score: 100,
      match: true,
    })
  })

  it('find by identifiers alone, and match nothing if the name belongs to another', async () => {
    expect(await ask(undefined, ['cik', '0000000008'])).toMatchObject([{ id: 'omega', score: 100, match: true }])
    const torn = await ask('Delta', ['cik', '0000000008'])
    expect(torn.map((candidate) => candidate.id)).toContain('omega')
    expect(torn.filter((candidate) => candidate.match)).toEqual([])
  })
})

describe('a page on an entity', () => {
  const page = async (path: string) => {
    const response = await fetch(server.url + path)
    return {
      status: response.status,
      policy: response.headers.get('content-security-policy')!,
      html: await response.text(),
    }
  }

  it('tells names, kind, country, identifiers, relations and a source', async () => {
    const { status, html } = await page('/reconcile/preview?id=delta-cn')
    expect(status).toBe(200)
    for (const text of ['<h1>Delta</h1>', 'Company 公司', '<td>CN</td>', '600001.SH', 'relations 关系', 'source 来源'])
      expect(html).toContain(text)
  })

  it('escapes everything, and links to web pages only', async () => {
    for (const path of ['/reconcile/preview?id=evil', '/reconcile/entity/evil']) {
      const { status, html } = await page(path)
      expect(status).toBe(200)
      expect(html).toContain('&lt;script&gt;')
      expect(html).not.toMatch(/<script|javascript:|alert\("/)
    }
    const missing = await page(`/reconcile/preview?id=${encodeURIComponent(evil)}`)
    expect(missing.status).toBe(404)
    expect(missing.html).not.toContain('<script')
  })

  it('runs no scripts, and only the preview may stand in a frame', async () => {
    const preview = await page('/reconcile/preview?id=omega')
    const view = await page('/reconcile/entity/omega')
    for (const { policy } of [preview, view]) expect(policy).toContain("default-src 'none'")
    expect(preview.policy).toContain('frame-ancestors *')
    expect(view.policy).toContain("frame-ancestors 'none'")
  })

  it('is found under the key of what was merged', async () => {
    const own = openSqlite({ path: ':memory:', statementTimeout: 5_000 })
    own.write(records, '2026-01-01T00:00:00.000Z')
    own.merge('delta-none', 'omega', '2026-01-02T00:00:00.000Z')
    const other = await startServer({ store: own })
    expect(await (await fetch(`${other.url}/reconcile/entity/delta-none`)).text()).toContain('<h1>Omega</h1>')
    const extended = await fetch(`${other.url}/reconcile?extend={"ids":["delta-none"],"properties":[{"id":"COUNTRY"}]}`)
    const body = await extended.json()
    expectValid('data-extension-response', body)
    expect(body).toMatchObject({ rows: { 'delta-none': { COUNTRY: [{ str: 'DE' }] } } })
    await other.close()
    await own.close()
  })
})

describe('data extension of an entity with many relations', () => {
  const relation = (kind: 'INVESTED_IN' | 'SUBSIDIARY_OF' | 'OWNS', from: string, to: string, negated = false) =>
    ({ record: 'relation', kind, from, to, ...(negated && { negated }), claims }) as const
  const invested = Array.from({ length: 150 }, (_, i) => `c${i}`)
  const many: TupuRecord[] = [
    records[0]!,
    ...['big', 'mother', 'a', 'b', ...invested].flatMap((key) => company(key, key, [])),
    ...invested.map((key, i) => relation('INVESTED_IN', 'big', key, i < 10)),
    relation('INVESTED_IN', 'a', 'b'),
    relation('INVESTED_IN', 'a', 'c0'),
    relation('SUBSIDIARY_OF', 'big', 'mother'),
    relation('OWNS', 'mother', 'big'),
  ]
  const extended = async (url: string, id: string, properties: string[]) => {
    const query = { ids: [id], properties: properties.map((property) => ({ id: property })) }
    const body = await (await post(url, { extend: JSON.stringify(query) })).json()
    expectValid('data-extension-response', body)
    const { rows } = body as { rows: Record<string, Record<string, { id: string }[]>> }
    return Object.values(rows[id]!).map((values) => values.map((value) => value.id))
  }

  it('gives all that hold of each property, and nothing related to itself', async () => {
    const own = openSqlite({ path: ':memory:', statementTimeout: 5_000 })
    own.write(many, '2026-01-01T00:00:00.000Z')
    own.merge('a', 'b', '2026-01-02T00:00:00.000Z')
    const other = await startServer({ store: own })
    const properties = ['INVESTED_IN', 'SUBSIDIARY_OF', 'INVERSE_OWNS', 'OWNS', 'INVERSE_INVESTED_IN']
    const [investments, ...rest] = await extended(other.url, 'big', properties)
    expect(investments!.toSorted()).toEqual(invested.slice(10).toSorted())
    expect(rest).toEqual([['mother'], ['mother'], [], []])
    for (const id of ['a', 'b']) expect(await extended(other.url, id, ['INVESTED_IN'])).toEqual([['c0']])
    await other.close()
    await own.close()
  })
})
