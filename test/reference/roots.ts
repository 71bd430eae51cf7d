import { type Pair, plain, roleRelations } from './lists.ts'
import type { View } from './view.ts'
import { type Fact, investors, organizations, type Relation } from './world.ts'

type Root = (view: View) => Pair[]
const kindOf =
  (type: string): Root =>
  (v) =>
    plain(v.world.entities.filter((e) => e.type === type))
const factsOf =
  (type: Fact['type']): Root =>
  (v) =>
    plain(v.of(type))

function ends(
  view: View,
  kinds: readonly string[],
  types: readonly string[],
  side: (r: Relation) => unknown[],
): Pair[] {
  const keys = roleRelations(view)
    .filter((r) => kinds.includes(r.record.kind))
    .flatMap(side)
  return plain(view.world.entities.filter((e) => types.includes(e.type) && keys.includes(e.key)))
}

/** The connections at the root. */
export const roots: Record<string, Root> = {
  entities: (v) => plain(v.world.entities),
  companies: kindOf('Company'),
  funds: kindOf('Fund'),
  institutions: kindOf('Institution'),
  people: kindOf('Person'),
  products: kindOf('Product'),
  investors: (v) => ends(v, ['INVESTED_IN'], investors, (r) => [r.record.from]),
  partners: (v) => ends(v, ['PARTNER_OF', 'INTEGRATES'], organizations, (r) => [r.record.from, r.record.to]),
  analysts: (v) => ends(v, ['ANALYST_AT'], ['Person'], (r) => [r.record.from]),
  relations: factsOf('Relation'),
  figures: factsOf('Figure'),
  statements: factsOf('Statement'),
  events: factsOf('Event'),
  properties: factsOf('Property'),
  fundingRounds: (v) => plain(v.of('Event').filter((e) => e.record.kind === 'FUNDING_ROUND')),
  claims: (v) => plain(v.claims),
  sources: (v) => plain(v.world.sources),
}
