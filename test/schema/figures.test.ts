import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { cast, entity, figure } from '../records/sample.ts'

let product: Product

beforeAll(async () => {
  const revenue = (subject: string, start: string, end: string, value: string) =>
    figure({ key: `${subject}.${end}.${start}`, subject, period: { start, end }, value })
  const records = [
    ...cast,
    ...['weekly', 'calendar', 'late'].map((key) => entity(key)),
    // A financial year of 53 weeks, one of 52, and what was reported within the year behind them.
    revenue('weekly', '2022-09-25', '2023-09-30', '383'),
    revenue('weekly', '2021-09-26', '2022-09-24', '394'),
    revenue('weekly', '2023-07-02', '2023-09-30', '89'),
    revenue('weekly', '2023-10-01', '2023-12-30', '119'),
    revenue('weekly', '2023-10-01', '2024-03-30', '210'),
    revenue('calendar', '2023-01-01', '2023-12-31', '60'),
    revenue('calendar', '2022-01-01', '2022-12-31', '500'),
    revenue('late', '2022-07-01', '2023-06-30', '211'),
    revenue('late', '2024-01-01', '2024-03-31', '1'),
  ]
  product = await createProduct(records, { now: '2026-06-01T00:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

async function answer<T>(query: string): Promise<T> {
  const { data, errors } = await product.execute(query)
  expect(errors).toBeUndefined()
  return JSON.parse(JSON.stringify(data))
}

test('years are found by their length among halves and quarters that end in the same months', async () => {
  const { figures } = await answer<{ figures: { edges: { node: unknown }[] } }>(`{
    figures(where: {
      subject: { key: { eq: "weekly" } }
      period: { end: { gte: "2022", lte: "2023" }, duration: { eq: "P1Y" } }
    }, orderBy: { field: PERIOD }) { edges { node { value period { label duration } } } }
  }`)
  expect(figures.edges.map(({ node }) => node)).toEqual(
    ['394', '383'].map((value) => ({ value, period: { label: null, duration: 'P1Y' } })),
  )
})

test.each([
  ['', ['weekly', 'calendar', 'late']],
  ['duration: "P1Y"', ['weekly', 'late', 'calendar']],
  ['duration: "P1Y", end: "2022"', ['calendar', 'weekly', 'late']],
  ['end: "2023-09"', ['weekly', 'calendar', 'late']],
  ['duration: "P3M"', ['weekly', 'late', 'calendar']],
  ['period: "2022"', ['calendar', 'late', 'weekly']],
])('companies in the order of their figures with %s', async (which, keys) => {
  const { companies } = await answer<{ companies: { edges: { node: { key: string } }[] } }>(`{
    companies(
      where: { key: { in: ["weekly", "calendar", "late"] } }
      orderBy: { figure: { metric: REVENUE, ${which} }, direction: DESC }
    ) { edges { node { key } } }
  }`)
  expect(companies.edges.map(({ node }) => node.key)).toEqual(keys)
})
