import type { TextFormat } from './format.ts'
import { nodeOf, type RdfNode, type Value } from './rdf.ts'
import { dateType, prefixes, typeOfTerm } from './rdf-terms.ts'

const escapes: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const special = /["\\\0-\x1f\x7f]/g

function literal(text: string): string {
  const escaped = text.replace(
    special,
    (found) => escapes[found] ?? `\\u${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
  return `"${escaped}"`
}

/** The IRI in full, from `schema:name` or one that is full already. */
function iri(name: string): string {
  const colon = name.indexOf(':')
  const prefix = prefixes[name.slice(0, colon) as keyof typeof prefixes]
  return prefix === undefined ? `<${name}>` : `<${prefix}${name.slice(colon + 1)}>`
}

function object(term: string, value: Value): string {
  if (typeof value === 'string') {
    const type = typeOfTerm.get(term)
    if (type === '@id') return iri(value)
    return type === undefined ? literal(value) : `${literal(value)}^^${iri(type)}`
  }
  if ('date' in value) return `${literal(value.date)}^^${iri(dateType(value.date))}`
  return 'text' in value ? `${literal(value.text)}@${value.lang}` : iri(value.id)
}

function* quads({ id, types, members }: RdfNode): Generator<string> {
  for (const type of types) yield `${iri(id)} ${iri('rdf:type')} ${iri(type)} .\n`
  for (const [term, value] of members) {
    yield `${iri(id)} ${iri(term)} ${object(term, value)} .\n`
    if (typeof value === 'object' && 'members' in value) yield* quads(value)
  }
}

/** The graph of the JSON-LD export as N-Quads: claims are nodes of the default graph that lead to what they are of. */
export const nquads: TextFormat = {
  *write(records) {
    for (const record of records) yield* quads(nodeOf(record))
  },
}
