import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { cast, entity, event, relation } from '../records/sample.ts'

let product: Product
const names = ['startup', 'giant', 'rival']
beforeAll(async () => {
  const round = (key: string, issuer: string, ...investors: string[]) =>
    event({
      key,
      kind: 'FUNDING_ROUND',
      participants: [
        { entity: issuer, role: 'ISSUER' },
        ...investors.map((investor) => ({ entity: investor, role: 'INVESTOR' })),
      ],
    })
  const records = [
    ...cast,
    ...names.map((name) => entity(name)),
    relation({ key: 'into-startup', from: 'giant', to: 'startup' }),
    relation({ key: 'into-giant', from: 'startup', to: 'giant' }),
    relation({ key: 'rival-into-startup', from: 'rival', to: 'startup' }),
    round('seed-round', 'startup', 'giant', 'rival'),
    event({ key: 'day', date: '2021-02-03', datePrecision: 'DAY' }),
    event({ key: 'quarter', date: '2021', datePrecision: 'QUARTER', earliest: '2021-07-01', latest: '2021-09-30' }),
    event({ key: 'year', date: '2021', datePrecision: 'YEAR' }),
    event({ key: 'between', datePrecision: 'BETWEEN', earliest: '2021-07-01', latest: '2021-09-30' }),
  ]
  product = await createProduct(records, { now: '2026-06-01T00:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

async function answer(query: string): Promise<unknown> {
  const { data, errors } = await product.execute(query)
  expect(errors).toBeUndefined()
  return JSON.parse(JSON.stringify(data))
}

test('the rounds of a company are those in which it raised money, not those in which it gave some', async () => {
  const { companies } = (await answer(`{
    companies(where: { key: { in: ["startup", "giant", "rival"] } }, orderBy: { count: FUNDING_ROUNDS, direction: DESC }) {
      edges { node { key fundingRounds { edges { node { key } } } } }
    }
  }`)) as { companies: { edges: { node: { key: string; fundingRounds: { edges: unknown[] } } }[] } }
  expect(companies.edges.map(({ node: { key, fundingRounds } }) => [key, fundingRounds.edges])).toEqual([
    ['startup', [{ node: { key: 'seed-round' } }]],
    ['giant', []],
    ['rival', []],
  ])
  expect(await answer('{ companies(where: { fundingRounds: { some: {} } }) { totalCount } }')).toEqual({
    companies: { totalCount: 1 },
  })
})

test('the rounds of an investment are those in which the one gave money to the other', async () => {
  const edges = 'edges { node { key } rounds { key } }'
  const of = (key: string, list: string) => `${key}_${list}: company(by: { key: "${key}" }) { ${list} { ${edges} } }`
  const found = await answer(
    `{ ${['startup', 'giant'].flatMap((key) => [of(key, 'investors'), of(key, 'investments')]).join(' ')} }`,
  )
  const edge = (key: string, ...rounds: string[]) => ({
    node: { key },
    rounds: rounds.map((round) => ({ key: round })),
  })
  expect(found).toEqual({
    startup_investors: { investors: { edges: [edge('giant', 'seed-round'), edge('rival', 'seed-round')] } },
    startup_investments: { investments: { edges: [edge('giant')] } },
    giant_investors: { investors: { edges: [edge('startup')] } },
    giant_investments: { investments: { edges: [edge('startup', 'seed-round')] } },
  })
})

test('a date that is written as its year is compared by the first day that it can be', async () => {
  const keys = async (args: string) => {
    const { events } = (await answer(`{ events(${args}) { edges { node { key } } } }`)) as {
      events: { edges: { node: { key: string } }[] }
    }
    return events.edges.map(({ node }) => node.key)
  }
  expect(await keys('where: { date: { isNull: false } }, orderBy: { field: DATE }')).toEqual(['year', 'day', 'quarter'])
  expect(await keys('where: { date: { lte: "2021-06" } }')).toEqual(['day', 'year'])
  expect(await keys('where: { date: { gte: "2021-07" } }')).toEqual(['quarter'])
  expect(await keys('where: { date: { eq: "2021" } }')).toEqual(['quarter', 'year'])
})

test('what is known is known on the last of all days, too', async () => {
  const at = (day: string) => `view(knownAt: "${day}") { companies { totalCount } relations { totalCount }
    paths(from: { key: "startup" }, to: { key: "rival" }) { length } }`
  const known = { companies: { totalCount: 4 }, relations: { totalCount: 3 }, paths: [{ length: 1 }] }
  for (const day of ['9999-12-30', '9999-12-31', '9999-12-31T23:59:59.999Z'])
    expect(await answer(`{ ${at(day)} }`), day).toEqual({ view: known })
})
