import { StoreError } from '../error.ts'
import { factKinds, type WriteContext } from './write-context.ts'

type Key = { readonly table: string; readonly from: string }

/** Throws a StoreError if anything that was written in this session refers to a row that isn't there. */
export function refuseDangling({ connection, ids }: WriteContext): void {
  const { before } = ids.fact
  const firsts = new Map<string, number>([
    ...Object.entries(ids).map(([table, { before }]) => [table, before] as const),
    ...factKinds.map((kind) => [kind, before] as const),
  ])
  const tables = connection
    .prepare<[], string>(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`)
    .pluck()
    .all()
  for (const table of tables) {
    const first = firsts.get(table)
    for (const { table: target, from } of connection.pragma(`foreign_key_list("${table}")`) as Key[]) {
      const recent = first === undefined ? '' : `and t.id > ${first}`
      const found = connection
        .prepare(
          `select 1 from "${table}" t where t."${from}" is not null ${recent}
             and not exists (select 1 from "${target}" where id = t."${from}") limit 1`,
        )
        .get()
      if (!found) continue
      throw new StoreError(
        `Among what was left out is ${target === 'entity' ? 'an entity' : `a ${target}`} that others refer to in a way that can't be undone. Nothing was written; put the refused records right first.`,
      )
    }
  }
}
