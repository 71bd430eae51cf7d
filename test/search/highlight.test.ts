import { describe, expect, test } from 'vitest'
import { highlight } from '../../src/search/highlight.ts'

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
  ] as const)('of %s', (text, ranges, expected) => {
    expect(highlight(text, ranges)).toBe(expected)
  })

  test('of a long text is cut to what stands around', () => {
    const text = `${'前'.repeat(300)}智谱${'后'.repeat(300)}`
    const cut = highlight(text, [[300, 302]])
    expect(cut).toBe(`…${'前'.repeat(40)}<mark>智谱</mark>${'后'.repeat(118)}…`)
  })
})
