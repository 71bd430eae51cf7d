import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

let product: Product
beforeAll(async () => {
  product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

const query = `query ($text: String!, $names: [String!]!) {
  search(text: $text) { totalCount complete edges { score highlight node { id } } facets { count } }
  entitiesByName(names: $names) { name candidates { match } }
}`

describe('the text of a search is data', () => {
  test.each([
    ['quotes', '"智谱" \'Zhipu\''],
    ['one quote', '"'],
    ['an apostrophe', "'"],
    ['a star', '*'],
    ['a word with a star', 'zhi*'],
    ['a caret', '^智谱'],
    ['an operator', 'zhipu AND OR NOT openai'],
    ['NEAR', 'NEAR('],
    ['NEAR of two', 'NEAR(zhipu openai, 2)'],
    ['a column', 'terms:zhipu'],
    ['a column of another table', '{terms name}: zhipu'],
    ['a hyphen', '-zhipu'],
    ['NUL', 'zhi\0pu'],
    ['only NUL', '\0'],
    ['nothing', ''],
    ['blanks', ' \t\n\u3000\u200b'],
    ['an emoji', '😀'],
    ['an emoji of several', '👩‍👩‍👧‍👦🇨🇳'],
    ['a lone surrogate', '智\ud800谱'],
    ['only a lone surrogate', '\udc00'],
    ['marks upon marks', `z${'\u0301'.repeat(200)}`],
    ['SQL', "'; drop table entity; --"],
    ['patterns', '%_[a-z]\\'],
    ['brackets', '((((('],
    ['a rare character', '𠮷野家'],
    ['the last code point', '\u{10ffff}'],
    ['what many syllables begin with', 'a'.repeat(256)],
    ['many ways to read it', 'xianganaxianganaxianganaxiangana'],
    ['many different characters', '智谱华章科技讯飞'.repeat(32)],
    ['many words', 'ab cd ef gh '.repeat(21)],
    ['one long word that is nowhere', 'q'.repeat(256)],
    ['as many emoji as may be', '😀'.repeat(256)],
    ['right to left', '\u202eupihz\u202c'],
  ])('%s', async (_, text) => {
    const { data, errors } = await product.execute(query, { text, names: [text] })
    expect(errors).toBeUndefined()
    const { search, entitiesByName } = data as {
      search: { totalCount: number; edges: unknown[] }
      entitiesByName: unknown[]
    }
    expect(search.edges.length).toBe(Math.min(20, search.totalCount))
    expect(entitiesByName).toHaveLength(1)
  })

  test.each([
    [{ text: 'x'.repeat(100_000), names: [] }, 'search', '`text` has 100000 characters: it takes at most 256.'],
    [{ text: '😀'.repeat(50_000), names: [] }, 'search', '`text` has 50000 characters'],
    [{ text: 'x', names: ['😀'.repeat(257)] }, 'entitiesByName', '`names[0]` has 257 characters'],
    [{ text: 'x', names: ['y', 'x'.repeat(257)] }, 'entitiesByName', '`names[1]` has 257 characters'],
    [{ text: 'x', names: Array(1001).fill('x') }, 'entitiesByName', '`names` has 1001 names: it takes at most 1000.'],
  ])('too much of it is told', async (variables, path, message) => {
    const { errors } = await product.execute(query, variables)
    expect(errors).toMatchObject([{ path: [path], extensions: { code: 'BAD_USER_INPUT' } }])
    expect(errors![0]!.message).toContain(message)
  })

  test('what it means to nobody is found in nobody', async () => {
    const { data } = await product.execute(query, { text: '!!!', names: ['', '。'] })
    expect(data).toEqual({
      search: { totalCount: 0, complete: true, edges: [], facets: [] },
      entitiesByName: [
        { name: '', candidates: [] },
        { name: '。', candidates: [] },
      ],
    })
  })
})
