import { GraphQLError } from 'graphql'
import type { GraphQLParams, Plugin } from 'graphql-yoga'
import type { Config } from '../../config.ts'
import { refusal } from '../limits/refusal.ts'
import { jsonNesting } from '../limits/scan.ts'
import type { ServerContext } from './context.ts'
import { idNames, type NamedDocuments } from './named-documents.ts'

const known: ReadonlySet<string> = new Set(['query', 'variables', 'operationName', 'extensions', ...idNames])

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
  return wellFormed({
    ...named,
    query: search.get('query') ?? undefined,
    operationName: search.get('operationName') ?? undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  })
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
  return wellFormed(value as Record<string, unknown>)
}

/** The parameters, if they are of the right types; others, which a later protocol may bring, are ignored. */
function wellFormed(given: Record<string, unknown>): GraphQLParams {
  let params = given
  for (const name in given) {
    if (known.has(name)) continue
    params = Object.fromEntries(Object.entries(given).filter(([own]) => known.has(own)))
    break
  }
  const { query, operationName, variables, extensions } = params
  if (!isTextOrNothing(query)) throw badRequest('"query" is not a string.')
  if (!isTextOrNothing(operationName)) throw badRequest('"operationName" is not a string.')
  if (!isObjectOrNothing(variables)) throw badRequest('"variables" is not an object.')
  if (!isObjectOrNothing(extensions)) throw badRequest('"extensions" is not an object.')
  // As the draft of GraphQL over HTTP has it for addresses.
  if (operationName === '') params.operationName = undefined
  return params as GraphQLParams
}

const isTextOrNothing = (value: unknown) => value === undefined || value === null || typeof value === 'string'
const isObjectOrNothing = (value: unknown) =>
  value === undefined || (typeof value === 'object' && !Array.isArray(value))

function parseJson(text: string, what: string, config: Config): unknown {
  // As many brackets as are too many don't fit into a short text.
  const nesting = text.length > 2 * config.maxNesting ? jsonNesting(text) : 0
  if (nesting > config.maxNesting) throw unread(refusal('maxNesting', nesting, config.maxNesting))
  try {
    return JSON.parse(text)
  } catch {
    if (text.trim() === '') throw badRequest(`${what} is empty; a JSON object with "query" was expected.`)
    throw badRequest(`${what} is not valid JSON.`)
  }
}

/** As an error about JSON of which, since it wasn't read, nobody knows whether it holds a well-formed request. */
function unread(error: GraphQLError): GraphQLError {
  error.extensions.http = { status: 400 }
  return error
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } })
}
