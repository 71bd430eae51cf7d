import { readFileSync } from 'node:fs'
import { ConfigError, variableOf } from '../../config.ts'

/** The documents that may be asked by an id, or that alone may be asked. */
export interface TrustedDocuments {
  readonly texts: ReadonlySet<string>
  /** The document with this id, which may be written with `sha256:` before it or not. */
  byId(id: string): string | undefined
}

/**
 * Reads a file of trusted documents: a JSON object of texts by id, as Relay, GraphQL Code Generator and others write it,
 * or the manifest that Apollo's tools write.
 */
export function readTrustedDocuments(path: string): TrustedDocuments {
  const mistake = (sentence: string) => new ConfigError(`${variableOf('trustedDocuments')}: ${path} ${sentence}`)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw mistake('is not valid JSON.')
    throw mistake(`can't be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  const documents = new Map<string, string>()
  for (const [id, text] of entriesOf(value) ?? []) {
    if (typeof id !== 'string' || typeof text !== 'string' || text.trim() === '')
      throw mistake(`has no text of a document under ${JSON.stringify(id)}.`)
    documents.set(bare(id), text)
  }
  if (documents.size === 0)
    throw mistake('holds no documents; expected an object of texts by id, or a manifest with "operations".')
  return { texts: new Set(documents.values()), byId: (id) => documents.get(bare(id)) }
}

const bare = (id: string) => id.replace(/^sha256:/, '')

function entriesOf(value: unknown): [id: unknown, text: unknown][] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if (!('operations' in value) || !Array.isArray(value.operations)) return Object.entries(value)
  return value.operations.map((operation: { id?: unknown; body?: unknown } | null) => [operation?.id, operation?.body])
}
