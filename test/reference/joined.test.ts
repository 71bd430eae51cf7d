import { parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { createProduct } from '../product.ts'
import { compare, explain } from './compare.ts'
import { seeds } from './differential.ts'
import { drawJoined, drawJoinedQuery } from './generate/joined.ts'
import { Random } from './generate/random.ts'
import { inFull } from './records.ts'
import { createReference } from './reference.ts'

const now = '2026-01-02T03:04:05.678Z'
const recordedAt = '2026-01-01T00:00:00.000Z'

describe('conditions on the relations that lead to the members of a list', () => {
  test.each(seeds(20_261_127, 8))('answer as the reference does, in the random world %i', async (seed) => {
    const random = new Random(seed)
    const records = drawJoined(random, seed)
    const product = await createProduct(records, { now, recordedAt })
    try {
      const { schema } = product
      const reference = createReference({ schema, records: inFull(records, recordedAt), now })
      for (let i = 0; i < 60; i++) {
        const { text, variables } = drawJoinedQuery(random, reference.view.world)
        const document = parse(text)
        expect(validate(schema, document)).toEqual([])
        const found = compare(await reference.execute(document, variables), await product.execute(document, variables))
        if (found) expect.fail(explain(text, variables, found))
      }
    } finally {
      await product.close()
    }
  })
})

test('one of the relations meets a condition, or none does', async () => {
  const entity = (key: string, kind: string) => ({
    record: 'entity',
    key,
    kind,
    names: [{ text: key, lang: 'en', type: 'OFFICIAL' }],
  })
  const relation = (key: string, kind: string, from: string, title?: string) => ({
    record: 'relation',
    key,
    kind,
    from,
    to: 'acme',
    title,
    claims: [{ key: `c-${key}`, source: 'paper', assertedBy: 'acme', modality: 'REPORTED', knownFrom: '2025-01-01' }],
  })
  const records = [
    { record: 'source', key: 'paper', kind: 'ARTICLE' },
    entity('acme', 'COMPANY'),
    entity('ann', 'PERSON'),
    entity('bob', 'PERSON'),
    relation('1', 'DIRECTOR_OF', 'ann', 'Chair'),
    relation('2', 'EXECUTIVE_OF', 'ann', 'CEO'),
    relation('3', 'EXECUTIVE_OF', 'bob', 'CFO'),
  ] as TupuRecord[]
  const product = await createProduct(records, { now, recordedAt })
  const people = async (where: string) => {
    const { data } = await product.execute(
      `{ company(by: { key: "acme" }) { people(where: ${where}) { edges { node { key } } } } }`,
    )
    const { company } = data as { company: { people: { edges: { node: { key: string } }[] } } }
    return company.people.edges.map(({ node }) => node.key)
  }
  expect(await people('{ edge: { kind: { eq: DIRECTOR_OF } } }')).toEqual(['ann'])
  expect(await people('{ not: { edge: { kind: { eq: DIRECTOR_OF } } } }')).toEqual(['bob'])
  expect(await people('{ edge: { kind: { eq: DIRECTOR_OF }, title: { eq: "CEO" } } }')).toEqual([])
  expect(await people('{ edge: { kind: { eq: DIRECTOR_OF } }, and: { edge: { title: { eq: "CEO" } } } }')).toEqual([
    'ann',
  ])
  const companies = async (quantifier: string, where: string) => {
    const { data } = await product.execute(
      `{ companies(where: { people: { ${quantifier}: ${where} } }) { totalCount } }`,
    )
    return (data as { companies: { totalCount: number } }).companies.totalCount
  }
  expect(await companies('every', '{ edge: { kind: { eq: EXECUTIVE_OF } } }')).toBe(1)
  expect(await companies('none', '{ not: { edge: { kind: { eq: EXECUTIVE_OF } } } }')).toBe(1)
  expect(await companies('every', '{ edge: { kind: { eq: DIRECTOR_OF } } }')).toBe(0)
  const { data } = await product.execute(
    '{ person(by: { key: "ann" }) { roles(where: { not: { edge: { kind: { eq: DIRECTOR_OF } } } }) { edges { kind } } } }',
  )
  expect(data).toEqual({ person: { roles: { edges: [{ kind: 'EXECUTIVE_OF' }] } } })
  await product.close()
})
