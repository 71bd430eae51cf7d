import type { Expressions, Policies } from '../src/plan/expression.ts'
import type { Row } from '../src/plan/statement.ts'
import { lookedAt } from '../src/records/forever.ts'
import * as tables from '../src/store/tables.ts'

/** The instant at which the graph is looked at: the view's, else the request's. */
export function knownAt(x: Expressions): string {
  const given = x.scope.arg('knownAt')
  return given ? x.viewArg(given, lookedAt) : x.now((now) => now, 'now')
}

/** The day on which things must hold: the view's, else the request's, in UTC. */
export function today(x: Expressions): string {
  const given = x.scope.arg('validOn')
  return given ? x.viewArg(given, (day: string) => day) : x.now((now) => now.slice(0, 10), 'today')
}

/** Whether one of the parties that the view follows says it; true if the view follows all. */
function followed(x: Expressions, asserter: string) {
  const accordingTo = x.scope.arg('accordingTo')
  if (!accordingTo) return null
  const parties = x.select(
    tables.entity,
    (e) => x.coalesce(e.col('canonical_id'), e.col('id')),
    (e) => x.isIn(e.col('key'), x.viewList(accordingTo)),
    { all: true },
  )
  return x.isIn(x.coalesce(asserter, x.nobody), parties)
}

/** Whether the view takes claims of this modality. */
function taken(x: Expressions, modality: string) {
  const wanted = x.scope.arg('modality')
  return wanted ? x.isIn(modality, x.viewList(wanted)) : null
}

const known = (x: Expressions, row: Row) =>
  x.and(x.lte(row.col('known_from'), knownAt(x)), x.gt(row.col('known_to'), knownAt(x)))

/** That the relation is not known to be out of force on the view's day; partial dates widen. */
const holds = (x: Expressions, relation: Row, day: string) =>
  x.and(
    x.or(x.isNull(relation.col('valid_from_day')), x.lte(relation.col('valid_from_day'), day)),
    x.or(x.isNull(relation.col('valid_to_last')), x.gte(relation.col('valid_to_last'), day)),
  )

/** Facts that are no relation always hold. */
function factHolds(x: Expressions, factId: string) {
  if (!x.scope.arg('validOn')) return null
  return x.not(
    x.exists(tables.relation, (r) => x.and(x.eq(r.col('id'), factId), x.not(holds(x, r, today(x)))), { all: true }),
  )
}

/** That the view lets the claim stand, whatever becomes of its fact. */
const asserted = (x: Expressions, claim: Row) =>
  x.and(known(x, claim), followed(x, claim.col('asserter_id')), taken(x, claim.col('modality')))

/** A fact is seen if one of its claims is. Known from and to are copied onto it, so that mostly no claim must be looked at. */
function factSeen(x: Expressions, fact: Row) {
  const claimed = () =>
    x.exists(tables.claim, (c) => x.and(x.eq(c.col('fact_id'), fact.col('id')), asserted(x, c)), { all: true })
  const narrowed = x.scope.arg('accordingTo') || x.scope.arg('modality')
  const valid =
    fact.table === tables.relation
      ? x.scope.arg('validOn') && holds(x, fact, today(x))
      : fact.table === tables.fact && factHolds(x, fact.col('id'))
  return x.and(known(x, fact), narrowed ? claimed() : x.or(x.no(fact.col('known_gaps')), claimed()), valid)
}

/** What of each table is seen under a view. Tables that are not listed are always seen. */
export const policies: Policies = {
  entity: (x, row) => x.isNull(row.col('canonical_id')),
  claim: (x, row) => x.and(asserted(x, row), factHolds(x, row.col('fact_id'))),
  // That a list is whole or not is reported by whoever is named for it.
  coverage: (x, row) =>
    x.and(x.lte(row.col('known_from'), knownAt(x)), followed(x, row.col('asserter_id')), taken(x, x.text('REPORTED'))),
  fact: factSeen,
  relation: factSeen,
  figure: factSeen,
  statement: factSeen,
  event: factSeen,
  property: factSeen,
  subject_by_value: factSeen,
}
