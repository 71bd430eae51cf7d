import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, foldName } from '../../src/records/fold.ts'

const han = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code))
const wide = fc.integer({ min: 0xff01, max: 0xffee }).map((code) => String.fromCodePoint(code))
const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code))
const piece = fc.oneof(
  han,
  wide,
  half,
  fc.string({ unit: 'binary' }),
  fc.constantFrom(' Ltd.', '有限公司', '(LP)', ' '),
)
const text = fc.array(piece, { maxLength: 12 }).map((list) => list.join(''))

describe('fold', () => {
  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(fold(fold(one))).toBe(fold(one))
      }),
      { numRuns: 1000 },
    )
  })

  test('leaves no half characters', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(fold(one).isWellFormed()).toBe(true)
      }),
    )
    expect(fold('a\ud800')).toBe('a\ufffd')
  })

  test.each([
    ['智譜華章', '智谱华章'],
    ['ＧＬＭ－４．５', 'glm-4.5'],
    ['薴', '苎'],
    ['  Zhipu \u3000 AI ', 'zhipu ai'],
    ['Straße', 'straße'],
  ])('makes %j %j', (from, to) => expect(fold(from)).toBe(to))
})

describe('foldName', () => {
  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(foldName(foldName(one))).toBe(foldName(one))
      }),
      { numRuns: 1000 },
    )
  })

  test.each([
    ['北京智譜華章科技股份有限公司', '北京智谱华章科技'],
    ['北京市人工智能产业投资基金（有限合伙）', '北京市人工智能产业投资基金'],
    ['OpenAI, Inc.', 'openai'],
    ['Costco', 'costco'],
    ['有限公司', '有限公司'],
    ['Ltd', 'ltd'],
  ])('makes %j %j', (from, to) => expect(foldName(from)).toBe(to))
})
