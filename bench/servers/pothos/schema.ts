import SchemaBuilder from '@pothos/core'
import DataloaderPlugin from '@pothos/plugin-dataloader'
import RelayPlugin, { type ResolveCursorConnectionArgs, resolveCursorConnection } from '@pothos/plugin-relay'
import { coInvestors, companiesByName, neighbours, partyByKey, phrase, search } from '../peer-sql.ts'
import { shortestPath } from '../shortest-path.ts'
import type * as rows from './rows.ts'
import { database, load } from './rows.ts'

const byKey = database.prepare<[string], rows.Party>(partyByKey)
const companies = database.prepare<unknown[], rows.Party>(companiesByName)
const shared = database.prepare<unknown[], rows.CoInvestor>(coInvestors)
const found = database.prepare<unknown[], rows.Party>(search)
const near = database.prepare<[{ of: string }], number>(neighbours).pluck()

const builder = new SchemaBuilder<{ DefaultFieldNullability: false }>({
  plugins: [RelayPlugin, DataloaderPlugin],
  defaultFieldNullability: false,
  relay: {},
})

const Source = builder.loadableObjectRef<rows.Source, number>('Source', {
  load: (ids) => load.sources(ids),
  sort: (source) => source.id,
})
const Party = builder.loadableObjectRef<rows.Party, number>('Party', {
  load: (ids) => load.parties(ids),
  sort: (party) => party.id,
})
const Round = builder.objectRef<rows.Round>('Round')
const Investment = builder.objectRef<rows.Investment>('Investment')
const Statement = builder.objectRef<rows.Statement>('Statement')
const Figure = builder.objectRef<rows.Figure>('Figure')
const Claim = builder.objectRef<rows.Claim>('Claim')
const CoInvestor = builder.objectRef<rows.CoInvestor>('CoInvestor')

Source.implement({ fields: (t) => ({ key: t.exposeString('key'), title: t.exposeString('title') }) })

Party.implement({
  fields: (t) => ({
    key: t.exposeString('key'),
    kind: t.exposeString('kind'),
    name: t.exposeString('name'),
    country: t.exposeString('country', { nullable: true }),
    foundedOn: t.exposeString('founded_on', { nullable: true }),
    rounds: t.loadableGroup({
      type: Round,
      args: { first: t.arg.int({ required: true }), knownAt: t.arg.string() },
      byPath: true,
      load: (ids: number[], _, args) =>
        args.knownAt
          ? load.roundsKnown(ids, { first: args.first, at: args.knownAt })
          : load.rounds(ids, { first: args.first }),
      group: (round) => round.company_id,
      resolve: (party) => party.id,
    }),
    holdings: t.field({
      type: [Party],
      args: { first: t.arg.int({ required: true }) },
      resolve: async (party, args) => (await load.holdings([party.id], args)).map((held) => held.company_id),
    }),
    statements: t.loadableGroup({
      type: Statement,
      args: { first: t.arg.int({ required: true }) },
      byPath: true,
      load: (ids: number[], _, args) => load.statements(ids, args),
      group: (statement) => statement.subject_id,
      resolve: (party) => party.id,
    }),
    figures: t.loadableGroup({
      type: Figure,
      args: { first: t.arg.int({ required: true }) },
      byPath: true,
      load: (ids: number[], _, args) => load.figures(ids, args),
      group: (figure) => figure.subject_id,
      resolve: (party) => party.id,
    }),
    coInvestors: t.field({ type: [CoInvestor], resolve: (party) => shared.all(party.id) }),
  }),
})

CoInvestor.implement({
  fields: (t) => ({ shared: t.exposeInt('shared'), investor: t.field({ type: Party, resolve: (row) => row }) }),
})

const claimsOf = (ids: number[]) => load.claims(ids)

Round.implement({
  fields: (t) => ({
    title: t.exposeString('title'),
    date: t.exposeString('date'),
    investments: t.loadableGroup({
      type: Investment,
      load: (ids: number[]) => load.investments(ids),
      group: (investment) => investment.round_id,
      resolve: (round) => round.id,
    }),
  }),
})

Investment.implement({
  fields: (t) => ({
    amount: t.exposeString('amount'),
    currency: t.exposeString('currency'),
    investor: t.field({ type: Party, resolve: (investment) => investment.investor_id }),
    claims: t.loadableGroup({
      type: Claim,
      load: claimsOf,
      group: (claim) => claim.round_id,
      resolve: (investment) => investment.round_id,
    }),
  }),
})

Statement.implement({
  fields: (t) => ({
    summary: t.exposeString('summary'),
    saidOn: t.exposeString('said_on'),
    speaker: t.field({ type: Party, resolve: (statement) => statement.speaker_id }),
  }),
})

Figure.implement({
  fields: (t) => ({
    metric: t.exposeString('metric'),
    period: t.exposeString('period'),
    value: t.exposeString('value'),
    currency: t.exposeString('currency'),
  }),
})

Claim.implement({
  fields: (t) => ({
    modality: t.exposeString('modality'),
    line: t.exposeInt('line'),
    asserter: t.field({ type: Party, resolve: (claim) => claim.asserter_id }),
    source: t.field({ type: Source, resolve: (claim) => claim.source_id }),
  }),
})

builder.queryType({
  fields: (t) => ({
    party: t.field({
      type: Party,
      nullable: true,
      args: { key: t.arg.string({ required: true }) },
      resolve: (_, { key }) => byKey.get(key),
    }),
    companies: t.connection({
      type: Party,
      args: { country: t.arg.string({ required: true }), foundedSince: t.arg.string({ required: true }) },
      resolve: (_, args) =>
        resolveCursorConnection(
          { args, toCursor: (party: rows.Party) => Buffer.from(`${party.name}\n${party.key}`).toString('base64url') },
          async ({ limit }: ResolveCursorConnectionArgs) => companies.all(args.country, args.foundedSince, limit),
        ),
    }),
    shortestPath: t.int({
      nullable: true,
      args: {
        from: t.arg.string({ required: true }),
        to: t.arg.string({ required: true }),
        maxHops: t.arg.int({ required: true }),
      },
      resolve: (_, { from, to, maxHops }) =>
        shortestPath(byKey.get(from)!.id, byKey.get(to)!.id, maxHops, (ids) => near.all({ of: JSON.stringify(ids) })),
    }),
    search: t.field({
      type: [Party],
      args: { text: t.arg.string({ required: true }), first: t.arg.int({ required: true }) },
      resolve: (_, { text, first }) => found.all(phrase(text), first),
    }),
  }),
})

export const schema = builder.toSchema()
