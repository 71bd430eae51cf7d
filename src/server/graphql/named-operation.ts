import { type DocumentNode, GraphQLError, getOperationAST, Kind } from 'graphql'

const mostTold = 10
const mostCharacters = 100

/** The error about a document where it can't be told which operation is meant: names the one asked for and those there are. */
export function operationError(document: DocumentNode, name: string | null | undefined): GraphQLError | undefined {
  if (getOperationAST(document, name)) return undefined
  const all = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  return new GraphQLError(sentence(name, inWords(all.map((operation) => operation.name?.value))), {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400, spec: true } },
  })
}

function sentence(name: string | null | undefined, all: string | undefined): string {
  if (all === undefined) return 'The document holds no operation, only fragments.'
  if (name === undefined || name === null)
    return `The document holds several operations, ${all}; "operationName" has to say which is meant.`
  return `The document holds no operation ${quoted(name)}, but ${all}.`
}

/** The names of operations as a list of words; undefined if there are none. */
function inWords(names: readonly (string | undefined)[]): string | undefined {
  const told = names.slice(0, mostTold).map((name) => (name === undefined ? 'one without a name' : quoted(name)))
  if (names.length > mostTold) told.push(`${names.length - mostTold} more`)
  const last = told.pop()
  return told.length > 0 ? `${told.join(', ')} and ${last}` : last
}

const quoted = (name: string) => JSON.stringify(name.slice(0, mostCharacters))
