import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { DirectLane } from '../graphql/direct.ts'
import type { Pipeline } from '../graphql/pipeline.ts'
import type { createGraphql } from '../graphql/yoga.ts'
import { answerParts, writeHead } from './exchange.ts'
import type { Phase } from './phases.ts'

/** The media types of an answer in one piece, as they are told. */
const types = new Map(
  ['application/json', 'application/graphql-response+json'].map((type) => [type, `${type}; charset=utf-8`]),
)

/** Answers operations that compile completely with the JSON that the database makes, and leaves all others. */
export function answerDirectly(pipeline: Pipeline): Phase {
  const lane = new DirectLane(pipeline)
  return (exchange) => {
    const { request, note, handed, body } = exchange
    if (request.method !== 'POST') return false
    const type = types.get(request.headers.accept!)
    if (!type) return false
    const parts = lane.answer(body, note, handed)
    if (parts instanceof Promise)
      return parts.then((found) => found !== undefined && answerParts(exchange, 200, type, found))
    return parts !== undefined && answerParts(exchange, 200, type, parts)
  }
}

/**
 * Hands a request whose body has been read to the GraphQL handler and writes its answer: a JSON text in one piece,
 * a stream of events as it comes.
 */
export function answerGraphql(pipeline: Pipeline): Phase {
  let loaded: Promise<ReturnType<typeof createGraphql>> | undefined
  // It takes longer to load than all else, and many servers never need it: the direct lane answers.
  const load = () => import('../graphql/yoga.ts').then((module) => module.createGraphql(pipeline))
  return async (exchange) => {
    const { request, response, note, body, handed } = exchange
    loaded ??= load()
    const graphql = await loaded
    const { Request } = graphql.fetchAPI
    const init = { method: request.method, headers: request.headers as Record<string, string> }
    const answer = await graphql.handleRequest(new Request(`http://localhost${request.url}`, init), {
      note,
      body,
      handed,
      waitUntil: graphql.waitUntil,
    })
    const headers = [...answer.headers].flatMap(([name, value]) =>
      name.toLowerCase() === 'content-length' ? [] : [name.toLowerCase(), value],
    )
    if (answer.headers.get('content-type')?.includes('json')) {
      const text = await answer.text()
      writeHead(exchange, answer.status, [...headers, 'content-length', String(Buffer.byteLength(text))]).end(text)
    } else {
      writeHead(exchange, answer.status, headers)
      await writeStream(answer.body, response)
    }
    return true
  }
}

async function writeStream(stream: AsyncIterable<Uint8Array> | null, response: ServerResponse): Promise<void> {
  for await (const chunk of stream ?? []) {
    if (response.destroyed) return
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')])
  }
  response.end()
}
