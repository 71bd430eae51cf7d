/** A page of the investors of Zhipu. */
export const investorsPage = /* GraphQL */ `
  query InvestorsPage($first: Int!, $after: String) {
    company(by: { key: "zhipu" }) {
      id
      investors(first: $first, after: $after) {
        totalCount
        edges { cursor node { id key } claims { id locator { line } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`

/** A page of what is said about Zhipu, in the claims that are wanted. */
export const statementsPage = /* GraphQL */ `
  query StatementsPage($modality: [Modality!], $first: Int!, $after: String) {
    view(modality: $modality) {
      company(by: { key: "zhipu" }) {
        id
        statements(first: $first, after: $after, orderBy: [{ field: KEY, direction: DESC }]) {
          totalCount
          edges { cursor node { id key } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`

const shown = /* GraphQL */ `
  fragment Shown on Company {
    id
    key
    names { text lang locator { line } }
    investors(first: 10) { totalCount edges { node { id name } claims { id locator { line } } } }
    figures(first: 100, where: { value: { isNull: false } }, orderBy: [{ field: PERIOD }]) {
      totalCount
      edges {
        cursor
        node { id value period { label start end } claims { id modality locator { line } source { id key } } }
      }
    }
    events(first: 10) { edges { node { id modality participants { role entity { id } } } } }
  }
`

/** The same company under three views, each in a document of its own. */
export const views = {
  everything: `query Everything { company(by: { key: "zhipu" }) { ...Shown } } ${shown}`,
  before: `query Before { view(knownAt: "2025-12-18") { company(by: { key: "zhipu" }) { ...Shown } } } ${shown}`,
  reported: `query Reported { view(modality: [REPORTED]) { company(by: { key: "zhipu" }) { ...Shown } } } ${shown}`,
}

/** The three beside each other in one document. */
export const sideBySide = /* GraphQL */ `
  query SideBySide {
    everything: company(by: { key: "zhipu" }) { ...Shown }
    before: view(knownAt: "2025-12-18") { company(by: { key: "zhipu" }) { ...Shown } }
    reported: view(modality: [REPORTED]) { company(by: { key: "zhipu" }) { ...Shown } }
  }
  ${shown}
`

/** Anything by its id, as every normalising client refetches it. */
export const again = /* GraphQL */ `
  query Again($id: ID!) { node(id: $id) { id ...Shown } }
  ${shown}
`

/** Queries that each bring a part of the same objects without ids: a view, a figure's period, a claim's place. */
export const parts = [
  /* GraphQL */ `
    query Labels {
      view(modality: [REPORTED]) {
        figures(first: 5) { edges { node { id period { label } claims { id locator { line } } } } }
      }
    }
  `,
  /* GraphQL */ `
    query Days {
      view(modality: [REPORTED]) {
        figures(first: 5) { edges { node { id period { start end } claims { id locator { start } } } } }
      }
    }
  `,
  /* GraphQL */ `
    query Companies {
      view(modality: [REPORTED]) {
        company(by: { key: "zhipu" }) { id }
      }
    }
  `,
]
