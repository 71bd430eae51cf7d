import Fastify from 'fastify'
import mercurius, { type MercuriusLoaders } from 'mercurius'
import { coInvestors, companiesByName, neighbours, partyByKey, phrase, search } from '../peer-sql.ts'
import { shortestPath } from '../shortest-path.ts'
import { openToRead } from '../sqlite.ts'
import { schema } from './schema.ts'

const database = openToRead(process.env.PEERS_DB!)

type Row = Record<string, string | number | null> & { id: number }
const rows = (sql: string) => database.prepare<unknown[], Row>(sql)

const byKey = rows(partyByKey)
const byId = rows('select id, key, kind, name, country, founded_on as foundedOn from party where id = ?')
const sourceById = rows('select id, key, title from source where id = ?')
const companies = rows(companiesByName)
const shared = rows(coInvestors)
const found = rows(search)
const near = database.prepare<[{ of: string }], number>(neighbours).pluck()

const roundsOf = rows('select id, title, date from round where company_id = ? order by key limit ?')
const roundsKnown = rows(
  'select id, title, date from round where company_id = ? and known_from <= ? and known_to > ? order by key limit ?',
)
const holdingsOf = rows(
  `select p.id, p.key, p.kind, p.name, p.country, p.founded_on as foundedOn
   from (select company_id, company_key from holding where investor_id = ? order by company_key limit ?) h
   join party p on p.id = h.company_id order by h.company_key`,
)
const statementsOf = rows(
  'select id, summary, said_on as saidOn, speaker_id from statement where subject_id = ? order by said_on desc, key limit ?',
)
const figuresOf = rows(
  'select id, metric, period, value, currency from figure where subject_id = ? order by key limit ?',
)
const investmentsOf = rows(
  'select id, amount, currency, investor_id, round_id from investment where round_id = ? order by position',
)
const claimsOf = rows('select id, modality, line, asserter_id, source_id from claim where round_id = ? order by key')

const resolvers = {
  Query: {
    party: (_: unknown, { key }: { key: string }) => byKey.get(key),
    companies: (
      _: unknown,
      { country, foundedSince, first }: { country: string; foundedSince: string; first: number },
    ) => {
      const page = companies.all(country, foundedSince, first + 1)
      const edges = page.slice(0, first).map((node) => ({ node, cursor: cursorOf(node) }))
      return { edges, pageInfo: { hasNextPage: page.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
    },
    shortestPath: (_: unknown, { from, to, maxHops }: { from: string; to: string; maxHops: number }) =>
      shortestPath(byKey.get(from)!.id, byKey.get(to)!.id, maxHops, (ids) => near.all({ of: JSON.stringify(ids) })),
    search: (_: unknown, { text, first }: { text: string; first: number }) => found.all(phrase(text), first),
  },
}

const cursorOf = (node: Row) => Buffer.from(JSON.stringify([node.name, node.key])).toString('base64url')

type Queries<Params> = { obj: Row; params: Params }[]
// biome-ignore lint/suspicious/noExplicitAny: each loader has its own arguments
const each = (load: (obj: Row, params: any) => unknown) => ({
  // A statement runs in the process itself and takes microseconds: faster than a cache that must be asked by a text of all arguments.
  loader: async (queries: Queries<unknown>) => queries.map(({ obj, params }) => load(obj, params)),
  opts: { cache: false },
})

const loaders: MercuriusLoaders = {
  Party: {
    rounds: each(({ id }, { first, knownAt }: { first: number; knownAt?: string }) =>
      knownAt ? roundsKnown.all(id, knownAt, knownAt, first) : roundsOf.all(id, first),
    ),
    holdings: each(({ id }, { first }: { first: number }) => holdingsOf.all(id, first)),
    statements: each(({ id }, { first }: { first: number }) => statementsOf.all(id, first)),
    figures: each(({ id }, { first }: { first: number }) => figuresOf.all(id, first)),
    coInvestors: each(({ id }) => shared.all(id).map((row) => ({ shared: row.shared, investor: row }))),
  },
  Round: {
    investments: each(({ id }) => investmentsOf.all(id)),
    claims: each(({ id }) => claimsOf.all(id)),
  },
  Investment: {
    investor: each(({ investor_id }) => byId.get(investor_id)),
    claims: each(({ round_id }) => claimsOf.all(round_id)),
  },
  Statement: { speaker: each(({ speaker_id }) => byId.get(speaker_id)) },
  Claim: {
    asserter: each(({ asserter_id }) => byId.get(asserter_id)),
    source: each(({ source_id }) => sourceById.get(source_id)),
  },
} as MercuriusLoaders

const app = Fastify({ logger: false })
app.register(mercurius, { schema, resolvers, loaders, jit: 1, graphiql: false })
await app.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' })
const address = app.server.address()
if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/graphql`)
