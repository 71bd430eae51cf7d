import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { cast, entity, relation } from '../records/sample.ts'

const now = '2026-06-01T00:00:00.000Z'
let product: Product
beforeAll(async () => {
  const records = [
    ...cast,
    ...['fund', 'old', 'new', 'other'].map((key) => entity(key)),
    relation({ key: 'into-old', from: 'fund', to: 'old' }),
    relation({ key: 'into-other', from: 'other', to: 'fund' }),
  ]
  product = await createProduct(records, { now, recordedAt: '2026-01-01T00:00:00.000Z' })
  product.store.merge('old', 'new', now)
})
afterAll(() => product.close())

async function keys(where: string): Promise<string[]> {
  const { data, errors } = await product.execute(`{ companies(where: ${where}) { edges { node { key } } } }`)
  expect(errors).toBeUndefined()
  return (data as { companies: { edges: { node: { key: string } }[] } }).companies.edges.map(({ node }) => node.key)
}

test('conditions on a key follow it to what it was merged into', async () => {
  expect(await keys('{ key: { eq: "old" } }')).toEqual(['new'])
  expect(await keys('{ key: { in: ["old", "other"] } }')).toEqual(['new', 'other'])
  expect(await keys('{ key: { in: ["old", "new"] } }')).toEqual(['new'])
  expect(await keys('{ investors: { some: { key: { eq: "fund" } } }, key: { eq: "old" } }')).toEqual(['new'])
  expect(await keys('{ investments: { some: { key: { eq: "old" } } } }')).toEqual(['fund'])
  expect(await keys('{ relations: { some: { to: { key: { eq: "old" } } } } }')).toEqual(['fund', 'new'])
})

test('a key that nothing has is nobody, also where it must not be', async () => {
  expect(await keys('{ key: { eq: "none" } }')).toEqual([])
  const all = await keys('{}')
  expect(await keys('{ not: { key: { eq: "none" } } }')).toEqual(all)
  expect(await keys('{ not: { key: { in: [] } } }')).toEqual(all)
  expect(await keys('{ not: { key: { eq: "old" } } }')).toEqual(all.filter((key) => key !== 'new'))
})

test('parts of a key are parts of the one that stayed', async () => {
  expect(await keys('{ key: { startsWith: "ol" } }')).toEqual([])
  expect(await keys('{ key: { contains: "ew" } }')).toEqual(['new'])
})
