import { describe, expect, test } from 'vitest'
import { readQuery, withoutRomanisation } from '../../src/search/query.ts'
import { isNear } from '../../src/search/score.ts'

describe('a text that is searched for', () => {
  test.each([
    ['智譜(pǔ)', '智谱'],
    ['智（zhì）譜（pǔ）華章', '智谱华章'],
    ['吕[lǚ]', '吕'],
    ['女(nü)', '女'],
    ['产业投资基金(LP)', '产业投资基金'],
    ['智谱(AI)', '智谱ai'],
    ['智谱(sha)', '智谱'],
    ['Zhipu (pu)', 'zhipupu'],
    ['“智 谱”\u200b', '智谱'],
  ])('%s is read as %s', (text, compact) => {
    expect(readQuery(text).compact).toBe(compact)
  })

  test.each([
    ['zhìpǔ', 'zhipu'],
    ['Lǚ', 'lv'],
    ['Müller', 'müller'],
    ['zhi pu', 'zhipu'],
  ])('%s is spelt %s', (text, letters) => {
    expect(readQuery(text).letters).toBe(letters)
  })

  test.each([
    [
      '智谱 毛利率',
      [
        ['智', '谱'],
        ['毛', '利', '率'],
      ],
    ],
    [
      '智谱，毛利率。',
      [
        ['智', '谱'],
        ['毛', '利', '率'],
      ],
    ],
    ['智譜(pǔ)華章', [['智', '谱', '华', '章']]],
    ['MaaS收入 glm-4', [['maas'], ['收', '入'], ['glm'], ['4']]],
    ['收入有限公司', [['收', '入']]],
    ['!', []],
  ])('%s has words', (text, words) => {
    expect(readQuery(text).words).toEqual(words)
  })

  test('keeps what is in brackets if that is no syllable', () => {
    expect(withoutRomanisation('华发(珠海)')).toBe('华发(珠海)')
    expect(withoutRomanisation('腾讯(Tencent)')).toBe('腾讯(Tencent)')
  })
})

describe('a word is near another', () => {
  test.each([
    ['anthropic', 'anthopic', 1],
    ['anthropic', 'antrhopic', 1],
    ['anthropic', 'anthroppic', 1],
    ['anthropic', 'amthropik', undefined],
    ['anthropic', 'anthrupik', 2],
    ['ai', 'ay', undefined],
    ['openai', 'opneai', 1],
    ['openai', 'opnea', undefined],
  ])('%s and %s', (meant, typed, expected) => {
    expect(isNear(meant, typed)).toBe(expected)
  })
})
