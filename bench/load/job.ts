/** What the load process is told to do. */
export type Job = {
  readonly port: number
  /** Bodies of POST requests, sent one after the other and then again from the first. */
  readonly bodies: readonly string[]
  /** How long the body of each answer is; a run that meets another length has met an error. */
  readonly lengths: readonly number[]
  readonly from: number
  readonly connections: number
  readonly milliseconds: number
}

/** What came of it; times in milliseconds. */
export type Outcome = { readonly rps: number; readonly p50: number; readonly p99: number; readonly answers: number }
export type Reply = { readonly outcome: Outcome } | { readonly error: string }

/** A whole POST request, ready to be sent. */
export function requestOf(body: string, port: number): Buffer {
  const head = [
    'POST /graphql HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'accept: application/json',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
}
