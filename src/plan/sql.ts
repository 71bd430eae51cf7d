import type { Runtime } from './value.ts'

/** A piece of SQL. Built in src/plan only; values never stand in it, they are bound. */
export type Sql = string

/** SQL text literal. For words of the program (kinds, JSON punctuation), never for what a user gave. */
export const literal = (text: string): Sql => `'${text.replaceAll("'", "''")}'`

/** SQLite refuses trees of 1,000 levels, and each condition of a row of them is one. */
const MOST_CONDITIONS = 50

function chained(operator: 'and' | 'or', conditions: readonly Sql[]): Sql {
  if (conditions.length === 1) return conditions[0]!
  if (conditions.length <= MOST_CONDITIONS) return `(${conditions.join(` ${operator} `)})`
  const groups: Sql[] = []
  for (let i = 0; i < conditions.length; i += MOST_CONDITIONS)
    groups.push(chained(operator, conditions.slice(i, i + MOST_CONDITIONS)))
  return chained(operator, groups)
}

export const and = (...conditions: (Sql | null | undefined | false)[]): Sql => {
  const all = conditions.filter((c): c is Sql => Boolean(c) && c !== 'true')
  return all.length === 0 ? 'true' : chained('and', all)
}

export const or = (...conditions: Sql[]): Sql => (conditions.length === 0 ? 'false' : chained('or', conditions))

export const not = (condition: Sql): Sql => `(not ${condition})`

/** JSON text under construction: JSON that is fixed at compile time, and SQL that yields JSON text. */
export type Json = readonly ({ readonly text: string } | JsonSql)[]
/** `write` tells the same text without the statement, where it can be told so. */
export type JsonSql = { readonly sql: Sql; readonly write?: (runtime: Runtime) => string }

export const jsonText = (text: string): Json => [{ text }]
export const jsonSql = (sql: Sql): Json => [{ sql }]

// Older SQLite takes 127 arguments to a function.
const MOST_ARGUMENTS = 100

/** Tells the whole JSON text without a statement; undefined where that is needed. */
export function jsonWriter(json: Json): ((runtime: Runtime) => string) | undefined {
  const pieces = json.map((piece) => ('text' in piece ? () => piece.text : piece.write))
  if (!pieces.every((piece) => piece !== undefined)) return undefined
  const [only] = pieces
  return pieces.length === 1 ? only : (runtime) => pieces.map((piece) => piece(runtime)).join('')
}

/** One SQL expression for the whole JSON text. Every part must be non-NULL: `concat` would swallow a NULL and break the JSON. */
export function jsonExpression(json: Json): Sql {
  const parts: Sql[] = []
  let fixed = ''
  for (const piece of json) {
    if ('text' in piece) {
      fixed += piece.text
      continue
    }
    if (fixed) parts.push(literal(fixed))
    fixed = ''
    parts.push(piece.sql)
  }
  if (fixed || parts.length === 0) parts.push(literal(fixed))
  return concat(parts)
}

function concat(parts: readonly Sql[]): Sql {
  if (parts.length === 1) return parts[0]!
  if (parts.length <= MOST_ARGUMENTS) return `concat(${parts.join(', ')})`
  const groups: Sql[] = []
  for (let i = 0; i < parts.length; i += MOST_ARGUMENTS) groups.push(concat(parts.slice(i, i + MOST_ARGUMENTS)))
  return concat(groups)
}

/** JSON for a text column or expression; `null` where it is NULL. */
export const jsonString = (sql: Sql): Sql => `json_quote(${sql})`
export const jsonInt = (sql: Sql, nullable: boolean): Sql => (nullable ? `coalesce(${sql}, 'null')` : sql)
export const jsonBool = (sql: Sql, nullable: boolean): Sql =>
  nullable
    ? `case when ${sql} is null then 'null' when ${sql} then 'true' else 'false' end`
    : `case when ${sql} then 'true' else 'false' end`

/** The members of an array, joined by commas, in the given order or as the rows come; an empty text where there are none. */
export const aggregate = (json: Sql, order?: Sql, filter?: Sql): Sql =>
  `coalesce(group_concat(${json}, ','${order ? ` order by ${order}` : ''})${filter ? ` filter (where ${filter})` : ''}, '')`

/** A value in a condition that only filters what others found: no index is chosen for it. */
export const following = (sql: Sql): Sql => `+${sql}`

/** An upper bound for texts; NULL stands for none. Any blob is greater than any text. */
export const orEndless = (bound: Sql): Sql => `coalesce(${bound}, x'00')`

/** Equality in which NULL equals NULL. */
export const same = (a: Sql, b: Sql): Sql => `(${a} is ${b})`

/** One expression to sort by, and where NULL stands if it may be that. */
export type Term = { expr: Sql; descending: boolean; nulls?: 'first' | 'last' }

/** An ORDER BY list. */
export const orderBy = (terms: readonly Term[]): Sql =>
  terms
    .map(({ expr, descending, nulls }) => `${expr}${descending ? ' desc' : ''}${nulls ? ` nulls ${nulls}` : ''}`)
    .join(', ')
