import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createGraphql, type Parts } from '../graphql/yoga.ts'
import type { Phase } from './exchange.ts'

/**
 * Hands a request whose body has been read to the GraphQL handler and writes its answer: a JSON text in one piece,
 * a stream of events as it comes.
 */
export function answerGraphql(parts: Parts): Phase {
  const graphql = createGraphql(parts)
  const { Request } = graphql.fetchAPI
  return async ({ request, response, note, body }) => {
    const init = { method: request.method, headers: request.headers as Record<string, string> }
    const answer = await graphql.handleRequest(new Request(`http://localhost${request.url}`, init), {
      note,
      body,
      waitUntil: graphql.waitUntil,
    })
    response.setHeaders(answer.headers)
    if (answer.headers.get('content-type')?.includes('json')) {
      const text = await answer.text()
      response.writeHead(answer.status, { 'content-length': Buffer.byteLength(text) }).end(text)
    } else {
      response.writeHead(answer.status)
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
