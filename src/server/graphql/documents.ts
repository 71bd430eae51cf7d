import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import type { Plugin, YogaInitialContext } from 'graphql-yoga'
import type { Config } from '../../config.ts'
import { documentErrors, sourceError } from '../limits/document.ts'
import type { ServerContext } from './context.ts'
import { LastTexts } from './last-texts.ts'
import { operationError } from './named-operation.ts'

const maxValidationErrors = 20

/** A document that was parsed and validated, or why it could not be. */
export interface Checked {
  readonly source: string
  readonly document?: DocumentNode
  /** The limit for which it was not even parsed. */
  readonly refusal?: GraphQLError
  /** Why it could not be parsed or validated. */
  readonly error?: unknown
  /** What is wrong with the document; empty if nothing is. */
  readonly errors: readonly GraphQLError[]
}

/**
 * Parses and validates documents within their limits, cheapest check first: the characters before they are parsed,
 * the selections before they are validated. Documents that passed are kept, so that each is checked once.
 */
export class Documents {
  readonly #schema: GraphQLSchema
  readonly #config: Config
  readonly #valid = new LastTexts<Checked>()

  constructor(schema: GraphQLSchema, config: Config) {
    this.#schema = schema
    this.#config = config
  }

  check(source: string): Checked {
    const known = this.#valid.get(source)
    if (known) return known
    const refusal = sourceError(source, this.#config)
    if (refusal) return { source, refusal, errors: [] }
    try {
      const document = guarded(() => parse(source, { maxTokens: this.#config.maxTokens }))
      const checked = { source, document, errors: this.#validate(document) }
      if (checked.errors.length === 0) this.#valid.set(source, checked)
      return checked
    } catch (error) {
      return { source, error, errors: [] }
    }
  }

  #validate(document: DocumentNode): readonly GraphQLError[] {
    try {
      return guarded(() => {
        const errors = documentErrors(this.#schema, document, this.#config)
        return errors.length > 0
          ? errors
          : validate(this.#schema, document, undefined, { maxErrors: maxValidationErrors })
      })
    } catch (error) {
      if (error instanceof GraphQLError) return [error]
      throw error
    }
  }
}

/** Has Yoga take documents that were checked. */
export function useDocuments(documents: Documents): Plugin<object, ServerContext> {
  const errorsOf = new WeakMap<DocumentNode, readonly GraphQLError[]>()
  return {
    onParse({ params, context, setParsedDocument, setParseFn }) {
      const source = params.source.toString()
      const { handed, params: asked } = context as unknown as ServerContext & YogaInitialContext
      const known = handed.checked
      const checked = known && known.source === source ? known : documents.check(source)
      const { document, refusal, error, errors } = checked
      if (refusal) throw refusal
      if (document) {
        const unresolved = operationError(document, asked.operationName)
        if (unresolved) throw unresolved
        errorsOf.set(document, errors)
        setParsedDocument(document)
      } else
        setParseFn(() => {
          throw error
        })
    },
    onValidate({ params, setResult, setValidationFn }) {
      const errors = errorsOf.get(params.documentAST) ?? []
      if (errors.length === 0) setResult([])
      else setValidationFn(() => errors)
    },
  }
}

/** Fragments that spread each other in a long chain can exhaust the stack although no limit of nesting is exceeded. */
function guarded<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new GraphQLError('The document nests too deep, or its fragments form too long a chain, to be read.', {
      extensions: { code: 'NESTING_LIMIT_EXCEEDED', http: { status: 400, spec: true } },
    })
  }
}
