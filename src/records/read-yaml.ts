import { isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml'
import { lineOf } from './place.ts'
import { type Found, take } from './take.ts'

/**
 * The records of a YAML text: a list of records, or one record, in each document. `name` is what messages call the text.
 * Yields a record or the problems with it.
 */
export function* readYaml(text: string, name: string): Generator<Found> {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines })
  if (!Array.isArray(documents)) return
  for (const document of documents) {
    const faults = [...document.errors, ...document.warnings]
    if (faults.length > 0) {
      // The parser's own sentence comes with a picture of the place, which the line replaces.
      yield {
        problems: faults.map((e) => `${name}:${e.linePos?.[0].line ?? 1}: ${e.message.split(/ at line |\n/)[0]}`),
      }
      continue
    }
    const { contents } = document
    if (!contents || (isScalar(contents) && contents.value === null)) continue
    for (const item of isSeq(contents) ? contents.items : [contents]) {
      const node = item as Node
      const place = (path: readonly PropertyKey[]) => `${name}:${lineOf(document, lines, node, path)}`
      let data: unknown
      try {
        data = node.toJS(document)
      } catch (error) {
        yield { problems: [`${place([])}: ${(error as Error).message}`] }
        continue
      }
      yield take(data, place)
    }
  }
}
