import { type GraphQLSchema, parse } from 'graphql'
import type { View } from '../view.ts'
import { drawView } from './arguments.ts'
import type { Random } from './random.ts'

type Json = Record<string, unknown>
export type Led = { readonly text: string; readonly variables: Json }

const roots = { companies: 'CompanyFilter', funds: 'FundFilter', institutions: 'InstitutionFilter' }
const nodeParts = ['id', 'key', 'kind', 'name', 'name(lang: EN)', 'country', 'foundedOn', 'influence']
const pageParts = 'hasNextPage hasPreviousPage startCursor endCursor'

function drawWhere(random: Random, view: View): Json {
  const values = (name: string) =>
    view.world.facts.flatMap((fact) =>
      fact.type === 'Property' && fact.record.name === name ? [fact.record.value] : [],
    )
  const country = () => ({ country: { eq: random.maybe(values('COUNTRY')) ?? 'CN' } })
  const since = () => ({
    foundedOn: { [random.pick(['gte', 'lte'])]: (random.maybe(values('FOUNDED_ON')) ?? '2010').slice(0, 4) },
  })
  const more = () =>
    random.pick([since(), since(), country(), { foundedOn: { isNull: random.chance(0.5) } }, { influence: { gte: 1 } }])
  return random.pick([
    () => country(),
    () => ({ ...country(), ...since() }),
    () => ({ ...country(), ...since() }),
    () => ({ and: [since(), country()] }),
    () => ({ ...country(), or: [more(), more()] }),
    () => ({ ...country(), not: more() }),
    () => ({ country: { ...country().country, in: [country().country.eq, 'CN'] }, ...since() }),
    // Not all of them have that value, so these are not led to.
    () => ({ or: [country(), more()] }),
    () => ({ not: country() }),
  ])()
}

function drawOrder(random: Random, first: string): Json[] {
  const direction = () => random.pick([{}, { direction: 'DESC' }])
  const item = { field: first, ...direction() }
  return random.pick([[item], [item], [item, { field: 'KEY', ...direction() }], [{ field: 'KEY' }, item], []])
}

/** A list that the product may read through what leads to it, under a view; with a place in it to go on from if one is given. */
export function drawLed(random: Random, schema: GraphQLSchema, plain: View, cursor?: string): Led {
  const { args, view } = random.chance(0.3) ? { args: {}, view: plain } : drawView(random, plain.world, plain.now)
  const variables: Json = { ...args }
  const types = schema.getQueryType()!.getFields().view!.args
  const given = types.filter(({ name }) => name in args)
  const page: Json = { [random.pick(['first', 'first', 'last'])]: random.int(0, 4) }
  if (cursor && random.chance(0.7)) page[random.pick(['after', 'after', 'before'])] = cursor
  const parts = ['edges', random.pick(['', 'pageInfo', 'pageInfo']), random.pick(['', 'totalCount'])]
  const list = (node: string) =>
    parts
      .map(
        (part) => ({ edges: `edges { cursor node { ${node} } }`, pageInfo: `pageInfo { ${pageParts} }` })[part] ?? part,
      )
      .join(' ')
  const types_: Record<string, string> = { first: 'Int', last: 'Int', after: 'String', before: 'String' }
  let body: string
  let declared = Object.keys(page).map((name) => `$${name}: ${types_[name]}`)
  const paging = Object.keys(page).map((name) => `${name}: $${name}`)
  Object.assign(variables, page)
  if (random.chance(0.7)) {
    const root = random.chance(0.7) ? 'companies' : random.pick(Object.keys(roots) as (keyof typeof roots)[])
    const type = (name: string) =>
      schema
        .getQueryType()!
        .getFields()
        [root]!.args.find((one) => one.name === name)!.type
    Object.assign(variables, { where: drawWhere(random, view), orderBy: drawOrder(random, 'NAME') })
    declared = [...declared, `$where: ${type('where')}`, `$orderBy: ${type('orderBy')}`]
    const node = random.some(nodeParts.slice(0, random.pick([3, nodeParts.length])), random.int(1, 4)).join(' ')
    const aliased = node.replace('name(lang: EN)', 'english: name(lang: EN)')
    body = `${root}(where: $where, orderBy: $orderBy, ${paging}) { ${list(aliased)} }`
  } else {
    variables.orderBy = drawOrder(random, 'SAID_ON')
    declared.push('$orderBy: [StatementOrder!]')
    body = `entities(first: 30) { edges { node { key statements(orderBy: $orderBy, ${paging}) { ${list('key saidOn speaker { name }')} } } } }`
  }
  if (given.length > 0) {
    declared.push(...given.map(({ name, type }) => `$${name}: ${type}`))
    body = `view(${given.map(({ name }) => `${name}: $${name}`).join(', ')}) { ${body} }`
  }
  const text = `query (${declared.join(', ')}) { ${body} }`
  parse(text)
  return { text, variables }
}
