import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'
import { cases } from './cases.ts'
import { data, loadListed } from './listed.ts'

if (!data)
  console.info('Skipped: search among the A-share companies needs TUPU_TEST_DATA, the folder with data/cn_listed')

const query = `query ($text: String!) {
  search(text: $text, first: 20) { edges { matchedBy matchedText highlight node { ... on Entity { key name } } } }
}`

type Edge = { matchedBy: string; matchedText: string; highlight: string; node: { key?: string; name?: string } }

describe.each([
  { among: 'the founding data', listed: false },
  { among: 'those and 24,000 entities of A-share companies', listed: true },
])('in $among', ({ listed }) => {
  if (listed && !data) {
    test.skip('search finds what a person means', () => {})
    return
  }
  let product: Product
  beforeAll(async () => {
    product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
    if (listed) expect(await loadListed(product.store, data!)).toBeGreaterThan(24_000)
  }, 120_000)
  afterAll(() => product.close())

  test.each(cases)('$stored is found by $typed as $by', async ({ stored, typed, key, place, by }) => {
    const { data, errors } = await product.execute(query, { text: typed })
    expect(errors).toBeUndefined()
    const { edges } = (data as { search: { edges: Edge[] } }).search
    const found = edges.findIndex(({ node }) => node.key === key || node.name === stored)
    expect({ place: found + 1, by: edges[found]?.matchedBy }).toEqual({ place: expect.any(Number), by })
    expect(found + 1).toBeGreaterThan(0)
    expect(found + 1).toBeLessThanOrEqual(place)
    expect(edges[found]!.highlight).toContain('<mark>')
  })
})

test('there are enough cases', () => {
  expect(cases.length).toBeGreaterThanOrEqual(60)
})
