import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { cast, event } from '../records/sample.ts'

let product: Product
beforeAll(async () => {
  const records = [
    ...cast,
    event({
      key: 'both',
      title: { 'zh-Hans': '智谱完成Ｂ轮融资', en: 'Zhipu raises its  Series B' },
      date: '2021',
      datePrecision: 'YEAR',
    }),
    event({ key: 'traditional', title: { 'zh-Hant': '智譜上市' }, date: '2021', datePrecision: 'YEAR' }),
    event({ key: 'none', date: '2021', datePrecision: 'YEAR' }),
  ]
  product = await createProduct(records, { now: '2026-06-01T00:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

test.each([
  ['{ contains: "智谱" }', ['both', 'traditional']],
  ['{ contains: "智譜" }', ['both', 'traditional']],
  ['{ contains: "b轮" }', ['both']],
  ['{ contains: "SERIES b" }', ['both']],
  ['{ startsWith: "zhipu RAISES its series" }', ['both']],
  ['{ startsWith: "完成" }', []],
  ['{ eq: "智谱上市" }', ['traditional']],
  ['{ in: ["智谱上市", "智谱完成b轮融资"] }', ['both', 'traditional']],
  // Each condition may be met in another language.
  ['{ startsWith: "智谱", contains: "series" }', ['both']],
  ['{ contains: "%" }', []],
  ['{ isNull: true }', ['none']],
  ['{ isNull: false }', ['both', 'traditional']],
])('events with a title %s', async (title, keys) => {
  const found = async (where: string) => {
    const { data, errors } = await product.execute(`{ events(where: ${where}) { edges { node { key } } } }`)
    expect(errors).toBeUndefined()
    return (data as { events: { edges: { node: { key: string } }[] } }).events.edges.map(({ node }) => node.key)
  }
  expect(await found(`{ title: ${title} }`)).toEqual(keys)
  const others = ['both', 'none', 'traditional'].filter((key) => !keys.includes(key))
  expect(await found(`{ not: { title: ${title} } }`)).toEqual(others)
})
