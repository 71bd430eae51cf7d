import { expect, test } from 'vitest'
import { createMatcher } from '../../src/search/match.ts'
import { createProduct } from '../product.ts'
import { cast, claim, entity } from '../records/sample.ts'
import { recordedAt, temporaryStore } from '../store/temporary.ts'

const named = (text: string) => ({ names: [{ text, lang: 'zh-Hans', type: 'OFFICIAL' }] })

const people = [
  entity('tang', { kind: 'PERSON', ...named('汤世生') }),
  entity('feng', { kind: 'PERSON', ...named('冯国光') }),
  entity('ma', { kind: 'PERSON', ...named('马克和') }),
  entity('pingguo', named('平果铝业')),
]

test('names that sound like the text are found only where nothing has its characters', async () => {
  const statement = {
    ...{ record: 'statement', key: 'listing', speakerAs: 'somebody', summary: { 'zh-Hans': '客户多的公司先上市' } },
    claims: [claim()],
  }
  const product = await createProduct([...cast, ...people, entity('shangshi', named('尚世资本')), statement as never], {
    ...{ now: '2026-06-01T00:00:00.000Z', recordedAt },
  })
  const found = async (text: string, kinds?: string[]) => {
    const { data } = await product.execute(
      `query ($text: String!, $kinds: [SearchKind!]) { search(text: $text, kinds: $kinds) { edges { node { ... on Entity { key } ... on Statement { key } } } } }`,
      { text, kinds },
    )
    return (data as { search: { edges: { node: { key: string } }[] } }).search.edges.map(({ node }) => node.key)
  }
  expect(await found('上市')).toEqual(['listing'])
  expect(await found('客户')).toEqual(['listing'])
  expect(await found('上市', ['COMPANY'])).toEqual(['shangshi'])
  expect(await found('苹果')).toEqual(['pingguo'])
  await product.close()
})

test('a name of which a character is seldom read so comes behind those that are mostly read so', () => {
  const store = temporaryStore()
  store.write(
    [...people, entity('tp', named('拓普集团')), entity('zp', named('智谱华章')), entity('north', named('北京拓普'))],
    recordedAt,
  )
  const found = (text: string) =>
    createMatcher(store)
      .match(text, { limit: 9 })
      .map(({ key, matchedBy, score }) => [key, matchedBy, score])
  expect(found('zhipu')).toEqual([
    ['zp', 'PINYIN', 70],
    ['tp', 'PINYIN', 55],
    ['north', 'PINYIN', 25],
  ])
  expect(found('tuopu').slice(0, 1)).toEqual([['tp', 'PINYIN', 70]])
  expect(found('tss')).toEqual([['tang', 'INITIALS', 78]])
  expect(found('sss')).toEqual([['tang', 'INITIALS', 63]])
  expect(found('上市')).toEqual([])
})
