import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMatcher } from '../../src/search/match.ts'
import { createProduct, type Product } from '../product.ts'
import { entity } from '../records/sample.ts'
import { seed } from '../seed/read-seed.ts'
import { recordedAt, temporaryStore } from '../store/temporary.ts'

const query = `query ($text: String!, $kinds: [SearchKind!]) { search(text: $text, kinds: $kinds) { edges { highlight } } }`

describe('words that stand apart in a query', () => {
  let product: Product
  beforeAll(async () => {
    product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt })
  })
  afterAll(() => product.close())

  const found = async (text: string, kind = 'STATEMENT') => {
    const { data, errors } = await product.execute(query, { text, kinds: [kind] })
    expect(errors).toBeUndefined()
    return (data as { search: { edges: { highlight: string }[] } }).search.edges.map(({ highlight }) => highlight)
  }

  test.each([
    ['智谱 毛利率', '亏损拖累了<mark>智谱</mark>的<mark>毛利率</mark>。'],
    ['亏损 毛利率', '<mark>亏损</mark>拖累了智谱的<mark>毛利率</mark>。'],
    ['毛利率　智譜', '亏损拖累了<mark>智谱</mark>的<mark>毛利率</mark>。'],
    ['毛利率，智谱、亏损', '<mark>亏损</mark>拖累了<mark>智谱</mark>的<mark>毛利率</mark>。'],
    ['毛利 利率', '亏损拖累了智谱的<mark>毛利率</mark>。'],
    [
      '率 利 毛 谱 智 损',
      '亏<mark>损</mark>拖累了<mark>智</mark><mark>谱</mark>的<mark>毛</mark><mark>利</mark><mark>率</mark>。',
    ],
    ['losses margin', "The <mark>losses</mark> weighed on Zhipu's gross <mark>margin</mark>."],
  ])('are all found in a statement, in any order: %s', async (text, highlight) => {
    expect(await found(text)).toEqual([highlight])
  })

  test.each([
    ['创业公司 收入', ['<mark>创业公司</mark>', '<mark>收入</mark>']],
    ['尚需时日 研发', ['<mark>尚需时日</mark>', '<mark>研发</mark>']],
  ])('are each marked in a longer one: %s', async (text, marks) => {
    const [only, ...others] = await found(text)
    expect(others).toEqual([])
    for (const mark of marks) expect(only).toContain(mark)
  })

  test.each(['智谱毛利率', '毛利率 讯飞', '亏损 拖累 毛率', '率 利 毛 谱 智 龘'])('%s is not found', async (text) => {
    expect(await found(text)).toEqual([])
  })

  test('are found in titles', async () => {
    expect(await found('聆訊 智譜', 'EVENT')).toEqual([
      '<mark>智谱</mark>通过港交所上市<mark>聆讯</mark>',
      '港交所于当日晚间刊出<mark>智谱</mark>的<mark>聆讯</mark>后资料集',
    ])
    expect(await found('資料集 聆訊', 'SOURCE')).toEqual(['<mark>聆讯</mark>后<mark>资料集</mark>'])
    expect(await found('料集 聆讯资', 'SOURCE')).toEqual([])
  })
})

test.each([
  ['智 谱', 'zhipu', 'EXACT'],
  ['北京 智谱', 'beijing-zhipu', 'PREFIX'],
  ['T C L 科技', 'tcl', 'EXACT'],
  ['tcl科 技', 'tcl', 'EXACT'],
  ['华章 科技', 'beijing-zhipu', 'TEXT'],
  ['北京 科技', 'beijing-zhipu', 'TEXT'],
  ['科技　智譜', 'beijing-zhipu', 'TEXT'],
  ['科技 tcl', 'tcl', 'TEXT'],
])('a name is found whatever spaces stand in it: %s', (text, key, matchedBy) => {
  const named = (name: string) => ({ names: [{ text: name, lang: 'zh-Hans', type: 'OFFICIAL' }] })
  const store = temporaryStore()
  const names = { zhipu: '智谱', 'beijing-zhipu': '北京智谱华章科技有限公司', tcl: 'TCL科技' }
  store.write(
    Object.entries(names).map(([key, name]) => entity(key, named(name))),
    recordedAt,
  )
  expect(createMatcher(store).match(text, { limit: 1 })).toMatchObject([{ key, matchedBy }])
})

test('words of a name in one run come before those that stand apart in it', () => {
  const named = (text: string) => ({ names: [{ text, lang: 'zh-Hans', type: 'OFFICIAL' }] })
  const store = temporaryStore()
  const names = { apart: '浦东创投集团', run: '上海浦东集团', mixed: 'AI浦东创投集团', one: '浦东银行' }
  store.write(
    Object.entries(names).map(([key, name]) => entity(key, named(name))),
    recordedAt,
  )
  const found = (text: string) =>
    createMatcher(store)
      .match(text, { limit: 9 })
      .map(({ key, score }) => [key, score])
  expect(found('浦东 集团')).toEqual([
    ['run', 51],
    ['apart', 33],
    ['mixed', 32],
  ])
  expect(found('集团 ai 浦东')).toEqual([['mixed', 42]])
  expect(found('浦 投')).toEqual([
    ['apart', 30],
    ['mixed', 30],
  ])
  expect(found('浦东 银团')).toEqual([])
})
