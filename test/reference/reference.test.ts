import { readFileSync } from 'node:fs'
import { buildSchema, parse } from 'graphql'
import { describe, expect, test } from 'vitest'
import { inFull } from './records.ts'
import { createReference } from './reference.ts'
import { seedRecords } from './seed.ts'

const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'))
const records = inFull(seedRecords(), '2026-01-01T00:00:00.000Z')
const reference = createReference({ schema, records, now: '2026-01-02T00:00:00.000Z' })

/** The data of a query that must have no errors. */
async function ask(query: string) {
  const { data, errors } = await reference.execute(parse(query))
  expect(errors).toBeUndefined()
  return JSON.parse(JSON.stringify(data))
}

const keys = (connection: { edges: { node: { key: string } }[] }) => connection.edges.map((edge) => edge.node.key)

describe('the reference answers the founding questions as a reader of the article would', () => {
  test('who invested in Zhipu, says who, and where', async () => {
    const { company } = await ask(`{ company(by: {key: "zhipu"}) { name(lang: EN) investors(first: 10) {
      totalCount completeness edges {
        node { __typename key } claims { assertedBy { key } modality source { key kind } locator { line } } }
      } } }`)
    expect(company.name).toBe('Zhipu AI')
    expect(company.investors).toMatchObject({ totalCount: 4, completeness: 'PARTIAL' })
    expect(company.investors.edges.map((edge: { node: object }) => edge.node)).toEqual([
      { __typename: 'Fund', key: 'beijing-ai-fund' },
      { __typename: 'Company', key: 'huafa-group' },
      { __typename: 'Company', key: 'pudong-venture-capital' },
      { __typename: 'Company', key: 'zhangjiang-group' },
    ])
    for (const edge of company.investors.edges) {
      expect(edge.claims).toEqual([
        {
          assertedBy: { key: 'tianyancha' },
          modality: 'REPORTED',
          source: { key: 'china-times-zhipu-listing', kind: 'ARTICLE' },
          locator: { line: 17 },
        },
      ])
    }
  })

  test('what Zhang Yi said, and as whom, asked in traditional characters', async () => {
    const { person } = await ask(`{ person(by: {name: "張毅"}) { roles { edges { node { key } title } }
      statementsMade { edges { node { modality about { key } } } } } }`)
    expect(person.roles.edges).toEqual([
      { node: { key: 'iimedia' }, title: '首席分析师' },
      { node: { key: 'iimedia' }, title: 'CEO' },
    ])
    expect(person.statementsMade.edges.map((e: { node: object }) => e.node)).toEqual(
      ['OPINION', 'CONDITIONAL', 'OPINION', 'CONDITIONAL'].map((modality) => ({ modality, about: [{ key: 'zhipu' }] })),
    )
  })

  test('revenue by period', async () => {
    const { company } = await ask(`{ company(by: {name: "Zhipu AI"}) {
      figures(where: {metric: {eq: REVENUE}}, orderBy: [{field: PERIOD}]) {
        edges { cursor node { value currency period { label start end } } } } } }`)
    const figures = company.figures.edges
    expect(figures.map((e: { node: { value: string } }) => e.node.value)).toEqual([
      '57400000',
      '124500000',
      '312400000',
      '190000000',
    ])
    expect(figures[3].node.period).toEqual({ label: '2025-H1', start: '2025-01-01', end: '2025-06-30' })
    expect(figures[0].cursor).toBe('PERIOD||["2022-01-01/2022-12-31","zhipu.revenue.2022"]')
  })

  test('what was known the day before and the day after, and what one party says', async () => {
    const { before, now, one } = await ask(`{
      before: view(knownAt: "2025-12-18") { figures { totalCount } investors { totalCount } }
      now: view(knownAt: "2025-12-20") { figures { totalCount } investors { totalCount } }
      one: view(accordingTo: ["frost-sullivan"]) {
        figures { totalCount } events { edges { node { key } } } relations { totalCount } statements { totalCount } } }`)
    expect(before).toEqual({ figures: { totalCount: 0 }, investors: { totalCount: 0 } })
    expect(now).toEqual({ figures: { totalCount: 37 }, investors: { totalCount: 4 } })
    expect(one).toMatchObject({
      figures: { totalCount: 4 },
      relations: { totalCount: 0 },
      statements: { totalCount: 0 },
    })
    expect(keys(one.events)).toEqual(['china-general-llm.commercialization'])
  })

  test('who invested according to the registry, and with whom', async () => {
    const { investors } = await ask(`{ investors(
      where: {investments: {some: {key: {eq: "zhipu"}, edge: {claims: {some: {assertedBy: {key: {eq: "tianyancha"}}}}}}}}
      orderBy: [{field: NAME}]) { edges { node { key coInvestors { edges { node { key } sharedCompanies { key } } } } } } }`)
    expect(keys(investors)).toEqual(['beijing-ai-fund', 'huafa-group', 'zhangjiang-group', 'pudong-venture-capital'])
    for (const { node } of investors.edges) {
      const others = keys(investors).filter((key) => key !== node.key)
      expect(keys(node.coInvestors)).toEqual(others.sort())
    }
  })

  test('pages follow each other without gap or overlap, and a spoilt cursor is refused', async () => {
    const all: string[] = []
    for (let after = 'null'; ; ) {
      const { figures } = await ask(`{ figures(first: 10, after: ${after}, orderBy: [{field: VALUE, direction: DESC}]) {
        edges { node { key value } } pageInfo { endCursor hasNextPage } } }`)
      all.push(...keys(figures))
      if (!figures.pageInfo.hasNextPage) break
      after = JSON.stringify(figures.pageInfo.endCursor)
    }
    expect(new Set(all).size).toBe(37)
    expect(all.length).toBe(37)
    const { errors } = await reference.execute(parse('{ figures(after: "KEY||[]") { totalCount } }'))
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})
