import { roleKinds } from '../../schema/vocabulary.ts'
import { latestDay } from '../../src/records/values.ts'
import type { View } from './view.ts'
import {
  byKey,
  type Claim,
  type Entity,
  type Event,
  type Fact,
  investors,
  organizations,
  type Relation,
  type Thing,
} from './world.ts'

/** A far thing and the relation that leads to it (none for lists that are not made of relations). */
export type Pair = { readonly node: Thing; readonly relation: Relation | null }

export const plain = (things: readonly Thing[]): Pair[] =>
  [...things].sort(byKey).map((node) => ({ node, relation: null }))

/** The relations that make roles: visible, not negated, with another whose end is known. */
export const roleRelations = (view: View) =>
  view.of('Relation').filter(({ record: { negated, from, to } }) => negated !== true && to !== undefined && to !== from)

type Way = 'out' | 'in' | 'both'

function along(view: View, entity: Entity, kinds: readonly string[], way: Way, far: readonly string[]): Pair[] {
  const pairs: Pair[] = []
  for (const relation of roleRelations(view)) {
    const { kind, from, to } = relation.record
    if (!kinds.includes(kind)) continue
    let other: string | undefined
    if (from === entity.key && way !== 'in') other = to
    if (to === entity.key && way !== 'out') other = from
    const node = view.world.entity(other)
    if (node && far.includes(node.type)) pairs.push({ node, relation })
  }
  return pairs.sort((a, b) => byKey(a.relation!, b.relation!))
}

/** The INVESTED_IN relations into companies, by who invested. */
export function investmentsInCompanies(view: View, investor: Entity): Relation[] {
  return roleRelations(view).filter(
    ({ record }) =>
      record.kind === 'INVESTED_IN' && record.from === investor.key && view.world.entity(record.to)?.type === 'Company',
  )
}

export function sharedCompanies(view: View, one: Entity, other: Entity): Entity[] {
  const keys = investmentsInCompanies(view, one).map((r) => r.record.to)
  const shared = investmentsInCompanies(view, other).filter((r) => keys.includes(r.record.to))
  return [...new Set(shared.map((r) => view.world.entity(r.record.to)!))].sort(byKey)
}

function coInvestors(view: View, entity: Entity): Pair[] {
  const others = view.world.entities.filter((e) => e !== entity && investors.includes(e.type))
  return plain(others.filter((other) => sharedCompanies(view, entity, other).length > 0))
}

function portfolio(view: View, entity: Entity): Pair[] {
  const day = view.validOn ?? view.now.slice(0, 10)
  return along(view, entity, ['INVESTED_IN'], 'out', ['Company']).filter(({ relation }) => {
    const { validTo } = relation!.record
    return validTo === undefined || latestDay(validTo) >= day
  })
}

/** The entities that a fact is about. */
export function concerned(fact: Fact): string[] {
  if (fact.type === 'Relation')
    return [fact.record.from, fact.record.to, fact.record.product].filter((k) => k !== undefined)
  if (fact.type === 'Figure') return fact.record.subject === undefined ? [] : [fact.record.subject]
  if (fact.type === 'Property') return [fact.record.subject]
  if (fact.type === 'Statement') return fact.record.about ?? []
  return (fact.record.participants ?? []).map((p) => p.entity).filter((k) => k !== undefined)
}

const takesPart = (event: Event, entity: Entity) => concerned(event).includes(entity.key)

const hasRole = (event: Event, entity: Entity, roles: readonly string[]) =>
  (event.record.participants ?? []).some((p) => p.entity === entity.key && roles.includes(p.role))

const roundsRaised = (view: View, company: Entity) =>
  view.of('Event').filter((e) => e.record.kind === 'FUNDING_ROUND' && hasRole(e, company, ['ISSUER', 'SUBJECT']))

export function roundsBetween(view: View, company: Entity, investor: Entity): Event[] {
  return roundsRaised(view, company)
    .filter((e) => hasRole(e, investor, ['INVESTOR']))
    .sort(byKey)
}

type List<T> = (view: View, thing: T) => Pair[]

