import { graphqlPath } from '../graphql/yoga.ts'
import type { Phase } from '../http/exchange.ts'
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
  return async ({ request, response, path }) => {
    const isAsked = request.method === 'GET' && path === graphqlPath && request.headers.accept?.includes('text/html')
    if (!isAsked) return false
    const encoding = acceptedEncoding(request.headers['accept-encoding'])
    const body = await page.read(encoding)
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': body.length,
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      vary: 'Accept, Accept-Encoding',
    })
    response.end(body)
    return true
  }
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
