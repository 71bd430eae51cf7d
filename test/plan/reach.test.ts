import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

let product: Product
beforeAll(async () => {
  product = await createProduct(seed, {
    now: '2026-01-15T12:00:00.000Z',
    recordedAt: '2026-01-01T00:00:00.000Z',
    lanes: 'one',
  })
})
afterAll(() => product.close())

test.each([
  ['a page by key', '{ companies(first: 5) { edges { node { key } } } }', 0],
  ['a page of interfaces', '{ investors { edges { node { key } } pageInfo { hasNextPage } } }', 0],
  ['some by key', '{ companies(where: { key: { in: ["zhipu", "minimax"] } }) { totalCount } }', 0],
  [
    'those that a value leads to in their order',
    '{ companies(where: { country: { eq: "CN" }, foundedOn: { gte: "2019" } }, orderBy: { field: NAME }) { edges { node { key } } } }',
    0,
  ],
  ['a count', '{ companies { totalCount } }', 1],
  ['a condition on all', '{ companies(where: { foundedOn: { gte: "2019" } }) { edges { node { key } } } }', 1],
  ['an order of all', '{ companies(orderBy: { field: FOUNDED_ON }) { edges { node { key } } } }', 1],
  ['a page of what few are seen of', '{ view(knownAt: "1990-01-01") { companies { edges { node { key } } } } }', 1],
])('of a million rows, %s is read where it can be ended if it looks at all', async (_, query, apart) => {
  const counts = vi.spyOn(product.store, 'rowCounts').mockReturnValue(new Map([['entity', 1_200_000]]))
  const read = vi.spyOn(product.store, 'readApart')
  try {
    const { errors } = await product.execute(query)
    expect(errors).toBeUndefined()
    expect(read).toHaveBeenCalledTimes(apart)
  } finally {
    counts.mockRestore()
    read.mockRestore()
  }
})
