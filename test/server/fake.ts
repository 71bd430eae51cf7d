import { buildSchema, execute, type GraphQLScalarType, type GraphQLSchema } from 'graphql'
import type { Planner } from '../../src/server/graphql/context.ts'
import { StatementTimeout, type Store } from '../../src/store/store.ts'

const sdl = /* GraphQL */ `
  type Query {
    company(key: String): Company
    companies(where: Where, first: Int, last: Int): CompanyConnection!
    echo(text: String): String
    day(on: Day): String
    now: String!
    view(knownAt: String): View!
    broken: String
    slow: String
    wait(milliseconds: Int!): String
  }
  scalar Day
  type View {
    company(key: String): Company
    companies(where: Where, first: Int, last: Int): CompanyConnection!
    echo(text: String): String
  }
  input Where { and: [Where!] key: String keys: [String!] }
  type Company {
    key: String
    name: String
    parent: Company
    competitors(where: Where, first: Int, last: Int): CompanyConnection!
    aliases: [Company!]!
  }
  type CompanyConnection { edges: [CompanyEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type CompanyEdge { node: Company! claims: [Company!]! cursor: String! }
  type PageInfo { hasNextPage: Boolean! }
`

const company = {
  key: 'zhipu',
  name: '智谱',
  parent: () => company,
  competitors: () => connection,
  aliases: () => [company],
}
const connection = {
  edges: () => [{ node: company, claims: [company], cursor: 'c' }],
  pageInfo: { hasNextPage: false },
  totalCount: 1,
}
const root = { company: () => company, companies: () => connection, echo: ({ text }: { text: string }) => text }

/** A small schema of Tupu's forms (roots, views, connections) whose resolvers can be told to fail. */
export function fakeSchema(): GraphQLSchema {
  const schema = buildSchema(sdl)
  const day = schema.getType('Day') as GraphQLScalarType
  day.coerceInputValue = () => {
    throw new Error('A day was expected.')
  }
  const resolvers: Record<string, (args: never, context: { now: string }) => unknown> = {
    ...root,
    view: () => root,
    now: (_, { now }) => now,
    broken: () => {
      throw new Error('SQLITE_ERROR: no such column: secret in select secret from entity')
    },
    slow: () => Promise.reject(new StatementTimeout(5000)),
    wait: ({ milliseconds }: { milliseconds: number }) =>
      new Promise((resolve) => setTimeout(() => resolve('done'), milliseconds)),
  }
  for (const [name, field] of Object.entries(schema.getQueryType()!.getFields())) {
    field.resolve = (_, args, context) => resolvers[name]!(args as never, context)
  }
  return schema
}

const measure = (variables: Readonly<Record<string, unknown>>) => {
  if (variables.text === 'fault') throw new TypeError('a fault in the compiler')
  return { cost: Number(variables.cost ?? 7), filterLevels: 0, filterItems: 0 }
}

/** A planner that finds every operation to cost 7, or as much as its variable `cost` says. */
export const fakePlanner = (schema: GraphQLSchema): Planner => ({
  prepare: (_document, _operationName, variables) => measure(variables),
  direct(document, operationName, variables) {
    if (/__schema|__type\b/.test(document.loc!.source.body)) return undefined
    return {
      ...measure(variables),
      async run(clock) {
        const { data, errors } = await execute({
          schema,
          document,
          operationName: operationName ?? null,
          variableValues: variables,
          contextValue: { now: clock() },
        })
        return errors ? { failures: new Map() } : { members: [JSON.stringify(data).slice(1, -1)] }
      },
    }
  },
})

function readOnly(): never {
  throw new Error('nothing can be written here')
}

/** A store that holds nothing; it answers or not, as told. */
export function fakeStore(ready = () => true): Store {
  return {
    dialect: 'sqlite',
    statements: 0,
    read: () => null,
    readBytes: () => null,
    readApart: () => Promise.resolve(null),
    search: readOnly,
    snapshot: (action) => action(),
    latestVersion: () => 0,
    readVersion: () => 0,
    cells: () => [],
    define: () => {},
    linkVersion: () => 0,
    links: readOnly,
    linksApart: readOnly,
    session: readOnly,
    write: readOnly,
    merge: readOnly,
    split: readOnly,
    forget: readOnly,
    forgetPast: readOnly,
    records: () => [],
    dump: () => [],
    rowCounts: () => new Map(),
    isEmpty: () => true,
    ready,
    close: async () => {},
  }
}
