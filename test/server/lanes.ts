import { request } from 'node:http'

/** An answer as it came over the wire, without what differs from request to request. */
export interface WireAnswer {
  readonly status: number
  /** Names and values in the order in which they came. */
  readonly headers: readonly string[]
  readonly body: string
}

export interface WireRequest {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

const json = { 'content-type': 'application/json' }

/** A POST request for an operation. */
export const asking = (
  params: object,
  headers: Readonly<Record<string, string>> = {},
): WireRequest & { body: string } => ({
  method: 'POST',
  headers: { ...json, ...headers },
  body: JSON.stringify(params),
})

/** Sends a request byte for byte and gives the answer byte for byte; ids of requests and log lines are made alike. */
export function send(url: string, { method = 'POST', path = '/graphql', headers = json, body }: WireRequest) {
  return new Promise<WireAnswer>((resolve, reject) => {
    const outgoing = request(url + path, { method, headers: { ...headers, 'x-request-id': 'same' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.rawHeaders.map((text, i, all) => (all[i - 1]?.toLowerCase() === 'date' ? '' : text)),
          body: Buffer.concat(chunks)
            .toString()
            .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'LOG-ID'),
        }),
      )
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
