import { type GraphQLSchema, GraphQLString } from 'graphql'
import type { Bound } from '../store/store.ts'
import { Expressions } from './expression.ts'
import type { Registry } from './registry.ts'
import * as sql from './sql.ts'
import { Scope, Statement } from './statement.ts'
import { constant } from './value.ts'

type Read = (statement: string, values: readonly Bound[]) => string | null
type View = Readonly<Record<string, unknown>>

/** What finders ask about views. */
export type Sight = {
  /** How cursors under the view are marked. */
  token(view: View): string
  /** Those rows of a type, given by the numbers of their rows, that the view shows. */
  seen(read: Read, type: string, ids: readonly number[], view: View, now: string): ReadonlySet<number>
}

/** Tells what a view shows, by the same rules as compiled statements. */
export function createSight(schema: GraphQLSchema): Sight {
  const registry = schema.extensions.plan as Registry
  const { scopes, policies } = registry.options
  return {
    token: (view) => scopes.encode(view),
    seen(read, type, ids, view, now) {
      const statement = new Statement()
      const args = Object.entries(view).map(([name, value]) => [name, constant(GraphQLString, value)] as const)
      const x = new Expressions(statement, new Scope(new Map(args), null), policies)
      const row = x.row(registry.type(type).table)
      const id = row.col('id')
      const among = `${id} in (select value from json_each(${statement.bind(() => JSON.stringify(ids))}))`
      const text = `select concat('[', ${sql.aggregate(id, id)}, ']') as json from ${row.table.name} ${row.alias} where ${sql.and(among, x.visible(row))}`
      const runtime = { variables: {}, now, find: () => null, read }
      const json = read(
        text,
        statement.binders.map((bind) => bind(runtime)),
      )
      return new Set(JSON.parse(json!) as number[])
    },
  }
}
