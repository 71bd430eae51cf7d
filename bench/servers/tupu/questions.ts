import type { Questions } from '../../works/works.ts'

const rounds = (evidence: string) => `fundingRounds(first: 10) {
      edges { node { title date participants { role amount currency entity { name } ${evidence} } } }
    }`
const company = (evidence = '') => `company(by: { key: $key }) { name ${rounds(evidence)} }`
const evidence = 'claims { modality assertedBy { name } source { key title } locator { line } }'

// biome-ignore-start lint/suspicious/noExplicitAny: answers as they come
const nodes = (connection: any): any[] => connection.edges.map((edge: any) => edge.node)

const investorsOf = (round: any) => round.participants.filter((party: any) => party.role === 'INVESTOR')

const roundsOf = (found: any) => ({
  name: found.name,
  rounds: nodes(found.fundingRounds).map((round) => ({
    title: round.title,
    date: round.date,
    investors: investorsOf(round).map(({ amount, currency, entity, claims }: any) => ({
      name: entity.name,
      amount,
      currency,
      ...(claims && {
        claims: claims.map((claim: any) => ({
          modality: claim.modality,
          asserter: claim.assertedBy.name,
          source: claim.source.key,
          title: claim.source.title,
          line: claim.locator.line,
        })),
      }),
    })),
  })),
})

export const questions: Questions = {
  W0: { query: 'query W0 { __typename }', value: (data) => data.__typename },
  W1: {
    query: 'query W1($key: String!) { company(by: { key: $key }) { key kind name country foundedOn } }',
    value: (data) => data.company,
  },
  W2: { query: `query W2($key: String!) { ${company()} }`, value: (data) => roundsOf(data.company) },
  W3: {
    query: `query W3($key: String!) {
  fund(by: { key: $key }) {
    name
    investments(first: 20) {
      edges {
        node {
          name
          statements(first: 5, orderBy: [{ field: SAID_ON, direction: DESC }]) {
            edges { node { summary saidOn speaker { name } } }
          }
          figures(first: 4) { edges { node { metric period { label } value currency } } }
        }
      }
    }
  }
}`,
    value: ({ fund }) => ({
      name: fund.name,
      companies: nodes(fund.investments).map((company) => ({
        name: company.name,
        statements: nodes(company.statements).map(({ summary, saidOn, speaker }) => ({
          summary,
          saidOn,
          speaker: speaker.name,
        })),
        figures: nodes(company.figures).map(({ period, ...figure }) => ({ ...figure, period: period.label })),
      })),
    }),
  },
  W4: {
    query: `query W4($country: String!, $since: PartialDate!) {
  companies(where: { country: { eq: $country }, foundedOn: { gte: $since } }, orderBy: [{ field: NAME }], first: 100) {
    edges { cursor node { key name country foundedOn } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    value: ({ companies }) => ({
      companies: nodes(companies),
      // Each server writes cursors in its own way; what is asked of them is that they are there and all different.
      cursors: new Set(companies.edges.map((edge: any) => edge.cursor)).size,
      ends: companies.edges.at(-1)?.cursor === companies.pageInfo.endCursor,
      more: companies.pageInfo.hasNextPage,
    }),
  },
  W5: {
    query: `query W5($key: String!) {
  fund(by: { key: $key }) { coInvestors(first: 100) { edges { sharedCount node { key name } } } }
}`,
    value: ({ fund }) =>
      fund.coInvestors.edges.map((edge: any) => ({ ...edge.node, shared: edge.sharedCount })).sort(byKey),
  },
  W6: {
    query: `query W6($from: String!, $to: String!) {
  paths(from: { key: $from }, to: { key: $to }, via: [INVESTED_IN], maxHops: 6, first: 1) { length }
}`,
    value: ({ paths }) => paths[0]?.length ?? null,
  },
  W7: { query: `query W7($key: String!) { ${company(evidence)} }`, value: (data) => roundsOf(data.company) },
  W8: {
    query: `query W8($key: String!, $at: DateTime!) { view(knownAt: $at) { ${company()} } }`,
    value: (data) => roundsOf(data.view.company),
  },
  W9: {
    query: `query W9($text: String!) {
  search(text: $text, kinds: [COMPANY, FUND, INSTITUTION, PERSON], first: 20) { edges { node { ... on Entity { key name } } } }
}`,
    // What only sounds alike is found, too, but behind all names in which the text stands.
    value: ({ search }, { text }) =>
      nodes(search)
        .filter((node) => node.name.includes(text))
        .sort(byKey),
  },
}
const byKey = (a: any, b: any) => (a.key < b.key ? -1 : 1)
// biome-ignore-end lint/suspicious/noExplicitAny: answers as they come
