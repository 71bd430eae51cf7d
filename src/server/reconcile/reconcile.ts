import type { Config } from '../../config.ts'
import { createMatcher, type Matcher } from '../../search/match.ts'
import { StatementTimeout } from '../../store/store.ts'
import type { Parts } from '../graphql/pipeline.ts'
import { readBody, requireForm } from '../http/body.ts'
import { allowOrigins } from '../http/cors.ts'
import { answerJson, type Exchange, refuse, writeHead } from '../http/exchange.ts'
import { type Phase, runPhases } from '../http/phases.ts'
import { jsonNesting } from '../limits/scan.ts'
import { answerQueries } from './candidates.ts'
import { extend } from './extend.ts'
import { Graph } from './graph.ts'
import { addressFor, manifest, paths, reconcilePath } from './manifest.ts'
import { BadRequest } from './mistake.ts'
import { entityPage, missingPage } from './preview.ts'
import { readQueries } from './queries.ts'
import { proposeProperties, suggestEntities, suggestProperties, suggestTypes } from './suggest.ts'

type Answer = (exchange: Exchange, parameters: URLSearchParams) => Promise<true>

/**
 * Answers everything under `/reconcile` as the Reconciliation Service API 0.2 has it: any page may read the answers
 * unless the configuration says which, since they are given to all and change nothing.
 */
export function reconciliation(parts: Parts): Phase {
  const phases = [
    allowOrigins({ corsOrigins: parts.config.reconcileOrigins }),
    requireMethod,
    requireForm,
    readBody(parts.config),
    answerWith(routes(parts)),
  ]
  return (exchange) => {
    if (exchange.path !== reconcilePath && !exchange.path.startsWith(`${reconcilePath}/`)) return false
    return (_done, failed) => runPhases(phases, exchange, failed)
  }
}

const requireMethod: Phase = (exchange) => {
  const allowed = exchange.path === reconcilePath ? ['GET', 'POST'] : ['GET']
  if (allowed.includes(exchange.request.method ?? '')) return false
  exchange.headers.push('allow', allowed.join(', '))
  return refuse(exchange, 405, 'METHOD_NOT_ALLOWED', `Here one asks by ${allowed.join(' or ')}.`)
}

function routes(parts: Parts): (path: string) => Answer | undefined {
  const graph = new Graph(parts)
  let created: Matcher | undefined
  const matcher = () => {
    created ??= createMatcher(parts.store)
    return created
  }
  const json = (value: (parameters: URLSearchParams) => unknown): Answer => {
    return async (exchange, parameters) => answerJson(exchange, 200, await value(parameters))
  }
  const fixed = new Map<string, Answer>([
    [
      reconcilePath,
      async (exchange, parameters) => {
        const [queries, extension] = [parameters.get('queries'), parameters.get('extend')]
        if (queries !== null) {
          const read = readQueries(parseJson('queries', queries, parts.config))
          return answerJson(exchange, 200, await answerQueries(read, matcher(), graph))
        }
        if (extension !== null)
          return answerJson(exchange, 200, await extend(parseJson('extend', extension, parts.config), graph))
        if (exchange.request.method === 'POST')
          throw new BadRequest('The form has neither "queries" nor "extend"; one of them, as JSON, was expected.')
        return answerJson(exchange, 200, manifest(addressFor(exchange, parts.config), parts.config))
      },
    ],
    [paths.suggestEntity, json((parameters) => suggestEntities(parameters, matcher(), graph))],
    [paths.suggestType, json(suggestTypes)],
    [paths.suggestProperty, json((parameters) => suggestProperties(parameters, graph))],
    [paths.properties, json((parameters) => proposeProperties(parameters, graph))],
    [paths.preview, (exchange, parameters) => page(exchange, parameters.get('id') ?? '', '*')],
  ])
  const page = async (exchange: Exchange, id: string, framedBy: string) =>
    answerPage(exchange, id, await entityPage(id, graph, parts.config.playground), framedBy)
  const view: Answer = (exchange) => page(exchange, idIn(exchange.path), "'none'")
  return (path) => fixed.get(path) ?? (path.startsWith(paths.entity) ? view : undefined)
}

function answerWith(answerAt: (path: string) => Answer | undefined): Phase {
  return async (exchange) => {
    const answer = answerAt(exchange.path)
    if (!answer) return refuse(exchange, 404, 'NOT_FOUND', `Nothing is here; the service is at ${reconcilePath}.`)
    try {
      return await answer(exchange, parametersOf(exchange))
    } catch (error) {
      if (error instanceof BadRequest) {
        const code = error.status === 413 ? 'BATCH_TOO_LARGE' : 'BAD_REQUEST'
        return refuse(exchange, error.status, code, error.message)
      }
      if (!(error instanceof StatementTimeout)) throw error
      const limit = error.milliseconds.toLocaleString('en')
      return refuse(
        exchange,
        503,
        'STATEMENT_TIMEOUT',
        `The search took longer than ${limit} ms; ask for less at once.`,
      )
    }
  }
}

/** The fields of the form; of a GET request those of its address. */
function parametersOf({ request, body }: Exchange): URLSearchParams {
  if (request.method === 'POST') return new URLSearchParams(body)
  const start = request.url!.indexOf('?')
  return new URLSearchParams(start === -1 ? '' : request.url!.slice(start))
}

function parseJson(name: string, text: string, config: Config): unknown {
  if (jsonNesting(text) > config.maxNesting) throw new BadRequest(`"${name}" nests too deep.`)
  try {
    return JSON.parse(text)
  } catch {
    throw new BadRequest(`"${name}" is not valid JSON.`)
  }
}

function idIn(path: string): string {
  try {
    return decodeURIComponent(path.slice(paths.entity.length))
  } catch {
    throw new BadRequest('The id in the address is not well encoded.')
  }
}

function answerPage(exchange: Exchange, id: string, html: string | null, framedBy: string): true {
  const body = Buffer.from(html ?? missingPage(id))
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(body.length),
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors ${framedBy}`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  }
  writeHead(exchange, html ? 200 : 404, Object.entries(headers).flat()).end(body)
  return true
}