const entityLists: Record<string, List<Entity>> = {
  properties: (v, e) => plain(v.of('Property').filter((p) => p.record.subject === e.key)),
  relations: (v, e) => plain(v.of('Relation').filter((r) => r.record.from === e.key || r.record.to === e.key)),
  figures: (v, e) => plain(v.of('Figure').filter((f) => f.record.subject === e.key)),
  events: (v, e) => plain(v.of('Event').filter((f) => takesPart(f, e))),
  statements: (v, e) => plain(v.of('Statement').filter((s) => s.record.about?.includes(e.key))),
  statementsMade: (v, e) => plain(v.of('Statement').filter((s) => s.record.speaker === e.key)),
  claims: (v, e) => plain(v.claims.filter((c) => concerned(c.fact).includes(e.key))),
  claimsMade: (v, e) => plain(v.claims.filter((c) => c.record.assertedBy === e.key)),
}
const organizationLists: Record<string, List<Entity>> = {
  people: (v, e) => along(v, e, roleKinds, 'in', ['Person']),
  partners: (v, e) => along(v, e, ['PARTNER_OF', 'INTEGRATES'], 'both', organizations),
  parents: (v, e) => [
    ...along(v, e, ['SUBSIDIARY_OF'], 'out', organizations),
    ...along(v, e, ['OWNS'], 'in', organizations),
  ],
  children: (v, e) => [
    ...along(v, e, ['SUBSIDIARY_OF'], 'in', organizations),
    ...along(v, e, ['OWNS'], 'out', organizations),
  ],
}
const investorLists: Record<string, List<Entity>> = {
  investments: (v, e) => along(v, e, ['INVESTED_IN'], 'out', ['Company']),
  portfolio,
  coInvestors,
}
const companyLists: Record<string, List<Entity>> = {
  investors: (v, e) => along(v, e, ['INVESTED_IN'], 'in', investors),
  fundingRounds: (v, e) => plain(roundsRaised(v, e)),
  competitors: (v, e) => along(v, e, ['COMPETES_WITH'], 'both', ['Company']),
  products: (v, e) => along(v, e, ['PRODUCES'], 'out', ['Product']),
  listings: (v, e) => along(v, e, ['LISTED_ON'], 'out', ['Institution']),
}
const factLists: Record<string, List<Fact>> = {
  claims: (v, f) => plain(f.claims.filter((c) => v.sees(c))),
}
const sourceLists: Record<string, List<{ key: string }>> = {
  claims: (v, s) => plain(v.claims.filter((c) => c.record.source === s.key || c.record.via?.includes(s.key))),
}

/** The connections of each object type. */
export const listsOf: Record<string, Record<string, List<never>>> = {
  Company: { ...entityLists, ...organizationLists, ...investorLists, ...companyLists },
  Fund: { ...entityLists, ...organizationLists, ...investorLists },
  Institution: { ...entityLists, ...organizationLists, ...investorLists },
  Person: {
    ...entityLists,
    ...investorLists,
    roles: ((v, e) => along(v, e, roleKinds, 'out', organizations)) satisfies List<Entity>,
  },
  Product: {
    ...entityLists,
    versions: ((v, e) => along(v, e, ['VERSION_OF'], 'in', ['Product'])) satisfies List<Entity>,
  },
  Relation: factLists,
  Figure: factLists,
  Statement: factLists,
  Event: factLists,
  Property: factLists,
  Source: sourceLists,
}

/** The full list that a connection pages through, as pairs; a far thing is there once for each relation that leads to it. */
export function list(view: View, thing: Thing, name: string): Pair[] {
  return listsOf[thing.type]![name]!(view, thing as never)
}

export function producer(view: View, product: Entity): Entity | null {
  const [first] = along(view, product, ['PRODUCES'], 'in', organizations)
  return (first?.node as Entity | undefined) ?? null
}

export const claimsOf = (view: View, facts: readonly Fact[]): Claim[] =>
  view.claims.filter((claim) => facts.includes(claim.fact)).sort(byKey)
