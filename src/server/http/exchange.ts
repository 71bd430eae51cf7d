import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Note } from '../graphql/context.ts'

/** One request and its response on their way through the server's phases. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The path of the request's address, without its parameters. */
  readonly path: string
  readonly note: Note
  id: string
  body: string
}

/** A step of answering a request; says whether the request is answered, so that no later phase runs. */
export type Phase = (exchange: Exchange) => boolean | Promise<boolean>

/** Begins an exchange. */
export function createExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const url = request.url ?? '/'
  const end = url.indexOf('?')
  return { request, response, path: end === -1 ? url : url.slice(0, end), note: {}, id: '', body: '' }
}

/** Answers with a JSON value. */
export function answerJson({ response, request }: Exchange, status: number, value: unknown): true {
  const text = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  })
  response.end(request.method === 'HEAD' ? undefined : text)
  return true
}

/** Refuses a request with one sentence, in the form of a GraphQL answer so that every client can show it. */
export function refuse(exchange: Exchange, status: number, code: string, message: string): true {
  exchange.note.codes = [code]
  return answerJson(exchange, status, { errors: [{ message, extensions: { code } }] })
}
