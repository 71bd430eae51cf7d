import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { cast, entity } from '../records/sample.ts'
import { recordedAt } from '../store/temporary.ts'

const having = (key: string, scheme: string, value: string, kind = 'COMPANY') =>
  entity(key, { kind, identifiers: [{ scheme, value }] })

describe('a code', () => {
  let product: Product
  beforeAll(async () => {
    product = await createProduct(
      [
        ...[...cast, having('moutai', 'stock-code', '600519.SH'), having('apple', 'cik', '0000320193')],
        ...[having('dnc', 'stock-code', '002658.SZ'), having('tencent', 'stock-code', '00700.HK')],
        ...[having('person', 'hash', '2658c286783747ad', 'PERSON'), having('parts', 'code', '2658-7')],
        ...[having('upper', 'mixed', 'AbC'), having('lower', 'mixed', 'abc'), having('other', 'mixed', 'XyZ')],
      ],
      { now: '2026-06-01T00:00:00.000Z', recordedAt },
    )
  })
  afterAll(() => product.close())

  const ask = async (document: string, variables: object) => {
    const { data, errors } = await product.execute(document, variables as Record<string, unknown>)
    expect(errors).toBeUndefined()
    return data as never
  }
  const found = async (text: string) => {
    const { search } = (await ask(
      'query ($text: String!) { search(text: $text) { edges { score node { ... on Entity { key } } } } }',
      { text },
    )) as { search: { edges: { score: number; node: { key: string } }[] } }
    return search.edges.map(({ score, node }) => `${node.key} ${score}`)
  }
  const meant = async (name: string) => {
    const { entitiesByName } = (await ask(
      'query ($names: [String!]!) { entitiesByName(names: $names) { candidates { match entity { key } } } }',
      { names: [name] },
    )) as { entitiesByName: { candidates: { match: boolean; entity: { key: string } }[] }[] }
    return entitiesByName[0]!.candidates.map(({ match, entity: { key } }) => `${key} ${match}`)
  }

  test.each([
    ['600519.SH', 'moutai 96'],
    ['600519.ss', 'moutai 95'],
    ['sh600519', 'moutai 95'],
    ['SH:600519', 'moutai 95'],
    ['６００５１９', 'moutai 95'],
    ['320193', 'apple 90'],
    ['0000320193', 'apple 96'],
    ['700.HK', 'tencent 95'],
    ['0700', 'tencent 90'],
  ])('is found as it is mostly written: %s', async (text, hit) => {
    expect(await found(text)).toEqual([hit])
  })

  test.each(['600519.SZ', 'sh600519.ss', '00519', '600519.T'])('of another thing is not found: %s', async (text) => {
    expect(await found(text)).toEqual([])
  })

  test('in a table is meant where nothing but the exchange is missing, and is no beginning of a word', async () => {
    expect(await meant('600519')).toEqual(['moutai true'])
    expect(await meant('2658')).toEqual(['dnc false', 'parts false'])
    expect(await meant('6005')).toEqual([])
    expect(await found('2658')).toEqual(['dnc 90', 'parts 80', 'person 80'])
    expect(await found('6005')).toEqual(['moutai 80'])
  })

  test('leads to the one that has it, whatever its capitals', async () => {
    const by = async (scheme: string, value: string) => {
      const { entity: one } = (await ask('query ($by: IdentifierInput!) { entity(by: { identifier: $by }) { key } }', {
        by: { scheme, value },
      })) as { entity: { key: string } | null }
      return one?.key
    }
    expect(await by('stock-code', '600519.sh')).toBe('moutai')
    expect(await by('mixed', 'AbC')).toBe('upper')
    expect(await by('mixed', 'abc')).toBe('lower')
    expect(await by('mixed', 'ABC')).toBeUndefined()
    expect(await by('mixed', 'xyz')).toBe('other')
    expect(await by('stock-code', '600519')).toBeUndefined()
  })
})
