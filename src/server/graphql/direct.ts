import { type DocumentNode, getOperationAST } from 'graphql'
import type { GraphQLParams } from 'graphql-yoga'
import type { Direct, Outcome, Part } from '../../plan/direct.ts'
import { admit, type Cost } from './admission.ts'
import type { Handed, Note } from './context.ts'
import { paramsOfBody } from './params.ts'
import type { Pipeline } from './pipeline.ts'
import { type Coerce, coercerOf } from './variables.ts'

const nothingGiven = Object.freeze({})

type Answer = readonly Part[] | undefined

/** A query of a document, and how its variables are coerced. */
type Asked = { readonly name: string | undefined; readonly coerce: Coerce }

/**
 * Answers an operation with the JSON texts that its statements bring, or leaves it to the executor: everything that isn't
 * plain success is told there, and here only what was found out is handed on.
 */
export class DirectLane {
  readonly #pipeline: Pipeline
  readonly #asked = new WeakMap<DocumentNode, Map<string | null | undefined, Asked>>()

  constructor(pipeline: Pipeline) {
    this.#pipeline = pipeline
  }

  /** The answer as JSON in parts, or undefined if the executor has to answer. */
  answer(body: string, note: Note, handed: Handed): Answer | Promise<Answer> {
    try {
      return this.#answer(body, note, handed)
    } catch (error) {
      // The executor runs into it, too, and masks it; if not, this line is all that tells of it.
      this.#pipeline.log.debug({ err: error }, 'left to the executor')
      return undefined
    }
  }

  #answer(body: string, note: Note, handed: Handed): Answer | Promise<Answer> {
    const params = this.#params(body, handed)
    if (!params) return undefined
    const { documents, planner, config, clock } = this.#pipeline
    const checked = documents.check(params.query!)
    const { document } = checked
    handed.checked = checked
    if (!document || checked.errors.length > 0) return undefined

    const asked = this.#query(document, params.operationName)
    const variables = asked?.coerce(params.variables ?? nothingGiven)
    if (!asked || !variables) return undefined
    note.operationName = asked.name

    let direct: Direct | undefined
    const prepare = () => {
      direct = planner.direct(document, params.operationName, variables)
      return direct ?? planner.prepare(document, params.operationName, variables)
    }
    const { error, cost } = admit(document, variables, prepare, note, config)
    if (error || !direct) return undefined
    const outcome = direct.run(clock)
    return outcome instanceof Promise
      ? outcome.then((settled) => written(settled, cost, handed))
      : written(outcome, cost, handed)
  }

  /** The parameters; what is wrong with them is told by the executor. */
  #params(body: string, handed: Handed): GraphQLParams | undefined {
    try {
      const params = this.#pipeline.named.resolve(paramsOfBody(body, this.#pipeline.config))
      handed.params = () => params
      return params
    } catch (error) {
      handed.params = () => {
        throw error
      }
      return undefined
    }
  }

  #query(document: DocumentNode, name: string | null | undefined): Asked | undefined {
    const named = this.#asked.get(document)
    const known = named?.get(name)
    if (known) return known
    const operation = getOperationAST(document, name)
    if (operation?.operation !== 'query') return undefined
    const asked = { name: operation.name?.value, coerce: coercerOf(this.#pipeline.schema, document, operation) }
    if (named) named.set(name, asked)
    else this.#asked.set(document, new Map([[name, asked]]))
    return asked
  }
}

function written(outcome: Outcome, cost: Cost, handed: Handed): Answer {
  if ('failures' in outcome) {
    handed.failures = outcome.failures
    return undefined
  }
  const parts = outcome.members
  parts[0] = `{"data":{${parts[0]}`
  parts[parts.length - 1] += `},"extensions":{"cost":{"requested":${cost.requested},"limit":${cost.limit}}}}`
  return parts
}
