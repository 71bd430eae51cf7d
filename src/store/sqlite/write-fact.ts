import { withTimes } from '../../records/known.ts'
import type { FullFact, KnownClaim } from '../../records/normalise.ts'
import { knownHull } from '../known.ts'
import { factRow, type Row, sortable } from '../rows.ts'
import { Resolver } from './references.ts'
import { resolveClaim, writeClaim } from './write-claim.ts'
import type { WriteContext } from './write-context.ts'

/** The columns of a fact's own table that refer to entities. */
function references(fact: FullFact, resolver: Resolver): Row {
  switch (fact.record) {
    case 'relation':
      return {
        from_id: resolver.entity(fact.from, ['from']),
        to_id: resolver.entity(fact.to, ['to']),
        product_id: resolver.entity(fact.product, ['product'], 'PRODUCT'),
      }
    case 'figure':
    case 'property':
      return { subject_id: resolver.entity(fact.subject, ['subject']) }
    case 'statement':
      return { speaker_id: resolver.entity(fact.speaker, ['speaker']) }
    case 'event':
      return {}
  }
}

type Part = { readonly table: string; readonly row: Row }

/** The rows of the lists that belong to a fact. */
function parts(id: number, fact: FullFact, resolver: Resolver): Part[] {
  if (fact.record === 'statement') {
    return (fact.about ?? []).map((key, position) => {
      const entity_id = resolver.entity(key, ['about', position])
      return { table: 'statement_about', row: { statement_id: id, position, entity_id } }
    })
  }
  if (fact.record === 'event') {
    return (fact.participants ?? []).map(({ entity, entityAs, role, amount, currency }, position) => {
      const entity_id = resolver.entity(entity, ['participants', position, 'entity'])
      const money = { ...sortable('amount', amount), currency: currency ?? null }
      const row = { event_id: id, position, entity_id, entity_as: entityAs ?? null, role, ...money }
      return { table: 'participant', row }
    })
  }
  return []
}

/** Writes a fact with its claims; if anything that they refer to is missing, writes nothing and reports it. */
export function writeFact(context: WriteContext, id: number, given: FullFact): Resolver {
  const { inserter, references: rows, recordedAt } = context
  const resolver = new Resolver(rows)
  const fact = withTimes(given, (key) => rows.source(key)?.publication, recordedAt) as FullFact<KnownClaim>
  const own = { ...factRow(fact), ...references(fact, resolver) }
  const lists = parts(id, fact, resolver)
  const claims = fact.claims.map((claim, i) => resolveClaim(claim, resolver, ['claims', i]))
  if (resolver.missing.length > 0 || resolver.wrong.length > 0) return resolver

  const known = knownHull(fact.claims)
  inserter.insert('fact', { id, key: fact.key, kind: fact.record.toUpperCase(), ...known })
  inserter.insert(fact.record, { id, key: fact.key, ...own, ...known })
  for (const { table, row } of lists) inserter.insert(table, row)
  for (const [i, claim] of fact.claims.entries()) {
    const owner = writeClaim(context, id, claim, claims[i]!)
    if (owner === undefined) continue
    const message = `expected a key of its own, found ${claim.key}, that of a claim of ${owner}`
    resolver.wrong.push({ path: ['claims', i, 'key'], message })
  }
  return resolver
}
