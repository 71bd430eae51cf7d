import { createHash } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { GraphQLParams } from 'graphql-yoga'
import { type Config, variableOf } from '../../config.ts'
import { LastTexts } from './last-texts.ts'
import type { TrustedDocuments } from './trusted.ts'

/** Names under which clients send the id of a document: the draft of the specification, and Relay's. */
export const idNames = ['documentId', 'doc_id', 'id'] as const

const hasId = (params: GraphQLParams): boolean => {
  for (const name of idNames) if (Object.hasOwn(params, name)) return true
  return false
}

type Given = GraphQLParams & { [Name in (typeof idNames)[number]]?: unknown }

/**
 * Documents that requests name instead of sending them: trusted ones by the id that the file of them gives, and others
 * by their hash once a client has registered it (Apollo's automatic persisted queries).
 */
export class NamedDocuments {
  readonly #trusted: TrustedDocuments | undefined
  readonly #trustedOnly: boolean
  readonly #registered: LastTexts<string> | undefined

  constructor(config: Config, trusted: TrustedDocuments | undefined) {
    this.#trusted = trusted
    this.#trustedOnly = config.trustedOnly
    if (config.persistedQueries && !config.trustedOnly)
      this.#registered = new LastTexts((hash, source) => hash.length + source.length)
  }

  /** The parameters with the text of the document that they name; throws if there is none, or none that may be asked. */
  resolve(params: GraphQLParams): GraphQLParams {
    const persisted: unknown = params.extensions?.persistedQuery ?? undefined
    if (!this.#trustedOnly && persisted === undefined && !hasId(params)) return asking(params)
    const { documentId, doc_id, id: id_, ...rest } = params as Given
    const given = documentId ?? doc_id ?? id_
    if (given !== undefined && given !== null) return { ...rest, query: this.#trustedText(given, rest.query) }
    if (persisted !== undefined) return { ...rest, query: this.#persistedText(persisted, rest.query) }
    const isForeign = this.#trustedOnly && typeof rest.query === 'string' && !this.#trusted?.texts.has(rest.query)
    if (isForeign) throw this.#notTrusted()
    return asking(rest)
  }

  #trustedText(id: unknown, query: unknown): string {
    const text = typeof id === 'string' ? this.#trusted?.byId(id) : undefined
    if (text !== undefined && (query === undefined || query === null || query === text)) return text
    if (text !== undefined) throw badRequest('The id names another document than the one in "query".')
    throw new GraphQLError(
      `No trusted document has this id; ${this.#trusted ? `the file of them (${variableOf('trustedDocuments')}) has others` : `the server was given none (${variableOf('trustedDocuments')})`}.`,
      { extensions: { code: 'DOCUMENT_NOT_FOUND', http: { status: 400 } } },
    )
  }

  #persistedText(persisted: unknown, query: unknown): string {
    const { version, sha256Hash: hash } = persisted as { version?: unknown; sha256Hash?: unknown }
    const sent = typeof query === 'string' && query !== '' ? query : undefined
    const trusted = typeof hash === 'string' ? this.#trusted?.byId(hash) : undefined
    if (trusted !== undefined && (sent === undefined || sent === trusted)) return trusted
    if (sent !== undefined && this.#trusted?.texts.has(sent)) return sent
    if (this.#trustedOnly) throw this.#notTrusted()
    if (!this.#registered) throw persistedError('PersistedQueryNotSupported', 'PERSISTED_QUERY_NOT_SUPPORTED')
    if (version !== 1) throw badRequest('Unsupported persisted query version')
    if (typeof hash !== 'string')
      throw badRequest('"persistedQuery" lacks "sha256Hash", the SHA-256 of the document in hexadecimal.')
    if (sent === undefined) {
      const known = this.#registered.get(hash)
      if (known === undefined) throw persistedError('PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND')
      return known
    }
    if (createHash('sha256').update(sent).digest('hex') !== hash)
      throw badRequest('provided sha does not match query', 'PERSISTED_QUERY_MISMATCH')
    this.#registered.set(hash, sent)
    return sent
  }

  #notTrusted(): GraphQLError {
    const message = `Only trusted documents are answered here (${variableOf('trustedOnly')}), and this is none; send the id or the exact text of one.`
    return new GraphQLError(message, { extensions: { code: 'DOCUMENT_NOT_TRUSTED', http: { status: 403 } } })
  }
}

/** The parameters, unless they lack a document: then the request is not well-formed, whatever media type is accepted. */
function asking(params: GraphQLParams): GraphQLParams {
  const { query } = params
  if (query === undefined || query === null || query === '')
    throw badRequest('The request lacks "query", the text of a GraphQL document.')
  return params
}

/** An error by which Apollo's clients know to send the whole text; never to be cached. */
function persistedError(message: string, code: string): GraphQLError {
  const headers = { 'cache-control': 'private, no-cache, must-revalidate' }
  return new GraphQLError(message, { extensions: { code, http: { status: 200, headers } } })
}

function badRequest(message: string, code = 'BAD_REQUEST'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } })
}
