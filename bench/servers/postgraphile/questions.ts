import type { Questions } from '../../works/works.ts'

const evidence = 'claims(orderBy: [KEY_ASC]) { nodes { modality line asserter { name } source { key title } } }'

const rounds = (claims: string, more = '') => `name roundsByCompanyId(first: 10, orderBy: [KEY_ASC]${more}) {
      nodes { title date investments(orderBy: [POSITION_ASC]) { nodes {
        amount currency investor { name } ${claims}
      } } }
    }`

// biome-ignore-start lint/suspicious/noExplicitAny: answers as they come
const byKey = (a: any, b: any) => (a.key < b.key ? -1 : 1)

const roundsOf = ({ partyByKey: party }: any) => ({
  name: party.name,
  rounds: party.roundsByCompanyId.nodes.map((round: any) => ({
    title: round.title,
    date: round.date,
    investors: round.investments.nodes.map(({ investor, amount, currency, round: of }: any) => ({
      name: investor.name,
      amount,
      currency,
      ...(of && {
        claims: of.claims.nodes.map((claim: any) => ({
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

/** What is asked of the schema that PostGraphile makes of the plain tables. */
export const questions: Questions = {
  W0: { query: 'query W0 { __typename }', value: (data) => data.__typename },
  W1: {
    query: 'query W1($key: String!) { partyByKey(key: $key) { key kind name country foundedOn } }',
    value: (data) => data.partyByKey,
  },
  W2: { query: `query W2($key: String!) { partyByKey(key: $key) { ${rounds('')} } }`, value: roundsOf },
  W3: {
    query: `query W3($key: String!) {
  partyByKey(key: $key) {
    name
    holdingsByInvestorId(first: 20, orderBy: [COMPANY_KEY_ASC]) {
      nodes {
        company {
          name
          statementsBySubjectId(first: 5, orderBy: [SAID_ON_DESC, KEY_ASC]) { nodes { summary saidOn speaker { name } } }
          figuresBySubjectId(first: 4, orderBy: [KEY_ASC]) { nodes { metric period value currency } }
        }
      }
    }
  }
}`,
    value: ({ partyByKey: party }) => ({
      name: party.name,
      companies: party.holdingsByInvestorId.nodes.map(({ company }: any) => ({
        name: company.name,
        statements: company.statementsBySubjectId.nodes.map(({ speaker, ...said }: any) => ({
          ...said,
          speaker: speaker.name,
        })),
        figures: company.figuresBySubjectId.nodes,
      })),
    }),
  },
  W4: {
    query: `query W4($country: String!, $since: String!) {
  parties(
    condition: { kind: "COMPANY", country: $country }
    filter: { foundedOn: { greaterThanOrEqualTo: $since } }
    orderBy: [NAME_ASC, KEY_ASC]
    first: 100
  ) {
    edges { cursor node { key name country foundedOn } }
    pageInfo { hasNextPage endCursor }
  }
}`,
    value: ({ parties }) => ({
      companies: parties.edges.map((edge: any) => edge.node),
      cursors: new Set(parties.edges.map((edge: any) => edge.cursor)).size,
      ends: parties.edges.at(-1)?.cursor === parties.pageInfo.endCursor,
      more: parties.pageInfo.hasNextPage,
    }),
  },
  W5: {
    query: 'query W5($key: String!) { partyByKey(key: $key) { coInvestors { nodes { key name shared } } } }',
    value: ({ partyByKey: party }) => party.coInvestors.nodes.sort(byKey),
  },
  W6: {
    query: 'query W6($from: String!, $to: String!) { shortestPath(fromKey: $from, toKey: $to, maxHops: 6) }',
    value: (data) => data.shortestPath,
  },
  W7: {
    query: `query W7($key: String!) { partyByKey(key: $key) { ${rounds(`round { ${evidence} }`)} } }`,
    value: roundsOf,
  },
  W8: {
    query: `query W8($key: String!, $end: String!) { partyByKey(key: $key) { ${rounds(
      '',
      ', filter: { knownFrom: { lessThanOrEqualTo: $end }, knownTo: { greaterThan: $end } }',
    )} } }`,
    value: roundsOf,
  },
  W9: {
    query: 'query W9($text: String!) { searchParties(text: $text, first: 20) { nodes { key name } } }',
    value: ({ searchParties }) => searchParties.nodes.sort(byKey),
  },
}
// biome-ignore-end lint/suspicious/noExplicitAny: answers as they come
