import { readFile } from 'node:fs/promises'
import { buildSchema, type GraphQLSchema, printSchema } from 'graphql'
import { Mistake } from './mistake.ts'

const folder = new URL('../../schema/', import.meta.url)
const printed = new URL('schema.graphql', folder)
const released = new URL('released.graphql', folder)
const recorded = new URL('breaking-changes.txt', folder)

/** Prints the schema in the schema definition language. */
export async function printSdl(): Promise<void> {
  process.stdout.write(sdlOf(await currentSchema()))
}

/** Fails if schema.graphql is not what the code says, or if a client of the last release could break unrecorded. */
export async function checkSdl(): Promise<void> {
  const schema = await currentSchema()
  if ((await textOf(printed)) !== sdlOf(schema)) {
    throw new Mistake(
      'schema/schema.graphql is not what the code says; run "npm run -s schema > schema/schema.graphql".',
    )
  }
  const before = await textOf(released)
  if (before === undefined) throw new Mistake('schema/released.graphql, the schema of the last release, is missing.')
  const unrecorded = await unrecordedBreaks(buildSchema(before), schema, (await textOf(recorded)) ?? '')
  if (unrecorded.length > 0) {
    throw new Mistake(
      `These changes break clients of the last release; undo them or record each in schema/breaking-changes.txt:\n${unrecorded.join('\n')}`,
    )
  }
  console.log('The schema is as printed and breaks no client of the last release unrecorded.')
}

/** The breaking changes between two schemas that the record does not allow, one line each as it would be recorded. */
export async function unrecordedBreaks(before: GraphQLSchema, after: GraphQLSchema, record: string): Promise<string[]> {
  const { CriticalityLevel, diff } = await import('@graphql-inspector/core')
  const allowed = new Set(record.split('\n').map((line) => line.replace(/#.*/, '').trim()))
  const changes = await diff(before, after)
  return changes
    .filter((change) => change.criticality.level === CriticalityLevel.Breaking)
    .map((change) => `${change.type} ${change.path ?? ''}`.trim())
    .filter((line) => !allowed.has(line))
}

function sdlOf(schema: GraphQLSchema): string {
  return `${printSchema(schema).trimEnd()}\n`
}

async function currentSchema(): Promise<GraphQLSchema> {
  return (await import('../../schema/schema.ts')).schema
}

async function textOf(file: URL): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
