import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

let product: Product
beforeAll(async () => {
  product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

type Edges = { edges: { node: Record<string, unknown> }[] }
const keysOf = async (list: string, where: string) => {
  const { data, errors } = await product.execute(`{ ${list}(first: 100, where: ${where}) { edges { node { key } } } }`)
  expect(errors).toBeUndefined()
  return (data as Record<string, Edges>)[list]!.edges.map(({ node }) => node.key)
}

describe.each([
  ['figures', 'period', '{ label }', 'label: { eq: "2024" }'],
  ['statements', 'speaker', '{ key }', 'kind: { eq: PERSON }'],
  ['claims', 'assertedBy', '{ key }', 'kind: { eq: COMPANY }'],
])('%s whose %s', (list, field, selection, condition) => {
  test('is null are those where it is', async () => {
    const { data } = await product.execute(`{ ${list}(first: 100) { edges { node { key ${field} ${selection} } } } }`)
    const all = (data as Record<string, Edges>)[list]!.edges.map(({ node }) => node)
    const [without, withOne] = [true, false].map((missing) =>
      all.filter((node) => (node[field] === null) === missing).map(({ key }) => key),
    )
    // Where more than a page is asked, what follows it isn't compared.
    const asked = async (where: string) =>
      (await keysOf(list, where)).filter((key) => all.some((node) => node.key === key))
    expect(await asked(`{ ${field}: { isNull: true } }`)).toEqual(without)
    expect(await asked(`{ ${field}: { isNull: false } }`)).toEqual(withOne)
    expect(await asked(`{ not: { ${field}: { isNull: true } } }`)).toEqual(withOne)
    expect(await asked(`{ ${field}: { not: { isNull: true } } }`)).toEqual(withOne)
    expect(await asked(`{ ${field}: { isNull: true, ${condition} } }`)).toEqual([])
    const some = await asked(`{ ${field}: { ${condition} } }`)
    expect(some.length).toBeGreaterThan(0)
    const either = all.map(({ key }) => key).filter((key) => some.includes(key) || without!.includes(key))
    expect(await asked(`{ ${field}: { or: [{ isNull: true }, { ${condition} }] } }`)).toEqual(either)
  })
})

test('what stands in a list is not null', async () => {
  expect(await keysOf('entities', '{ isNull: true }')).toEqual([])
  expect((await keysOf('entities', '{ isNull: false }')).length).toBeGreaterThan(0)
})

test('null instead of true or false is a mistake', async () => {
  const { errors } = await product.execute('{ figures(where: { period: { isNull: null } }) { totalCount } }')
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})
