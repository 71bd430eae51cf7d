import { type DocumentNode, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

let product: Product
beforeAll(async () => {
  product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

/** Asks with each set of variables, once with plans made for the sets before it and once afresh. */
async function alike(source: string, sets: Record<string, unknown>[]): Promise<void> {
  const shared: DocumentNode = parse(source)
  for (const variables of sets) {
    const again = await product.execute(shared, variables)
    const alone = await product.execute(parse(source), variables)
    expect(JSON.stringify(again), JSON.stringify(variables)).toEqual(JSON.stringify(alone))
  }
}

describe('a plan that was made for other variables answers as one made for these', () => {
  test('scalars, lists and page sizes', () =>
    alike(
      `query ($key: String!, $keys: [String!], $first: Int, $last: Int) {
        company(by: { key: $key }) { id figures(first: $first, last: $last) { edges { node { key } } } }
        companies(where: { key: { in: $keys } }, first: $first) { edges { node { key } } }
      }`,
      [
        { key: 'zhipu', keys: ['zhipu', 'openai'], first: 2 },
        { key: 'iflytek', keys: [], first: 5 },
        { key: 'nobody', keys: ['minimax'], last: 1 },
        { key: 'zhipu', keys: ['zhipu'], first: 0 },
        { key: 'zhipu', keys: ['zhipu'], first: 3 },
        { key: 'zhipu', keys: ['zhipu'] },
      ],
    ))

  test('enums, booleans, whole conditions and orders', () =>
    alike(
      `query ($lang: Language, $yes: Boolean = true, $where: FigureWhere, $order: [FigureOrder!]) {
        figures(where: $where, orderBy: $order, first: 5) {
          totalCount edges { cursor node { key scope(lang: $lang) value @include(if: $yes) } }
        }
      }`,
      [
        { lang: 'EN', where: { metric: { eq: 'RANK' } }, order: [{ field: 'VALUE' }] },
        { lang: 'ZH_HANS', where: { metric: { eq: 'REVENUE' } }, order: [{ field: 'VALUE' }] },
        {
          lang: 'EN',
          yes: false,
          where: { metric: { eq: 'REVENUE' } },
          order: [{ field: 'VALUE', direction: 'DESC' }],
        },
        { lang: null, where: { value: { gte: '100', lte: '200000000' } }, order: [{ field: 'PERIOD' }] },
        { where: { value: { gte: '7' } }, order: [{ count: 'CLAIMS' }, { field: 'KEY', direction: 'DESC' }] },
        { where: { or: [{ metric: { eq: 'RANK' } }, { value: { isNull: true } }] } },
        { where: { or: [{ metric: { eq: 'REVENUE' } }, { value: { isNull: false } }] } },
        { where: { metric: { eq: null } } },
        { where: null, order: null },
      ],
    ))

  test('ids of other types and views, and views', () =>
    alike(
      `query ($id: ID!, $ids: [ID!]!, $at: DateTime, $by: [String!]) {
        node(id: $id) { __typename id ... on Company { figures { totalCount } } }
        nodes(ids: $ids) { id }
        view(knownAt: $at, accordingTo: $by) { figures { totalCount } company(by: { key: "zhipu" }) { id } }
      }`,
      [
        { id: 'Company:zhipu', ids: ['Source:media-reports'], at: '2025-12-20' },
        { id: 'Company:iflytek@W251bGwsbnVsbCxudWxsLFsiUkVQT1JURUQiXV0', ids: [], at: '2025-12-18' },
        { id: 'Company:iflytek@W251bGwsbnVsbCxudWxsLFsiT1BJTklPTiJdXQ', ids: ['Company:zhipu'], by: ['zhipu'] },
        { id: 'Person:zhang-yi', ids: ['Person:zhang-yi', 'Company:zhipu'], by: ['tianyancha', 'zhipu'], at: null },
        { id: 'nonsense', ids: ['Company:nobody'], by: [] },
        { id: 'Figure:zhipu.revenue.2022', ids: ['Company:zhipu', 'Person:zhang-yi'] },
        { id: 'Company:zhipu@bm90IGEgdmlldw', ids: ['Company:zhipu@W10'] },
      ],
    ))

  test('cursors, good and broken', async () => {
    const source = `query ($after: String, $before: String) {
      statements(first: 4, after: $after, before: $before, orderBy: [{ field: MODALITY }]) {
        edges { cursor node { key } } pageInfo { hasNextPage hasPreviousPage }
      }
    }`
    const { data } = await product.execute(source)
    const cursors = (data as { statements: { edges: { cursor: string }[] } }).statements.edges.map((e) => e.cursor)
    await alike(source, [
      { after: cursors[0] },
      { after: cursors[3] },
      { after: 'broken' },
      { after: cursors[1], before: cursors[3] },
      { after: cursors[2], before: '||["x"]' },
      { after: cursors[3], before: cursors[0] },
    ])
  })
})
