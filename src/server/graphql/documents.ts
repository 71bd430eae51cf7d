import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Config } from '../../config.ts'
import { documentErrors, sourceError } from '../limits/document.ts'
import { DocumentCache } from './document-cache.ts'

const maxValidationErrors = 20

/**
 * Parses and validates documents within their limits, cheapest check first: the characters before they are parsed,
 * the selections before they are validated. Documents that passed are kept, so that each is checked once.
 */
export function useDocuments(schema: GraphQLSchema, config: Config): Plugin {
  const cache = new DocumentCache()
  const valid = new WeakSet<DocumentNode>()
  return {
    onParse({ params, setParsedDocument, setParseFn }) {
      const source = params.source.toString()
      const document = cache.get(source)
      if (document) {
        setParsedDocument(document)
        return
      }
      const error = sourceError(source, config)
      if (error) throw error
      setParseFn(() => guarded(() => parse(source, { maxTokens: config.maxTokens })))
    },
    onValidate({ params, setResult, setValidationFn }) {
      const document = params.documentAST
      if (valid.has(document)) {
        setResult([])
        return
      }
      setValidationFn(() => validateWithin(schema, document, config))
      return ({ result }) => {
        if (result.length > 0) return
        valid.add(document)
        cache.set(document.loc?.source.body ?? '', document)
      }
    },
  }
}

function validateWithin(schema: GraphQLSchema, document: DocumentNode, config: Config): readonly GraphQLError[] {
  return guarded(() => {
    const errors = documentErrors(schema, document, config)
    return errors.length > 0 ? errors : validate(schema, document, undefined, { maxErrors: maxValidationErrors })
  })
}

/** Fragments that spread each other in a long chain can exhaust the stack although no limit of nesting is exceeded. */
function guarded<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new GraphQLError('The document nests too deep, or its fragments form too long a chain, to be read.', {
      extensions: { code: 'NESTING_LIMIT_EXCEEDED', http: { status: 400, spec: false } },
    })
  }
}
