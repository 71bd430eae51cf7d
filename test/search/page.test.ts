import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

let product: Product
beforeAll(async () => {
  product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

type Edge = { cursor: string; matchedBy: string; matchedText: string; node: { id: string; __typename: string } }
type Search = {
  totalCount: number
  edges: Edge[]
  facets: { kind: string; count: number }[]
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }
}

const body = `{ totalCount edges { cursor matchedBy matchedText node { __typename id } } facets { kind count }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`
const query = `query ($text: String!, $kinds: [SearchKind!], $first: Int, $after: String) {
  search(text: $text, kinds: $kinds, first: $first, after: $after) ${body}
}`
const ask = async (variables: Record<string, unknown>): Promise<Search> => {
  const { data, errors } = await product.execute(query, variables)
  expect(errors).toBeUndefined()
  return (data as { search: Search }).search
}

describe('the pages of a search', () => {
  test('follow each other without a gap', async () => {
    const whole = await ask({ text: '智谱', first: 100 })
    expect(whole.totalCount).toBeGreaterThan(15)
    expect(whole.edges).toHaveLength(whole.totalCount)
    const all: Edge[] = []
    let after: string | null = null
    for (let page = 0; page < 50; page++) {
      const { edges, pageInfo }: Search = await ask({ text: '智谱', first: 4, after })
      all.push(...edges)
      expect(pageInfo).toEqual({
        hasNextPage: all.length < whole.totalCount,
        hasPreviousPage: page > 0,
        startCursor: edges[0]!.cursor,
        endCursor: edges.at(-1)!.cursor,
      })
      if (!pageInfo.hasNextPage) break
      after = pageInfo.endCursor
    }
    expect(all).toEqual(whole.edges)
  })

  test('are counted by kind, and kinds narrow them', async () => {
    const { facets, totalCount } = await ask({ text: '智谱' })
    expect(facets.reduce((sum, { count }) => sum + count, 0)).toBe(totalCount)
    for (const { kind, count } of facets) {
      const own = await ask({ text: '智谱', kinds: [kind], first: 100 })
      expect(own.facets).toEqual([{ kind, count }])
      const types = new Set(own.edges.map(({ node }) => node.__typename.toUpperCase()))
      expect([...types]).toEqual([kind])
    }
    expect((await ask({ text: '智谱', kinds: [] })).totalCount).toBe(0)
    expect((await ask({ text: '智谱', kinds: ['FUND', 'PERSON'] })).facets).toEqual([])
  })

  test('find sources by title and statements by summary', async () => {
    const title = await ask({ text: '大模型第一股' })
    expect(title.edges.map(({ node }) => node.__typename)).toContain('Statement')
    const sources = await ask({ text: 'china-times-zhipu-listing' })
    expect(sources.edges).toMatchObject([{ matchedBy: 'IDENTIFIER', node: { id: 'Source:china-times-zhipu-listing' } }])
  })

  test.each([
    [{ first: -1 }, '`first` is -1: it takes 0 to 100.'],
    [{ first: 101 }, '`first` is 101'],
    [{ after: 'x' }, 'This is not a cursor of a search.'],
    [{ after: '' }, 'This is not a cursor of a search.'],
  ])('with %j are refused', async (variables, message) => {
    const { data, errors } = await product.execute(query, { text: '智谱', ...variables })
    expect(data).toBeNull()
    expect(errors).toMatchObject([{ path: ['search'], extensions: { code: 'BAD_USER_INPUT' } }])
    expect(errors![0]!.message).toContain(message)
  })

  test('have cursors of their own: those of another search or view are refused', async () => {
    const [first] = (await ask({ text: '智谱' })).edges
    const other = await product.execute(query, { text: '华发', after: first!.cursor })
    expect(other.errors![0]!.message).toContain('of another search')
    const view = await product.execute(
      `query ($after: String) { view(knownAt: "2026-01-01") { search(text: "智谱", after: $after) ${body} } }`,
      { after: first!.cursor },
    )
    expect(view.errors![0]!.message).toContain('of another view')
    const broken = await product.execute(query, { text: '智谱', after: `${first!.cursor}x` })
    expect(broken.errors![0]!.message).toContain('not a cursor')
  })
})

describe('under a view', () => {
  test('entities and sources are found, and of statements those that it shows', async () => {
    const { data, errors } = await product.execute(`{
      early: view(knownAt: "2020-01-01") { search(text: "智谱", first: 100) ${body} }
      own: view(accordingTo: ["zhipu"]) { search(text: "智谱", first: 100) ${body} statements(first: 100) { edges { node { id } } } }
      opinion: view(modality: [OPINION]) { search(text: "智谱", first: 100) ${body} statements(first: 100) { edges { node { id } } } }
      search(text: "智谱", first: 100) ${body}
    }`)
    expect(errors).toBeUndefined()
    const { early, own, opinion, search } = data as Record<
      string,
      { search: Search; statements: { edges: Edge[] } }
    > & { search: Search }
    const idsOf = (found: Search) => found.edges.flatMap(({ node }) => (node.__typename === 'Statement' ? node.id : []))
    expect(idsOf(early!.search)).toEqual([])
    expect(early!.search.edges[0]!.node.id).toMatch(/^Company:zhipu@/)
    expect(idsOf(search).length).toBeGreaterThan(10)
    for (const view of [own!, opinion!]) {
      const shown = new Set(view.statements.edges.map(({ node }) => node.id))
      expect(idsOf(view.search).length).toBeGreaterThan(0)
      expect(idsOf(view.search).length).toBeLessThan(idsOf(search).length)
      for (const id of idsOf(view.search)) expect(shown).toContain(id)
    }
  })
})
