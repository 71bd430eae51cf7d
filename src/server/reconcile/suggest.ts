import { parse } from 'graphql'
import type { Matcher } from '../../search/match.ts'
import { describe } from './candidates.ts'
import { type Graph, isKey } from './graph.ts'
import { BadRequest } from './mistake.ts'
import { type Property, plainProperties, relationProperties, schemeProperties } from './properties.ts'
import { longestName } from './retrieval.ts'
import { fitsPrefix, kindsOf, shortType, types } from './types.ts'

const pageSize = 20
const mostMatches = 200

const schemesOfSome = parse(/* GraphQL */ `
  fragment Schemes on Entity { identifiers { scheme } }
  {
    companies(first: 100) { edges { node { ...Schemes } } }
    funds(first: 100) { edges { node { ...Schemes } } }
    institutions(first: 100) { edges { node { ...Schemes } } }
    people(first: 100) { edges { node { ...Schemes } } }
    products(first: 100) { edges { node { ...Schemes } } }
  }
`)

/** How many suggestions to skip. */
function cursorOf(parameters: URLSearchParams): number {
  const given = parameters.get('cursor') || '0'
  if (/^\d{1,6}$/.test(given)) return Number(given)
  throw new BadRequest('"cursor" must be a whole number: how many suggestions to skip.')
}

/** Types whose id or name begins as typed. */
export function suggestTypes(parameters: URLSearchParams) {
  const cursor = cursorOf(parameters)
  const prefix = parameters.get('prefix') ?? ''
  return { result: types.filter((type) => fitsPrefix(prefix, type)).slice(cursor) }
}

/** Properties whose id or name begins as typed: those that the schema knows, and identifiers that entities have. */
export async function suggestProperties(parameters: URLSearchParams, graph: Graph) {
  const cursor = cursorOf(parameters)
  const prefix = parameters.get('prefix') ?? ''
  const all = [...plainProperties, ...(await schemes(graph))]
  return { result: all.filter((property) => fitsPrefix(prefix, property)).slice(cursor, cursor + pageSize) }
}

/** Properties that values can be fetched of for the entities of a type, at most `limit`. */
export async function proposeProperties(parameters: URLSearchParams, graph: Graph) {
  const type = parameters.get('type') || undefined
  if (type && !kindsOf(type)) throw new BadRequest(`There is no type ${JSON.stringify(type.slice(0, 100))}.`)
  const given = parameters.get('limit') || undefined
  if (given && !/^\d{1,6}$/.test(given)) throw new BadRequest('"limit" must be a whole number.')
  const limit = given === undefined ? undefined : Number(given)
  const properties = [...plainProperties, ...(await schemes(graph)), ...relationProperties].slice(0, limit)
  return { ...(type && { type }), ...(limit !== undefined && { limit }), properties }
}

async function schemes(graph: Graph): Promise<readonly Property[]> {
  type Some = { edges: { node: { identifiers: { scheme: string }[] } }[] }
  const some = await graph.ask<Record<string, Some>>(schemesOfSome, {})
  const met = Object.values(some).flatMap(({ edges }) => edges.flatMap(({ node }) => node.identifiers))
  return schemeProperties(met.map((identifier) => identifier.scheme))
}

/** Entities that may be meant, the best first; where nothing is, those of which a name begins so. */
export async function suggestEntities(parameters: URLSearchParams, matcher: Matcher, graph: Graph) {
  const cursor = cursorOf(parameters)
  const prefix = (parameters.get('prefix') ?? '').trim()
  if (prefix === '' || prefix.length > longestName) return { result: [] }
  const matches = matcher.match(prefix, { limit: Math.min(cursor + pageSize, mostMatches), typing: true })
  const named = matches.length > 0 ? matches.map((match) => match.key) : await graph.beginning(prefix)
  const keys = new Set([...(isKey(prefix) ? [prefix] : []), ...named])
  const entries = await graph.entries([...keys])
  const found = [...keys].flatMap((key) => entries.get(key) ?? [])
  return {
    result: found.slice(cursor, cursor + pageSize).map((entry) => ({
      id: entry.key,
      name: entry.name,
      description: describe(entry),
      notable: [shortType(entry.kind)],
    })),
  }
}
