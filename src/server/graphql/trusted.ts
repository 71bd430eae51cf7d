import { readFileSync } from 'node:fs'
import { GraphQLError } from 'graphql'
import { ConfigError, variableOf } from '../../config.ts'
import type { Documents } from './documents.ts'

const mostMistakes = 10

/** The documents that may be asked by an id, or that alone may be asked. */
export interface TrustedDocuments {
  readonly texts: ReadonlySet<string>
  /** The document with this id, which may be written with `sha256:` before it or not. */
  byId(id: string): string | undefined
}

/**
 * Reads a file of trusted documents: a JSON object of texts by id, as Relay, GraphQL Code Generator and others write it,
 * or the manifest that Apollo's tools write. Throws if a document in it can't be answered.
 */
export function readTrustedDocuments(path: string, checked: Documents): TrustedDocuments {
  const start = `${variableOf('trustedDocuments')}: ${path}`
  const mistake = (sentence: string) => new ConfigError(`${start} ${sentence}`)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw mistake('is not valid JSON.')
    throw mistake(`can't be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  const documents = new Map<string, string>()
  const mistakes: string[] = []
  for (const [id, text] of entriesOf(value) ?? []) {
    if (typeof id !== 'string' || typeof text !== 'string' || text.trim() === '')
      throw mistake(`has no text of a document under ${JSON.stringify(id)}.`)
    documents.set(bare(id), text)
    const { refusal, error, errors } = checked.check(text)
    const wrong = refusal ?? error ?? errors[0]
    if (wrong)
      mistakes.push(`${start} has a document under ${JSON.stringify(id)} that can't be answered: ${inWords(wrong)}`)
  }
  if (documents.size === 0)
    throw mistake('holds no documents; expected an object of texts by id, or a manifest with "operations".')
  if (mistakes.length > 0) throw new ConfigError(mistakes.slice(0, mostMistakes).join('\n'))
  return { texts: new Set(documents.values()), byId: (id) => documents.get(bare(id)) }
}

function inWords(error: unknown): string {
  if (!(error instanceof GraphQLError)) return String(error)
  const [place] = error.locations ?? []
  return place ? `${error.message} (line ${place.line}, column ${place.column})` : error.message
}

const bare = (id: string) => id.replace(/^sha256:/, '')

function entriesOf(value: unknown): [id: unknown, text: unknown][] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  if (!('operations' in value) || !Array.isArray(value.operations)) return Object.entries(value)
  return value.operations.map((operation: { id?: unknown; body?: unknown } | null) => [operation?.id, operation?.body])
}
