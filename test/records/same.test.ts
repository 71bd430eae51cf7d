import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { isSame } from '../../src/records/same.ts'

const values = [
  ...[null, undefined, '', 'a', 0, 1, '1', true, false],
  ...[[], ['a'], ['a', 'b'], [['a']], [undefined]],
  ...[{}, { a: 1 }, { a: 1, b: 2 }, { b: 2, a: 1 }, { a: undefined }, { b: undefined }, { 0: 'a' }],
  ...[{ names: [{ text: 'A', lang: 'en' }] }, { names: [{ lang: 'en', text: 'A' }] }, { names: [{ text: 'B' }] }],
]

test('values are the same exactly when each part is', () => {
  for (const a of values) for (const b of values) expect(isSame(a, structuredClone(b))).toBe(isDeepStrictEqual(a, b))
})
