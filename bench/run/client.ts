import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 8 })

export type Response = { readonly status: number; readonly text: string; readonly length: number }

/** Sends one GraphQL request; used to check answers, not to measure. */
export function ask(port: number, body: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const call = request({ agent, port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        resolve({ status: response.statusCode!, text: bytes.toString(), length: bytes.length })
      })
    })
    call.on('error', reject)
    call.end(body)
  })
}
