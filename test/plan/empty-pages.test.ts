import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

let product: Product
beforeAll(async () => {
  product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
const empty = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }

/** Lists of each way in which pages are read. */
const lists = [
  ['companies', '', ''],
  ['companies', ', where: { not: { key: { eq: "x" } } }, orderBy: [{ field: NAME }]', ''],
  ['statements', ', orderBy: [{ field: SAID_ON, direction: DESC }]', ''],
  ['figures', '', 'company(by: { key: "zhipu" })'],
  ['investors', '', 'company(by: { key: "zhipu" })'],
  ['investors', ', where: { not: { key: { eq: "x" } } }', 'company(by: { key: "zhipu" })'],
  ['coInvestors', '', 'company(by: { key: "huafa-group" })'],
  ['coInvestors', ', orderBy: [{ field: NAME }]', 'company(by: { key: "huafa-group" })'],
  ['roles', '', 'person(by: { key: "zhang-yi" })'],
] as const

test.each(lists)('%s%s: a page of no entries says what is beside it (%s)', async (list, rest, parent) => {
  const ask = async (args: string, selection: string) => {
    const { data, errors } = await product.execute(
      parent
        ? `{ ${parent} { ${list}(${args}${rest}) { ${selection} } } }`
        : `{ ${list}(${args}${rest}) { ${selection} } }`,
    )
    expect(errors).toBeUndefined()
    const root = JSON.parse(JSON.stringify(data))
    return parent ? (Object.values(root)[0] as Record<string, never>)[list] : root[list]
  }
  const edges = 'edges { cursor node { key } }'
  const all = (await ask('first: 100', edges)) as { edges: { cursor: string }[] }
  expect(all.edges.length).toBeGreaterThan(0)
  for (const what of [edges, `${edges} totalCount`]) expect(await ask('first: 0', what)).toMatchObject({ edges: [] })
  const whole = { edges: [], totalCount: all.edges.length }
  const said = `${edges} totalCount ${pageInfo}`
  expect(await ask('first: 0', said)).toEqual({ ...whole, pageInfo: { ...empty, hasNextPage: true } })
  expect(await ask('last: 0', said)).toEqual({ ...whole, pageInfo: { ...empty, hasPreviousPage: true } })
  expect(await ask('first: 0', pageInfo)).toEqual({ pageInfo: { ...empty, hasNextPage: true } })
  const end = `after: ${JSON.stringify(all.edges.at(-1)!.cursor)}`
  expect(await ask(`first: 0, ${end}`, said)).toEqual({ ...whole, pageInfo: { ...empty, hasPreviousPage: true } })
})

test('of a list without entries, too', async () => {
  const { data } = await product.execute(
    `{ companies(first: 0, where: { key: { eq: "none" } }) { edges { cursor } totalCount ${pageInfo} } }`,
  )
  expect(data).toEqual({ companies: { edges: [], totalCount: 0, pageInfo: empty } })
})

test('a search', async () => {
  const { data } = await product.execute(
    `{ search(text: "智谱", first: 0) { edges { cursor } totalCount facets { kind } ${pageInfo} } }`,
  )
  const { search } = data as { search: { totalCount: number; facets: unknown[] } }
  expect(search).toMatchObject({ edges: [], pageInfo: { ...empty, hasNextPage: true } })
  expect(search.totalCount).toBeGreaterThan(0)
  expect(search.facets.length).toBeGreaterThan(0)
})

test.each(['first: -1', 'last: -1', 'first: 101'])('%s is refused', async (size) => {
  const { errors } = await product.execute(`{ companies(${size}) { totalCount } }`)
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  expect(errors![0]!.message).toContain('it takes 0 to 100')
})
