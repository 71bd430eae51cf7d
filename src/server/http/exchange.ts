import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handed, Note } from '../graphql/context.ts'

/** One request and its response on their way through the server's phases. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The path of the request's address, without its parameters. */
  readonly path: string
  readonly note: Note
  /** What the direct lane found out before it left the request to the other. */
  readonly handed: Handed
  /** Names and values, in turn, of headers that the response gets whoever answers: cheaper than setting each. */
  readonly headers: string[]
  id: string
  body: string
}

const SLASH = 47

/** Makes a target that names a host, as proxies are sent it, one that is only a path; the host counts instead of the header. */
function takeOffHost(request: IncomingMessage, target: string): string {
  const [start, host] = /^https?:\/\/([^/?#]*)/i.exec(target) ?? []
  if (start === undefined) return target
  const rest = target.slice(start.length)
  const path = rest.charCodeAt(0) === SLASH ? rest : `/${rest}`
  if (request.headers.host !== undefined) request.headers.host = host
  request.url = path
  return path
}

/** Begins an exchange. */
export function createExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const target = request.url ?? '/'
  const url = target.charCodeAt(0) === SLASH ? target : takeOffHost(request, target)
  const end = url.indexOf('?')
  const path = end === -1 ? url : url.slice(0, end)
  return {
    request,
    response,
    path,
    note: {},
    handed: {},
    headers: ['x-content-type-options', 'nosniff'],
    id: '',
    body: '',
  }
}

/** Writes the status and all headers: those of the exchange, then these. */
export function writeHead(
  { response, headers }: Exchange,
  status: number,
  more: readonly string[] = [],
): ServerResponse {
  return response.writeHead(status, headers.concat(more))
}

/** Answers with what is put together of some parts; texts are written in UTF-8. */
export function answerParts(
  { response, headers }: Exchange,
  status: number,
  type: string,
  parts: readonly (string | Buffer)[],
): true {
  let length = 0
  for (const part of parts) length += Buffer.byteLength(part)
  headers.push('content-type', type, 'content-length', String(length))
  response.writeHead(status, headers)
  const last = parts[parts.length - 1]!
  if (parts.length === 1) {
    response.end(last, length === last.length ? 'latin1' : 'utf8')
    return true
  }
  // Together they are one system call.
  response.cork()
  for (let i = 0; i < parts.length - 1; i++) response.write(parts[i]!)
  response.end(last)
  response.uncork()
  return true
}

/** Answers with a JSON value. */
export function answerJson(exchange: Exchange, status: number, value: unknown): true {
  const text = JSON.stringify(value)
  const type = 'application/json; charset=utf-8'
  const length = String(Buffer.byteLength(text))
  const response = writeHead(exchange, status, [
    'content-type',
    type,
    'content-length',
    length,
    'cache-control',
    'no-store',
  ])
  response.end(exchange.request.method === 'HEAD' ? undefined : text)
  return true
}

/** Refuses a request with one sentence, in the form of a GraphQL answer so that every client can show it. */
export function refuse(exchange: Exchange, status: number, code: string, message: string): true {
  exchange.note.codes = [code]
  return answerJson(exchange, status, { errors: [{ message, extensions: { code } }] })
}
