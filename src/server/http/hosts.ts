import { type Config, variableOf } from '../../config.ts'
import { refuse } from './exchange.ts'
import type { Phase } from './phases.ts'

const mostCharacters = 100
const onThisMachine = ['localhost', '127.0.0.1', '[::1]']

/**
 * Refuses requests whose host is missing, can't be part of an address, or is none by which the server may be called: a page whose
 * name leads to this machine all at once (DNS rebinding) would else read the graph as if it came from here.
 */
export function requireHost(config: Pick<Config, 'host' | 'publicUrl' | 'allowedHosts'>): Phase {
  const allowed = allowedNames(config)
  /** The last one found good; nearly all requests have the same. */
  let last: string | undefined
  return (exchange) => {
    const { host } = exchange.request.headers
    if (host !== undefined && host === last) return false
    const name = nameIn(host ?? '')
    if (name === undefined)
      return refuse(exchange, 400, 'BAD_REQUEST', 'The request has no "host" header, or one that names no host.')
    if (allowed && !allowed.has(name)) {
      const sentence = `This server may not be called ${JSON.stringify(name.slice(0, mostCharacters))}; ${variableOf('allowedHosts')} has to name the hosts by which it may.`
      return refuse(exchange, 421, 'HOST_NOT_ALLOWED', sentence)
    }
    last = host
    return false
  }
}

/** The names by which the server may be called; undefined where any will do. */
function allowedNames({ host, publicUrl, allowedHosts }: Parameters<typeof requireHost>[0]) {
  const listens = nameIn(host) ?? nameIn(`[${host}]`)
  const isLocal = listens !== undefined && (onThisMachine.includes(listens) || listens.startsWith('127.'))
  if (allowedHosts.includes('*') || (allowedHosts.length === 0 && !isLocal)) return undefined
  const given = publicUrl ? [new URL(publicUrl).host, ...allowedHosts] : allowedHosts
  return new Set([...onThisMachine, listens, ...given.map(nameIn)])
}

/** The name in a host, without the port and as all addresses write it; undefined if it is none. */
function nameIn(host: string): string | undefined {
  const address = `http://${host}`
  return URL.canParse(address) ? new URL(address).hostname.replace(/\.$/, '') : undefined
}
