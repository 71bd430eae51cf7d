import { Client, fetchExchange, type RequestPolicy } from '@urql/core'
import { cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { again, investorsPage, parts, sideBySide, statementsPage, views } from './documents.ts'
import { type Endpoint, startEndpoint, withoutTypenames } from './server.ts'

let endpoint: Endpoint
beforeAll(async () => {
  endpoint = await startEndpoint()
})
afterAll(() => endpoint?.close())

const complaints = { warn: vi.spyOn(console, 'warn'), error: vi.spyOn(console, 'error') }
beforeEach(() => {
  for (const complaint of Object.values(complaints)) complaint.mockReset().mockImplementation(() => {})
})
afterEach(() => {
  for (const complaint of Object.values(complaints)) expect(complaint.mock.calls).toEqual([])
})

/** The types that have no id, and so live in what holds them; connections and edges are known as such by their names. */
const embedded = ['View', 'Name', 'Identifier', 'Participant', 'Period', 'Locator']

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its own answer
type Data = any
type Read = (document: string, variables?: object, requestPolicy?: RequestPolicy) => Promise<Data>

/** A client configured as urql's guides say; gives how to read with it, failing if there are errors. */
function createClient(embeddedTypes = embedded): Read {
  const pages = { investors: relayPagination(), statements: relayPagination(), figures: relayPagination() }
  const cache = cacheExchange({
    schema: endpoint.introspection,
    keys: Object.fromEntries(embeddedTypes.map((name) => [name, () => null])),
    resolvers: { Company: pages },
  })
  const client = new Client({
    url: endpoint.url,
    exchanges: [cache, fetchExchange],
    preferGetMethod: 'within-url-limit',
  })
  return async (document, variables = {}, requestPolicy = 'cache-first') => {
    const { data, error } = await client.query<Data>(document, variables, { requestPolicy }).toPromise()
    if (error) throw error
    return data && withoutTypenames(data)
  }
}

type Pick = (data: Data) => Data

/** Pages on until there is no more; gives what the cache then holds, and how many requests it took. */
async function readToEnd(read: Read, document: string, variables: object, pick: Pick) {
  let list = pick(await read(document, variables))
  let requests = 1
  while (list.pageInfo.hasNextPage) {
    list = pick(await read(document, { ...variables, after: list.pageInfo.endCursor }))
    requests++
  }
  expect(pick(await read(document, variables, 'cache-only'))).toEqual(list)
  return { list, requests }
}

describe('urql with Graphcache', () => {
  it('pages through the investors of a company', async () => {
    const pick: Pick = (data) => data.company.investors
    const { list, requests } = await readToEnd(createClient(), investorsPage, { first: 1 }, pick)
    expect(list.edges.map((edge: Data) => edge.node.key)).toEqual([
      'beijing-ai-fund',
      'huafa-group',
      'pudong-venture-capital',
      'zhangjiang-group',
    ])
    expect(requests).toBe(4)
    expect(list.edges).toEqual(pick(await endpoint.ask(investorsPage, { first: 100 })).edges)
  })

  it('pages through a list under two views, one after the other in the same cache', async () => {
    const read = createClient()
    const pick: Pick = (data) => data.view.company.statements
    const under = async (modality: string[] | null) => {
      const whole = pick(await endpoint.ask(statementsPage, { first: 100, modality }))
      const { list, requests } = await readToEnd(read, statementsPage, { first: 4, modality }, pick)
      expect(list.edges).toEqual(whole.edges)
      expect(list.totalCount).toBe(whole.edges.length)
      expect(requests).toBe(Math.ceil(whole.totalCount / 4))
      return async () => {
        expect(pick(await read(statementsPage, { first: 4, modality }, 'cache-only'))).toEqual(list)
        return list.totalCount
      }
    }
    const everything = await under(null)
    const conditional = await under(['CONDITIONAL', 'SELF_CLAIMED'])
    expect(await everything()).toBeGreaterThan(await conditional())
    expect(await conditional()).toBeGreaterThan(4)
  })

  it('holds three views of a company at once', async () => {
    const read = createClient()
    const answers: Data = {}
    for (const [name, document] of Object.entries(views)) {
      answers[name] = await endpoint.ask(document)
      await read(document)
    }
    await read(sideBySide, {}, 'network-only')

    for (const [name, document] of Object.entries(views))
      expect(await read(document, {}, 'cache-only')).toEqual(answers[name])
    const kept = await read(sideBySide, {}, 'cache-only')
    expect(kept).toEqual(await endpoint.ask(sideBySide))

    const companies = [kept.everything, kept.before.company, kept.reported.company]
    expect(companies.map((company) => company.figures.totalCount)).toEqual([33, 0, 29])
    expect(companies.map((company) => company.investors.totalCount)).toEqual([4, 0, 4])
    expect(new Set(companies.map((company) => company.id)).size).toBe(3)
  })

  it('refetches by an id under its view, and leaves the others as they are', async () => {
    const read = createClient()
    const shown = await read(sideBySide)
    for (const company of [shown.before.company, shown.reported.company, shown.everything])
      expect((await read(again, { id: company.id }, 'network-only')).node).toEqual(company)
    expect(await read(sideBySide, {}, 'cache-only')).toEqual(shown)
  })

  it('fills up objects without ids from several queries', async () => {
    const read = createClient()
    for (const part of parts) await read(part)
    for (const part of parts) expect(await read(part, {}, 'cache-only')).toEqual(await endpoint.ask(part))
  })

  it('would warn if a type without ids were not named', async () => {
    const read = createClient(embedded.filter((name) => name !== 'View'))
    await read(parts[2]!)
    expect(String(complaints.warn.mock.calls)).toContain('create a `keys` config for `View`')
    complaints.warn.mockClear()
  })
})
