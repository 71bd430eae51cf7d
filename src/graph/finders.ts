import { GraphQLError } from 'graphql'
import type { Finders } from '../plan/request.ts'
import type { Ask, Finder } from '../plan/value.ts'
import { lookedAt } from '../records/forever.ts'
import { AskedWeb, type Via } from './asked.ts'
import { findCommon } from './common.ts'
import { dayNumber, type Graph } from './graph.ts'
import { nodeLimits as limits } from './limits.ts'
import { findNeighborhood } from './neighborhood.ts'
import { findPaths, shortestLength } from './paths.ts'
import type { Pair, Way, Web } from './web.ts'

type Given = Readonly<Record<string, unknown>>

const SHARED_STATEMENT = 'SHARED_STATEMENT'
const SHARED_SOURCE = 'SHARED_SOURCE'

/**
 * What finds paths and neighbours for the fields that ask for it: in arrays where these can tell, else in the database. Links of the
 * mutual kinds lead both ways, however they read.
 */
export function linkFinders(graph: Graph, mutual: readonly string[]): Finders {
  const webOf = (args: Given, view: Given, now: string, ask: Ask): Web => {
    const via = viaOf(args.via as string[] | null | undefined, mutual)
    const told = via.statements || via.sources || view.accordingTo || view.modality
    const adjacency = told ? null : graph.current()
    if (!adjacency) return new AskedWeb(ask, via)
    const at = view.knownAt ? lookedAt(view.knownAt as string) : now
    const validOn = dayNumber(view.validOn as string | null | undefined)
    return adjacency.seen({ knownAt: Date.parse(at), validOn, kinds: via.kinds, mutual })
  }

  const paths: Finder = (args, view, now, ask, wanted) => {
    const [from, to] = [existing('from', args), existing('to', args)]
    if (from === to) throw mistake('`from` and `to` are the same entity. Name two.')
    const [maxHops, first] = [within('maxHops', args, limits.maxHops), within('first', args, limits.paths)]
    const web = webOf(args, view, now, ask)
    const way: Way = args.directed ? 'out' : 'both'
    const question = { from, to, way, maxHops, first, budget: limits.budget }
    if (first === 1 && wanted && !wanted.has('hops')) {
      const { length, complete } = shortestLength(web, question)
      if (!complete) throw tooFar()
      return length === null ? [] : [{ length, complete }]
    }
    const found = findPaths(web, question)
    if (!found.complete && found.paths.length === 0) throw tooFar()
    return found.paths.map((nodes) => {
      const pairs = nodes.slice(1).map((node, i): Pair => [nodes[i]!, node])
      return { length: pairs.length, complete: found.complete, hops: web.between(pairs, way) }
    })
  }

  const neighborhood: Finder = (args, view, now, ask) => {
    const [hops, limit] = [within('hops', args, limits.hops), within('limit', args, limits.nodes)]
    if (args.of === null) return null
    const web = webOf(args, view, now, ask)
    return findNeighborhood(web, { of: args.of as number, hops, limit, budget: limits.budget })
  }

  const commonNeighbors: Finder = (args, view, now, ask) => {
    const [a, b] = [existing('a', args), existing('b', args)]
    if (a === b) throw mistake('`a` and `b` are the same entity. Name two.')
    const first = within('first', args, limits.neighbors)
    const { total, ...found } = findCommon(webOf(args, view, now, ask), { a, b, first, budget: limits.budget })
    return { ...found, totalCount: total }
  }

  return { paths, neighborhood, commonNeighbors }
}

function viaOf(via: readonly string[] | null | undefined, mutual: readonly string[]): Via {
  const kinds = via?.filter((kind) => kind !== SHARED_STATEMENT && kind !== SHARED_SOURCE) ?? null
  return {
    kinds,
    mutual: kinds ? mutual.filter((kind) => kinds.includes(kind)) : mutual,
    statements: via?.includes(SHARED_STATEMENT) ?? false,
    sources: via?.includes(SHARED_SOURCE) ?? false,
  }
}

const tooFar = () =>
  new GraphQLError(
    `The search passed ${limits.budget.toLocaleString('en')} entities and had found no path yet. Ask for fewer \`maxHops\`, or name the links with \`via\`.`,
    { extensions: { code: 'SEARCH_LIMIT_EXCEEDED', limit: limits.budget } },
  )

const mistake = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })

/** An empty answer would say that there is no link, where there is nobody to be linked. */
function existing(name: string, args: Given): number {
  if (args[name] === null)
    throw new GraphQLError(`\`${name}\` names no entity that is there. Look for it by another name or key.`, {
      extensions: { code: 'NOT_FOUND' },
    })
  return args[name] as number
}

function within(name: string, args: Given, most: number): number {
  const value = args[name] as number
  if (!(value >= 1 && value <= most)) throw mistake(`\`${name}\` is ${value}: it takes 1 to ${most}.`)
  return value
}
