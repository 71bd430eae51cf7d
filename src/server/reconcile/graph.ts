import { type DocumentNode, execute, parse } from 'graphql'
import type { Parts } from '../graphql/pipeline.ts'

/** An entity as the documents of this folder read it. */
export interface Entry {
  readonly key: string
  readonly kind: string
  readonly name: string
  readonly names: readonly { readonly text: string; readonly lang: string }[]
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[]
  readonly properties: {
    readonly edges: readonly { readonly node: { readonly name: string; readonly value: string } }[]
  }
}

/** Most keys that one document may name, and most items of a list. */
const most = 100

/** The fragment with which a document reads an `Entry`. */
export const entryFragment = /* GraphQL */ `
  fragment Entry on Entity {
    key kind name
    names { text lang }
    identifiers { scheme value }
    properties(first: ${most}) { edges { node { name value } } }
  }
`

const byKeys = parse(`
  query ($keys: [String!]!) { entities(where: { key: { in: $keys } }, first: ${most}) { edges { node { ...Entry } } } }
  ${entryFragment}
`)
const byIdentifier = parse(/* GraphQL */ `
  query ($scheme: String!, $value: String!) { entity(by: { identifier: { scheme: $scheme, value: $value } }) { key kind } }
`)
const byPrefix = parse(/* GraphQL */ `
  query ($prefix: String!) { entities(where: { name: { startsWith: $prefix } }, first: ${most}) { edges { node { key } } } }
`)

type Entities<Node> = { entities: { edges: { node: Node }[] } }

/** Asks the graph in process, as a client would over GraphQL but without a client's limits. */
export class Graph {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** The data of a document; throws the first error that there was. */
  async ask<Data>(document: DocumentNode, variableValues: Record<string, unknown>): Promise<Data> {
    const { schema, planner, store, clock } = this.#parts
    const contextValue = { planner, store, now: clock() }
    const { data, errors } = await execute({ schema, document, variableValues, contextValue })
    if (errors?.[0]) throw errors[0].originalError ?? errors[0]
    return data as Data
  }

  /** The entities with these keys, as far as there are such; keys of merged entities lead nowhere here. */
  async entries(keys: readonly string[]): Promise<Map<string, Entry>> {
    const found = new Map<string, Entry>()
    for (let start = 0; start < keys.length; start += most) {
      const page = keys.slice(start, start + most)
      for (const { node } of (await this.ask<Entities<Entry>>(byKeys, { keys: page })).entities.edges)
        found.set(node.key, node)
    }
    return found
  }

  /** Key and kind of the entity with an identifier, null if there is none. */
  async identified(scheme: string, value: string): Promise<{ key: string; kind: string } | null> {
    return (await this.ask<{ entity: { key: string; kind: string } | null }>(byIdentifier, { scheme, value })).entity
  }

  /** Keys of entities of which a name begins so, the first hundred. */
  async beginning(prefix: string): Promise<string[]> {
    return (await this.ask<Entities<{ key: string }>>(byPrefix, { prefix })).entities.edges.map((edge) => edge.node.key)
  }
}

const keyPattern = /^[a-z0-9][a-z0-9.-]{0,199}$/

/** Whether a text may be the key of an entity. */
export const isKey = (text: string): boolean => keyPattern.test(text)
