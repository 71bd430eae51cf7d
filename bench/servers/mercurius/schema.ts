/** The schema that an application over the plain tables would have. */
export const schema = `
  type Query {
    party(key: String!): Party
    companies(country: String!, foundedSince: String!, first: Int!): PartyConnection!
    shortestPath(from: String!, to: String!, maxHops: Int!): Int
    search(text: String!, first: Int!): [Party!]!
  }
  type Party {
    key: String!
    kind: String!
    name: String!
    country: String
    foundedOn: String
    rounds(first: Int!, knownAt: String): [Round!]!
    holdings(first: Int!): [Party!]!
    statements(first: Int!): [Statement!]!
    figures(first: Int!): [Figure!]!
    coInvestors: [CoInvestor!]!
  }
  type PartyConnection { edges: [PartyEdge!]! pageInfo: PageInfo! }
  type PartyEdge { cursor: String! node: Party! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Round { title: String! date: String! investments: [Investment!]! claims: [Claim!]! }
  type Investment { amount: String! currency: String! investor: Party! claims: [Claim!]! }
  type Statement { summary: String! saidOn: String! speaker: Party! }
  type Figure { metric: String! period: String! value: String! currency: String! }
  type Claim { modality: String! line: Int! asserter: Party! source: Source! }
  type Source { key: String! title: String! }
  type CoInvestor { shared: Int! investor: Party! }
`
