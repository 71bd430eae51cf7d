import type { IncomingMessage } from 'node:http'
import { type Config, variableOf } from '../../config.ts'
import { type Exchange, refuse } from './exchange.ts'
import type { Phase } from './phases.ts'

const millisecondsToDrain = 500

/** Accepts bodies of one media type only, in UTF-8 and not compressed. */
function requireBody(type: string): Phase {
  return (exchange) => {
    const { method, headers } = exchange.request
    if (method !== 'POST') return false
    if (headers['content-type'] === type && headers['content-encoding'] === undefined) return false
    const [mediaType, ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
    const charset = parameters
      .map((parameter) => parameter.trim())
      .find((parameter) => parameter.startsWith('charset='))
    const isType = mediaType?.trim() === type
    const isUtf8 = !charset || /^charset="?utf-?8"?$/.test(charset)
    const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity'
    if (isType && isUtf8 && isPlain) return false
    const found = isType ? (isUtf8 ? headers['content-encoding'] : charset) : headers['content-type']
    const sentence = `Only bodies of type ${type} in UTF-8, not compressed, are accepted; this one is ${found ? `"${found.slice(0, 100)}"` : 'without a content-type'}.`
    abandonBody(exchange)
    return refuse(exchange, 415, 'UNSUPPORTED_MEDIA_TYPE', sentence)
  }
}

/** Accepts JSON only, which no HTML form can send. */
export const requireJson = requireBody('application/json')

/** Accepts what HTML forms send by default; only for what changes nothing. */
export const requireForm = requireBody('application/x-www-form-urlencoded')

/** Reads the body of a POST request, and no more of it than the limit. */
export function readBody(config: Config): Phase {
  const tooLarge = (exchange: Exchange) => {
    abandonBody(exchange)
    const limit = config.bodyLimit.toLocaleString('en')
    const sentence = `The body is larger than the ${limit} bytes that are read (${variableOf('bodyLimit')}).`
    return refuse(exchange, 413, 'BODY_TOO_LARGE', sentence)
  }
  return (exchange) => {
    const { request, response } = exchange
    if (request.method !== 'POST') return false
    if (Number(request.headers['content-length'] ?? 0) > config.bodyLimit) return tooLarge(exchange)
    if (request.headers.expect) response.writeContinue()
    return (done) => {
      collect(request, config.bodyLimit, (bytes) => {
        if (!bytes) return done(tooLarge(exchange))
        const text = decoded(bytes)
        if (text === undefined) return done(refuse(exchange, 400, 'BAD_REQUEST', 'The body is not valid UTF-8.'))
        exchange.body = text
        done(false)
      })
    }
  }
}

const strict = new TextDecoder('utf-8', { fatal: true })

/**
 * The text, unless it is no UTF-8. The quick decoder puts U+FFFD in place of what is none and leaves a byte-order mark in; only
 * where either is found the strict one is asked.
 */
function decoded(bytes: Buffer): string | undefined {
  const text = bytes.toString()
  if (!text.includes('\ufffd') && text.charCodeAt(0) !== 0xfeff) return text
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

/** Calls `done` once, when the body is there or is too large; never where the client goes away before. */
function collect(request: IncomingMessage, limit: number, done: (body: Buffer | undefined) => void): void {
  let chunks: Buffer | Buffer[] | undefined
  let size = 0
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limit) {
      request.pause().removeAllListeners('data')
      done(undefined)
    } else if (!chunks) chunks = chunk
    else if (Array.isArray(chunks)) chunks.push(chunk)
    else chunks = [chunks, chunk]
  })
  request.on('end', () => {
    if (size <= limit) done(Array.isArray(chunks) ? Buffer.concat(chunks) : (chunks ?? Buffer.alloc(0)))
  })
}

/**
 * Ends the connection after the response instead of reading the rest of a body. For a moment what still arrives is
 * thrown away, because a connection closed at once would take the response with it.
 */
function abandonBody({ request, response, headers }: Exchange): void {
  if (!headers.includes('connection')) headers.push('connection', 'close')
  response.once('finish', () => {
    request.resume()
    setTimeout(() => request.destroy(), millisecondsToDrain).unref()
  })
}
