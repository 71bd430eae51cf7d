import type { TupuRecord } from '../../../src/records/record.ts'
import type { Relation, World } from '../world.ts'
import type { Random } from './random.ts'
import { drawWorld } from './worlds.ts'

type Json = Record<string, unknown>

/** The lists that relations lead to, with the roots that have them and the kinds that make them. */
const lists = {
  people: { root: 'companies', kinds: ['DIRECTOR_OF', 'EXECUTIVE_OF', 'EMPLOYED_BY'] },
  partners: { root: 'companies', kinds: ['PARTNER_OF', 'INTEGRATES'] },
  parents: { root: 'companies', kinds: ['SUBSIDIARY_OF', 'OWNS'] },
  investors: { root: 'companies', kinds: ['INVESTED_IN'] },
  investments: { root: 'investors', kinds: ['INVESTED_IN'] },
  roles: { root: 'people', kinds: ['DIRECTOR_OF', 'EXECUTIVE_OF', 'EMPLOYED_BY'] },
} as const

/** A small world in which most of what is joined is joined by several relations that differ. */
export function drawJoined(random: Random, seed: number): TupuRecord[] {
  const records = drawWorld(seed)
  const more = records.flatMap((one) => {
    const kinds = Object.values(lists).find(
      (list) => one.record === 'relation' && list.kinds.includes(one.kind as never),
    )
    if (one.record !== 'relation' || !kinds) return []
    return Array.from({ length: random.int(0, 2) }, (_, i) => ({
      ...one,
      key: `${one.key}-${i}`,
      kind: random.pick<string>(kinds.kinds),
      title: random.maybe([undefined, 'A', 'B']),
      claims: one.claims.map(({ key: _, ...claim }) => claim),
    }))
  })
  return [...records, ...more] as TupuRecord[]
}

function drawEdge(random: Random, relations: readonly Relation[], kinds: readonly string[]): Json {
  const record = random.maybe(relations)?.record
  return random.pick<() => Json>([
    () => ({ kind: { eq: random.pick(kinds) } }),
    () => ({ kind: { eq: random.pick(kinds) } }),
    () => ({ key: { eq: record?.key ?? 'none' } }),
    () => ({ title: { isNull: random.chance(0.5) } }),
    () => ({ title: { eq: random.pick(['A', 'B']) } }),
    () => ({ modality: { eq: random.pick(['REPORTED', 'OPINION', 'OFFICIAL']) } }),
    () => ({ not: { title: { eq: 'A' } } }),
    () => ({}),
  ])()
}

function drawWhere(random: Random, world: World, kinds: readonly string[], depth: number): Json {
  const relations = world.facts.filter((fact) => fact.type === 'Relation' && kinds.includes(fact.record.kind))
  const edge = () => ({ edge: drawEdge(random, relations as Relation[], kinds) })
  const plain = (): Json => {
    const entity = random.pick(world.entities)
    return random.chance(0.5)
      ? { key: { eq: entity.key } }
      : { key: { in: random.some(world.entities, 6).map(({ key }) => key) } }
  }
  const inner = () => drawWhere(random, world, kinds, depth - 1)
  if (depth <= 0) return random.chance(0.8) ? edge() : plain()
  return random.pick<() => Json>([
    edge,
    () => ({ ...edge(), ...plain() }),
    () => ({ not: inner() }),
    () => ({ not: inner() }),
    () => ({ ...edge(), not: inner() }),
    () => ({ or: [inner(), inner()] }),
    () => ({ and: [inner(), inner()] }),
    () => ({ ...edge(), and: [inner(), inner()] }),
  ])()
}

/** A query with conditions on the relations that lead to the members of a list: of those of one thing, or of things that have the list. */
export function drawJoinedQuery(random: Random, world: World): { text: string; variables: Json } {
  const name = random.pick(Object.keys(lists) as (keyof typeof lists)[])
  const { root, kinds } = lists[name]
  const where = drawWhere(random, world, kinds, 2)
  const type = { companies: 'Company', investors: 'Investor', people: 'Person' }[root]
  if (random.chance(0.5)) {
    const quantifier = random.pick(['some', 'every', 'none'])
    return {
      text: `query ($where: ${type}Where) { ${root}(where: $where, first: 50) { totalCount edges { node { key } } } }`,
      variables: { where: { [name]: { [quantifier]: where } } },
    }
  }
  const inner = {
    people: 'PersonEdgeWhere',
    partners: 'OrganizationEdgeWhere',
    parents: 'OrganizationEdgeWhere',
    investors: 'InvestorEdgeWhere',
    investments: 'CompanyEdgeWhere',
    roles: 'OrganizationEdgeWhere',
  }[name]
  const list = `${name}(where: $where) { totalCount edges { node { key } ${name === 'roles' ? 'kind' : 'relations { key }'} } }`
  return {
    text: `query ($where: ${inner}) { ${root}(first: 50) { edges { node { key ${list} } } } }`,
    variables: { where },
  }
}
