import { GraphQLString } from 'graphql'
import { badInput } from './errors.ts'
import type { Registry, RowType } from './registry.ts'
import type { Json, Sql } from './sql.ts'
import * as sql from './sql.ts'
import { type Row, Scope, type Statement } from './statement.ts'
import { constant, Value } from './value.ts'

export type Identity = { type: string; key: string; token: string }

/** Reads an id: `Type:key` or, under a view, `Type:key@token`. */
export function readId(id: unknown): Identity {
  const match = typeof id === 'string' ? /^([A-Za-z]+):([^:@]+)(?:@([A-Za-z0-9_-]+))?$/.exec(id) : null
  if (!match) throw badInput('This is not an id of this server. Take ids from the field `id` of an answer.')
  return { type: match[1]!, key: match[2]!, token: match[3] ?? '' }
}

/** What of an id decides how a statement reads. */
export function idShape(id: unknown): string {
  try {
    const { type, token } = readId(id)
    return token ? `${type}@${token}` : type
  } catch {
    return 'bad'
  }
}

/** The JSON of a row's id under a view. Keys and tokens have no character that JSON escapes. */
export function idJson(type: RowType, row: Row, scope: Scope, statement: Statement): Json {
  const head: Json = type.isInterface
    ? [{ text: '"' }, { sql: typeName(type, row) }, { text: ':' }]
    : sql.jsonText(`"${type.name}:`)
  const tail: Json = scope.token
    ? [{ text: '@' }, { sql: statement.bind(scope.token, scope) }, { text: '"' }]
    : sql.jsonText('"')
  return [...head, { sql: row.col('key') }, ...tail]
}

/** The name of the object type that a row of an interface has. */
export function typeName(type: RowType, row: Row): Sql {
  if (!type.isInterface) return sql.literal(type.name)
  const tag = row.col(type.tagging()!.options.tagColumn!)
  const cases = type
    .members()
    .map((member) => `when ${sql.literal(member.options.tag!)} then ${sql.literal(member.name)}`)
  return `case ${tag} ${cases.join(' ')} end`
}

/** What the rows of a shared table are tagged with that are of the type. */
export const tagsOf = (type: RowType): string[] => type.members().map((member) => member.options.tag!)

/**
 * The condition that a row of a shared table is of the type; null where every row is. It drives the search (`leading`) only where
 * nothing narrower does: SQLite would else read all rows of a type to find the few that a list has.
 */
export function isOfType(type: RowType, row: Row, leading = false): Sql | null {
  const tagging = type.tagging()
  if (!tagging || tagging === type || tagging.table !== type.table) return null
  const tags = tagsOf(type).map(sql.literal)
  const tag = row.col(tagging.options.tagColumn!)
  return `(${leading ? tag : sql.following(tag)} in (${tags.join(', ')}))`
}

/** The view that an id's token stands for. */
export function scopeOfToken(registry: Registry, token: string): Scope {
  let args: Readonly<Record<string, unknown>>
  try {
    args = registry.options.scopes.decode(token)
  } catch {
    throw badInput('This is not an id of this server. Take ids from the field `id` of an answer.')
  }
  const values = Object.entries(args).map(([name, value]) => [name, constant(GraphQLString, value)] as const)
  return new Scope(new Map(values), () => token)
}

/** A value that is read out of an id. */
export const keyOfId = (id: Value): Value =>
  new Value(GraphQLString, readId(id.sample).key, (rt) => readId(id.get(rt)).key)
