import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { Config } from '../../config.ts'
import { refusal } from '../limits/refusal.ts'
import { jsonNesting } from '../limits/scan.ts'
import type { ServerContext } from './context.ts'
import { idNames, type NamedDocuments } from './named-documents.ts'

/** Has Yoga take `query`, `variables`, `operationName` and `extensions` as they are read here. */
export function useParams(config: Config, named: NamedDocuments): Plugin<object, ServerContext> {
  return {
    onRequestParse({ request, serverContext, setRequestParser }) {
      const { body, handed } = serverContext
      if (request.method === 'GET') setRequestParser(() => named.resolve(paramsOfAddress(request.url, config)))
      if (request.method === 'POST')
        setRequestParser(handed.params ?? (() => named.resolve(paramsOfBody(body, config))))
    },
  }
}

function paramsOfAddress(url: string, config: Config): GraphQLParams {
  const start = url.indexOf('?')
  const search = new URLSearchParams(start === -1 ? '' : url.slice(start + 1))
  const json = (name: string) => {
    const text = search.get(name)
    return text ? parseJson(text, `The parameter "${name}"`, config) : undefined
  }
  const named = Object.fromEntries(idNames.flatMap((name) => (search.has(name) ? [[name, search.get(name)!]] : [])))
  return {
    ...named,
    query: search.get('query') ?? undefined,
    operationName: search.get('operationName') || undefined,
    variables: json('variables') as GraphQLParams['variables'],
    extensions: json('extensions') as GraphQLParams['extensions'],
  }
}

/** Reads the parameters from the body of a POST request; throws what is wrong with it. */
export function paramsOfBody(body: string, config: Config): GraphQLParams {
  const value = parseJson(body, 'The body', config)
  if (Array.isArray(value)) {
    throw badRequest('The body is a JSON list, but one operation a request is answered; batching is off.')
  }
  if (typeof value !== 'object' || value === null) {
    throw badRequest(`The body is a JSON ${value === null ? 'null' : typeof value}, but an object was expected.`)
  }
  return value as GraphQLParams
}

function parseJson(text: string, what: string, config: Config): unknown {
  // As many brackets as are too many don't fit into a short text.
  const nesting = text.length > 2 * config.maxNesting ? jsonNesting(text) : 0
  if (nesting > config.maxNesting) throw refusal('maxNesting', nesting, config.maxNesting)
  try {
    return JSON.parse(text)
  } catch {
    if (text.trim() === '') throw badRequest(`${what} is empty; a JSON object with "query" was expected.`)
    throw badRequest(`${what} is not valid JSON.`)
  }
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } })
}
