import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

let product: Product
beforeAll(async () => {
  product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

const ask = async (query: string, variables = {}) => {
  const { data, errors } = await product.execute(query, variables)
  return { data, errors: errors?.map(({ path, extensions, message }) => ({ path, code: extensions.code, message })) }
}

describe('a mistake is told at its place', () => {
  test('one unreadable id of several leaves the others', async () => {
    const { data, errors } = await ask('{ nodes(ids: ["Company:zhipu", "garbage", "Person:zhang-yi"]) { id } }')
    expect(data).toEqual({ nodes: [{ id: 'Company:zhipu' }, null, { id: 'Person:zhang-yi' }] })
    expect(errors).toMatchObject([{ path: ['nodes', 1], code: 'BAD_USER_INPUT' }])
  })

  test('an interface is no type of an id', async () => {
    const { data, errors } = await ask('{ node(id: "Organization:zhipu") { id } }')
    expect(data).toEqual({ node: null })
    expect(errors).toMatchObject([{ path: ['node'], code: 'BAD_USER_INPUT' }])
  })

  test('a view follows a hundred parties at the most, since every id carries them', async () => {
    const query = 'query ($keys: [String!]) { view(accordingTo: $keys) { figures { totalCount } } }'
    const keys = (count: number) => ({ keys: Array.from({ length: count }, (_, i) => `key-${i}`) })
    expect((await ask(query, keys(100))).data).toEqual({ view: { figures: { totalCount: 0 } } })
    expect((await ask(query, keys(101))).errors).toMatchObject([{ path: ['view'], code: 'BAD_USER_INPUT' }])
  })

  test('a name of several is an error with their keys', async () => {
    const twins = await createProduct(
      ['a', 'b'].map((key) => ({
        record: 'entity' as const,
        key,
        kind: 'PERSON' as const,
        names: [{ text: '王伟', lang: 'zh-Hans', type: 'OFFICIAL' as const }],
      })),
      { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' },
    )
    const { data, errors } = await twins.execute('{ person(by: { name: "王偉" }) { key } people { totalCount } }')
    await twins.close()
    expect(data).toEqual({ person: null, people: { totalCount: 2 } })
    expect(errors?.[0]?.extensions).toEqual({
      code: 'AMBIGUOUS',
      keys: ['a', 'b'],
      candidates: ['a', 'b'].map((key) => ({ key, kind: 'PERSON', name: '王伟' })),
    })
  })
})

describe('a view', () => {
  test('takes the word of a list being partial only from those that it follows', async () => {
    const completeness = async (args: string) =>
      (await ask(`{ view(${args}) { company(by: { key: "zhipu" }) { partners { completeness } } } }`)).data
    const says = (word: string) => ({ view: { company: { partners: { completeness: word } } } })
    expect(await completeness('knownAt: "2025-12-20"')).toEqual(says('PARTIAL'))
    expect(await completeness('knownAt: "2025-12-18"')).toEqual(says('UNKNOWN'))
    expect(await completeness('accordingTo: ["shi-feiyue"]')).toEqual(says('PARTIAL'))
    expect(await completeness('accordingTo: ["tianyancha"]')).toEqual(says('UNKNOWN'))
    expect(await completeness('modality: [OPINION]')).toEqual(says('UNKNOWN'))
  })
})

describe('names', () => {
  test.each(['华发集团有限公司', '華發集團股份有限公司', 'Huafa Group Co., Ltd.', 'ＨＵＡＦＡ  group', '华发集团'])(
    '%s is Huafa Group',
    async (name) => {
      expect((await ask('query ($name: String!) { company(by: { name: $name }) { key } }', { name })).data).toEqual({
        company: { key: 'huafa-group' },
      })
    },
  )
})
