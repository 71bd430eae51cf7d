/** The queries that the playground opens with, one a tab; the founding data answers them all. */
export const examples: readonly string[] = [
  `# Who invested in Zhipu? Who says so,
# and on which line of which document?
query Investors {
  company(by: { key: "zhipu" }) {
    name(lang: EN)
    investors(first: 10) {
      totalCount
      completeness
      edges {
        node { __typename key name }
        claims {
          assertedBy { key }
          modality
          source { key kind }
          locator { line }
        }
      }
    }
  }
}
`,
  `# 张毅任何职？说过什么，有何前提，
# 出处在第几行？
query Analyst {
  person(by: { name: "張毅" }) {
    roles {
      edges { node { key name } title }
    }
    statementsMade {
      edges {
        node {
          modality
          summary
          condition
          about { key }
          claims { locator { line } }
        }
      }
    }
  }
}
`,
  `# Zhipu's revenue by period, exact,
# and who vouches for each value
query Revenue {
  company(by: { name: "Zhipu AI" }) {
    figures(
      where: { metric: { eq: REVENUE } }
      orderBy: [{ field: PERIOD }]
    ) {
      edges {
        node {
          value unit currency
          period { label start end }
          precision basis
          claims { assertedBy { key } }
        }
      }
    }
  }
}
`,
  `# 文章发表前后，图谱各知道多少？
# knownAt：当时已知的事实
query BeforeAndNow {
  before: view(knownAt: "2025-12-18") {
    figures { totalCount }
    investors { totalCount }
  }
  now: view(knownAt: "2025-12-20") {
    figures { totalCount }
    investors { totalCount }
  }
}
`,
  `# Zhipu's investors according to one
# source, and with whom they invest
query CoInvestors {
  investors(
    where: {
      investments: {
        some: {
          key: { eq: "zhipu" }
          edge: {
            claims: {
              some: { assertedBy: { key: { eq: "tianyancha" } } }
            }
          }
        }
      }
    }
    orderBy: [{ field: NAME }]
  ) {
    edges {
      node {
        key
        name
        coInvestors {
          edges { node { key } sharedCompanies { key } }
        }
      }
    }
  }
}
`,
  `# 哪些只是当事人自己的说法？
query SelfClaims {
  claims(where: { modality: { eq: SELF_CLAIMED } }) {
    totalCount
    edges {
      node {
        fact { __typename }
        assertedBy { key name }
        printed
        locator { line }
      }
    }
  }
}
`,
]
