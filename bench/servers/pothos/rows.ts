import { openToRead } from '../sqlite.ts'

export const database = openToRead(process.env.PEERS_DB!)

export type Party = {
  id: number
  key: string
  kind: string
  name: string
  country: string | null
  founded_on: string | null
}
export type Round = { id: number; company_id: number; title: string; date: string }
export type Investment = { id: number; round_id: number; investor_id: number; amount: string; currency: string }
export type Holding = { investor_id: number; company_id: number }
export type Statement = { id: number; subject_id: number; speaker_id: number; summary: string; said_on: string }
export type Figure = {
  id: number
  subject_id: number
  metric: string
  period: string
  value: string
  currency: string
}
export type Claim = {
  id: number
  round_id: number
  asserter_id: number
  source_id: number
  line: number
  modality: string
}
export type Source = { id: number; key: string; title: string }
export type CoInvestor = Party & { shared: number }

/** A batch: the rows of a list of ids, which is bound as one JSON text, and what else the statement takes. */
const batch = <Row>(sql: string) => {
  const statement = database.prepare<unknown[], Row>(sql)
  return async (ids: readonly number[], more?: { first: number; at?: string }) =>
    statement.all({ ids: JSON.stringify(ids), ...more })
}

const among = 'in (select value from json_each(@ids))'

/** The first so many for each of several parents. */
const firstOfEach = (table: string, parent: string, order: string, where = '') =>
  `select * from (select t.*, row_number() over (partition by t.${parent} order by ${order}) as place
   from ${table} t where t.${parent} ${among} ${where}) where place <= @first order by ${parent}, place`

export const load = {
  parties: batch<Party>(`select * from party where id ${among}`),
  sources: batch<Source>(`select * from source where id ${among}`),
  rounds: batch<Round>(firstOfEach('round', 'company_id', 't.key')),
  roundsKnown: batch<Round>(
    firstOfEach('round', 'company_id', 't.key', 'and t.known_from <= @at and t.known_to > @at'),
  ),
  investments: batch<Investment>(`select * from investment where round_id ${among} order by round_id, position`),
  claims: batch<Claim>(`select * from claim where round_id ${among} order by round_id, key`),
  holdings: batch<Holding>(firstOfEach('holding', 'investor_id', 't.company_key')),
  statements: batch<Statement>(firstOfEach('statement', 'subject_id', 't.said_on desc, t.key')),
  figures: batch<Figure>(firstOfEach('figure', 'subject_id', 't.key')),
}
