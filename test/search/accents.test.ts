import { expect, test } from 'vitest'
import { createMatcher } from '../../src/search/match.ts'
import { entity } from '../records/sample.ts'
import { recordedAt, temporaryStore } from '../store/temporary.ts'

test('a name typed without its accents is found among many near words', () => {
  const store = temporaryStore()
  const named = (key: string, text: string) => entity(key, { names: [{ text, lang: 'fr', type: 'OFFICIAL' }] })
  const others = [...'abcdfghijklmnopqrstuvwxyz'].map((letter) => named(`x-${letter}`, `Universit${letter} Montreal`))
  store.write([...others, named('udem', 'Université de Montréal')], recordedAt)
  expect(createMatcher(store).match('Universite de Montreal', { limit: 1 })).toMatchObject([
    { key: 'udem', matchedBy: 'FUZZY', sure: false },
  ])
})
