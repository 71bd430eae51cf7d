import fc from 'fast-check'
import { getIntrospectionQuery, Lexer, Source, TokenKind } from 'graphql'
import { describe, expect, it } from 'vitest'
import { jsonNesting, scanDocument } from '../../src/server/limits/scan.ts'
import { examples } from '../../src/server/playground/examples.ts'

function tokensOf(source: string): number {
  const lexer = new Lexer(new Source(source))
  let count = 0
  while (lexer.advance().kind !== TokenKind.EOF) count++
  return count
}

const tricky = [
  '{ a(t: "{ # @ \\" [") }',
  '{ a(t: """ " "" \\""" { # """) # { { {\n }',
  'query ($a: [Int!] = [1, -2.5e+3, 0.1E-2]) @x { ...F ... on T @y(z: $a) { b } }',
  '# only a comment',
  '\ufeff{ a, , b }',
  '{ a(b: "", c: """""") }',
]

describe('the scan of a document', () => {
  it('counts the same tokens as the parser', () => {
    for (const source of [...examples, ...tricky, getIntrospectionQuery()]) {
      expect([source, scanDocument(source).tokens]).toEqual([source, tokensOf(source)])
    }
  })

  it('sees no brackets and directives in strings and comments', () => {
    expect(scanDocument(tricky[0]!)).toMatchObject({ nesting: 2, directives: 0 })
    expect(scanDocument(tricky[1]!)).toMatchObject({ nesting: 2, directives: 0 })
    expect(scanDocument(tricky[2]!)).toMatchObject({ nesting: 2, directives: 2 })
  })

  it('ends on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => scanDocument(text).tokens <= text.length))
    for (const text of ['"', '"""', '"""\\"""', '"\\', '{"', '#', '-', '...']) scanDocument(text)
  })
})

describe('the nesting of a JSON text', () => {
  it('is that of its value', () => {
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0
    fc.assert(fc.property(fc.jsonValue(), (value) => jsonNesting(JSON.stringify(value)) === depth(value)))
    for (const text of ['"', '"\\', '{"', ']]', '"a\\"{"']) jsonNesting(text)
  })
})
