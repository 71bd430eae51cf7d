import { graphqlPath } from '../graphql/path.ts'
import { answered, preferred } from '../http/accept.ts'
import { type Exchange, writeHead } from '../http/exchange.ts'
import type { Phase } from '../http/phases.ts'
import { type Encoding, PlaygroundPage } from './page.ts'

/** Keeps the browser from asking anything of any other host, whatever the page's scripts may try. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self'",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Answers browsers that open the GraphQL address with the playground, compressed as they accept it. */
export function playground(): Phase {
  const page = new PlaygroundPage()
  return (exchange) => {
    const { request, path, headers } = exchange
    if (request.method !== 'GET' || path !== graphqlPath) return false
    if (prefersPage(request.headers.accept)) return show(page, exchange)
    headers.push('vary', 'Accept')
    return false
  }
}

/** Whether a page is named, and before all in which GraphQL is answered. */
function prefersPage(accept = ''): boolean {
  return /text\/html/i.test(accept) && preferred(accept, [...answered, 'text/html']) === 'text/html'
}

async function show(page: PlaygroundPage, exchange: Exchange): Promise<true> {
  const encoding = acceptedEncoding(exchange.request.headers['accept-encoding'])
  const body = await page.read(encoding)
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(body.length),
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    'content-security-policy': contentSecurityPolicy,
    'cache-control': 'no-cache',
    'referrer-policy': 'no-referrer',
    vary: 'Accept, Accept-Encoding',
  }
  writeHead(exchange, 200, Object.entries(headers).flat()).end(body)
  return true
}

function acceptedEncoding(header: string | string[] | undefined): Encoding {
  const accepted = String(header ?? '')
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .filter((item) => !/;\s*q=0(\.0*)?$/.test(item))
    .map((item) => item.split(';')[0])
  if (accepted.includes('br')) return 'br'
  return accepted.includes('gzip') ? 'gzip' : 'identity'
}
