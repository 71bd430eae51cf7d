import type { TextFormat } from './format.ts'
import { nodeOf, type RdfNode, type Value } from './rdf.ts'
import { dateType, prefixes, typeOfTerm } from './rdf-terms.ts'

const coercions = Array.from(typeOfTerm, ([term, type]) => [term, { '@id': term, '@type': type }])
const context = { ...prefixes, ...Object.fromEntries(coercions) }

function value(given: Value): unknown {
  if (typeof given === 'string') return given
  if ('date' in given) return { '@value': given.date, '@type': dateType(given.date) }
  if ('text' in given) return { '@value': given.text, '@language': given.lang }
  return object(given)
}

function object({ id, types, members }: RdfNode): Record<string, unknown> {
  const result: Record<string, unknown> = { '@id': id, '@type': types }
  for (const [term, given] of members) {
    const before = result[term]
    if (before === undefined) result[term] = value(given)
    else if (Array.isArray(before)) before.push(value(given))
    else result[term] = [before, value(given)]
  }
  return result
}

/** One JSON-LD document with its context, one record on each line of its graph. */
export const jsonld: TextFormat = {
  *write(records) {
    yield `{"@context":${JSON.stringify(context)},"@graph":[`
    let separator = '\n'
    for (const record of records) {
      yield `${separator}${JSON.stringify(object(nodeOf(record)))}`
      separator = ',\n'
    }
    yield '\n]}\n'
  },
}
