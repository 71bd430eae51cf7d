import type { Questions } from '../works/works.ts'

const rounds = (evidence: string, more = '') => `name rounds(first: 10${more}) {
    title date investments { amount currency investor { name } ${evidence} }
  }`
const evidence = 'claims { modality line asserter { name } source { key title } }'

// biome-ignore-start lint/suspicious/noExplicitAny: answers as they come
const byKey = (a: any, b: any) => (a.key < b.key ? -1 : 1)

const roundsOf = ({ party }: any) => ({
  name: party.name,
  rounds: party.rounds.map((round: any) => ({
    title: round.title,
    date: round.date,
    investors: round.investments.map(({ investor, amount, currency, claims }: any) => ({
      name: investor.name,
      amount,
      currency,
      ...(claims && {
        claims: claims.map((claim: any) => ({
          modality: claim.modality,
          asserter: claim.asserter.name,
          source: claim.source.key,
          title: claim.source.title,
          line: claim.line,
        })),
      }),
    })),
  })),
})

/** What is asked of the servers whose schema is written over the plain tables. */
export const questions: Questions = {
  W0: { query: 'query W0 { __typename }', value: (data) => data.__typename },
  W1: {
    query: 'query W1($key: String!) { party(key: $key) { key kind name country foundedOn } }',
    value: (data) => data.party,
  },
  W2: { query: `query W2($key: String!) { party(key: $key) { ${rounds('')} } }`, value: roundsOf },
  W3: {
    query: `query W3($key: String!) {
  party(key: $key) {
    name
    holdings(first: 20) {
      name
      statements(first: 5) { summary saidOn speaker { name } }
      figures(first: 4) { metric period value currency }
    }
  }
}`,
    value: ({ party }) => ({
      name: party.name,
      companies: party.holdings.map(({ name, statements, figures }: any) => ({
        name,
        statements: statements.map(({ speaker, ...said }: any) => ({ ...said, speaker: speaker.name })),
        figures,
      })),
    }),
  },
  W4: {
    query: `query W4($country: String!, $since: String!) {
  companies(country: $country, foundedSince: $since, first: 100) {
    edges { cursor node { key name country foundedOn } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    value: ({ companies }) => ({
      companies: companies.edges.map((edge: any) => edge.node),
      cursors: new Set(companies.edges.map((edge: any) => edge.cursor)).size,
      ends: companies.edges.at(-1)?.cursor === companies.pageInfo.endCursor,
      more: companies.pageInfo.hasNextPage,
    }),
  },
  W5: {
    query: 'query W5($key: String!) { party(key: $key) { coInvestors { shared investor { key name } } } }',
    value: ({ party }) => party.coInvestors.map(({ shared, investor }: any) => ({ ...investor, shared })).sort(byKey),
  },
  W6: {
    query: 'query W6($from: String!, $to: String!) { shortestPath(from: $from, to: $to, maxHops: 6) }',
    value: (data) => data.shortestPath,
  },
  W7: { query: `query W7($key: String!) { party(key: $key) { ${rounds(evidence)} } }`, value: roundsOf },
  W8: {
    query: `query W8($key: String!, $end: String!) { party(key: $key) { ${rounds('', ', knownAt: $end')} } }`,
    value: roundsOf,
  },
  W9: {
    query: 'query W9($text: String!) { search(text: $text, first: 20) { key name } }',
    value: ({ search }) => search.sort(byKey),
  },
}
// biome-ignore-end lint/suspicious/noExplicitAny: answers as they come
