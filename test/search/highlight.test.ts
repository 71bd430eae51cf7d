import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { highlight } from '../../src/search/highlight.ts'
import { createProduct } from '../product.ts'
import { entity } from '../records/sample.ts'
import { recordedAt } from '../store/temporary.ts'

describe('a highlight', () => {
  test.each([
    ['智谱', undefined, '<mark>智谱</mark>'],
    ['智谱华章', [[0, 2]], '<mark>智谱</mark>华章'],
    ['科大讯飞', [[2, 4]], '科大<mark>讯飞</mark>'],
    ['Z.ai', [[0, 2]], '<mark>Z.a</mark>i'],
    ['（智谱）AI', [[2, 4]], '（智谱）<mark>AI</mark>'],
    ['Zhang <Yi> & "Co"', [[5, 7]], 'Zhang &lt;<mark>Yi</mark>&gt; &amp; &quot;Co&quot;'],
    [
      '浦东创投 集团',
      [
        [0, 2],
        [4, 6],
      ],
      '<mark>浦东</mark>创投 <mark>集团</mark>',
    ],
    ['ＡＢＣ', [[1, 2]], 'Ａ<mark>Ｂ</mark>Ｃ'],
    ['𠮷野家', [[0, 2]], '<mark>𠮷</mark>野家'],
    ['e\u0301clair cafe\u0301', [[6, 10]], 'e\u0301clair <mark>cafe\u0301</mark>'],
    ['e\u0301clair cafe\u0301', [[0, 1]], '<mark>e\u0301</mark>clair cafe\u0301'],
    ['J\u030c Ru', [[1, 3]], 'J\u030c <mark>Ru</mark>'],
    ['q\u0301 ai', [[2, 4]], 'q\u0301 <mark>ai</mark>'],
    ['ｶﾞス会社', [[2, 4]], 'ｶﾞス<mark>会社</mark>'],
    ['勣智谱', [[2, 4]], '勣<mark>智谱</mark>'],
  ] as const)('of %s', (text, ranges, expected) => {
    expect(highlight(text, ranges)).toBe(expected)
  })

  test('is the same however the letters are composed', () => {
    const letters = fc.array(fc.constantFrom(...'aeéñjǰüがパ한글각智谱 ·<1', 'e\u0323\u0301', 'q\u0301', '각'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(letters, fc.nat(30), fc.nat(10), (given, from, length) => {
        const text = given.join('').normalize('NFC')
        const ranges = [[from, from + length]] as const
        expect(highlight(text.normalize('NFD'), ranges)).toBe(highlight(text, ranges).normalize('NFD'))
      }),
      { numRuns: 1000 },
    )
  })

  test('of a long text is cut to what stands around', () => {
    const text = `${'前'.repeat(300)}智谱${'后'.repeat(300)}`
    const cut = highlight(text, [[300, 302]])
    expect(cut).toBe(`…${'前'.repeat(40)}<mark>智谱</mark>${'后'.repeat(118)}…`)
  })
})

test('a word is marked in a name whose accents are characters of their own', async () => {
  const name = 'e\u0301clair cafe\u0301'
  const named = { names: [{ text: name, lang: 'fr', type: 'OFFICIAL' }] }
  const product = await createProduct([entity('cafe', named)], { recordedAt, now: recordedAt })
  const { data } = await product.execute('{ search(text: "café") { edges { highlight } } }')
  expect(data).toEqual({ search: { edges: [{ highlight: 'e\u0301clair <mark>cafe\u0301</mark>' }] } })
  await product.close()
})
