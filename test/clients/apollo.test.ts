import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { relayStylePagination } from '@apollo/client/utilities'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { again, investorsPage, parts, sideBySide, statementsPage, views } from './documents.ts'
import { type Endpoint, possibleTypes, startEndpoint, withoutTypenames } from './server.ts'

// Apollo warns only as a development build.
vi.hoisted(() => Object.assign(globalThis, { __DEV__: true }))

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

/** A client configured as Apollo's guides say. */
function createClient(typePolicies = {}) {
  const pages = () => relayStylePagination(['where', 'orderBy'])
  const cache = new InMemoryCache({
    possibleTypes: possibleTypes(endpoint.introspection),
    typePolicies: {
      Company: { fields: { investors: pages() } },
      Entity: { fields: { statements: pages(), figures: pages() } },
      View: { merge: true, fields: { figures: pages() } },
      Period: { merge: true },
      Locator: { merge: true },
      ...typePolicies,
    },
  })
  return new ApolloClient({ link: new HttpLink({ uri: endpoint.url }), cache })
}

// biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its own answer
type Data = any
type Pick = (data: Data) => Data

/** Pages on until there is no more; gives what the cache then holds, and how many requests it took. */
async function readToEnd(client: ApolloClient, document: string, variables: Record<string, unknown>, pick: Pick) {
  const query = gql(document)
  let list = pick((await client.query<Data>({ query, variables })).data)
  let requests = 1
  const pages = client.watchQuery<Data>({ query, variables })
  const subscription = pages.subscribe(() => {})
  while (list.pageInfo.hasNextPage) {
    await pages.fetchMore({ variables: { after: list.pageInfo.endCursor } })
    list = pick(client.readQuery({ query, variables }))
    requests++
  }
  // What a component on the page would show; it hears of the cache's changes a moment later.
  await vi.waitFor(() => expect(pick(pages.getCurrentResult().data)).toEqual(list))
  subscription.unsubscribe()
  return { list: withoutTypenames(list) as Data, requests }
}

describe('Apollo Client', () => {
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

  it('pages through a list of an interface under two views, one after the other in the same cache', async () => {
    const client = createClient()
    const pick: Pick = (data) => data.view.company.statements
    const under = async (modality: string[] | null) => {
      const whole = pick(await endpoint.ask(statementsPage, { first: 100, modality }))
      const { list, requests } = await readToEnd(client, statementsPage, { first: 4, modality }, pick)
      expect(list.edges).toEqual(whole.edges)
      expect(list.totalCount).toBe(whole.edges.length)
      expect(requests).toBe(Math.ceil(whole.totalCount / 4))
      return () => {
        const query = { query: gql(statementsPage), variables: { first: 4, modality } }
        expect(withoutTypenames(pick(client.readQuery<Data>(query)))).toEqual(list)
        return list.totalCount
      }
    }
    const everything = await under(null)
    const conditional = await under(['CONDITIONAL', 'SELF_CLAIMED'])
    expect(everything()).toBeGreaterThan(conditional())
    expect(conditional()).toBeGreaterThan(4)
  })

  it('holds three views of a company at once', async () => {
    const client = createClient()
    const answers: Data = {}
    for (const [name, document] of Object.entries(views)) {
      answers[name] = await endpoint.ask(document)
      await client.query({ query: gql(document) })
    }
    await client.query({ query: gql(sideBySide), fetchPolicy: 'network-only' })

    for (const [name, document] of Object.entries(views))
      expect(withoutTypenames(client.readQuery({ query: gql(document) }))).toEqual(answers[name])
    const kept: Data = withoutTypenames(client.readQuery({ query: gql(sideBySide) }))
    expect(kept).toEqual(await endpoint.ask(sideBySide))

    const companies = [kept.everything, kept.before.company, kept.reported.company]
    expect(companies.map((company) => company.figures.totalCount)).toEqual([33, 0, 29])
    expect(companies.map((company) => company.investors.totalCount)).toEqual([4, 0, 4])
    expect(new Set(companies.map((company) => company.id)).size).toBe(3)
    const entries = Object.keys(client.cache.extract() as object)
    for (const { id } of companies) expect(entries.filter((entry) => entry === `Company:${id}`)).toHaveLength(1)
  })

  it('refetches by an id under its view, and leaves the others as they are', async () => {
    const client = createClient()
    const query = gql(sideBySide)
    const { data } = (await client.query({ query })) as Data
    for (const company of [data.before.company, data.reported.company, data.everything]) {
      const options = { query: gql(again), variables: { id: company.id }, fetchPolicy: 'network-only' as const }
      expect(((await client.query(options)) as Data).data.node).toEqual(company)
    }
    expect(client.readQuery<Data>({ query })).toEqual(data)
  })

  it('fills up objects without ids from several queries', async () => {
    const client = createClient()
    for (const part of parts) await client.query({ query: gql(part) })
    for (const part of parts)
      expect(withoutTypenames(client.readQuery({ query: gql(part) }))).toEqual(await endpoint.ask(part))
  })

  it('would warn if a view were not merged', async () => {
    const client = createClient({ View: {} })
    for (const part of parts) await client.query({ query: gql(part) })
    const calls = Object.values(complaints).flatMap((complaint) => complaint.mock.calls)
    expect(calls).toEqual([
      expect.arrayContaining([expect.stringContaining('Cache data may be lost'), 'view', 'Query']),
    ])
    for (const complaint of Object.values(complaints)) complaint.mockClear()
  })
})
