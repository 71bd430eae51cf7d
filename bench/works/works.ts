/** The works that every server is asked to do. */
export const works = {
  W0: '`{ __typename }`',
  W1: 'one node by key, five fields',
  W2: 'a company, its first 10 rounds, their investors with name and amount',
  W3: "an investor's first 20 companies, each with its 5 latest statements, their analyst, and 4 figures",
  W4: '100 companies filtered by two fields, sorted, with cursors and pageInfo',
  W5: 'all co-investors of an investor with the count of shared companies',
  W6: 'the length of the shortest path of at most 6 hops',
  W7: 'as W2, with the claims, their asserter, source and line on every edge',
  W8: 'as W2, as known on a day',
  W9: 'a search for two Chinese characters',
} as const

export type Work = keyof typeof works
export const workNames = Object.keys(works) as Work[]

/** What a request carries besides its query. */
export type Variables = Readonly<Record<string, string>>

/** How a server is asked for a work, and how its answer is brought into the form that all servers' answers are compared in. */
export type Question = {
  readonly query: string
  // biome-ignore lint/suspicious/noExplicitAny: answers of six servers, each of its own shape
  readonly value: (data: any, variables: Variables) => unknown
}

/** The works that a server can do. */
export type Questions = Partial<Record<Work, Question>>

/** The body of a request. */
export const bodyOf = (work: Work, question: Question, variables: Variables): string =>
  JSON.stringify({ query: question.query, operationName: work, variables })
