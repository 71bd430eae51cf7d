import type { Connection } from './open.ts'

/** Columns of some rows of a table as JSON texts, by the ids of the rows. */
export function cellsOf(
  connection: Connection,
  table: string,
  columns: readonly string[],
  ids: Iterable<number>,
): Iterable<readonly [id: number, cells: readonly string[]]> {
  const quoted = columns.map((column) => `, json_quote("${column}")`).join('')
  const rows = connection
    .prepare<[string], [number, ...string[]]>(
      `select id${quoted} from "${table}" where id in (select value from json_each(?))`,
    )
    .raw()
    .all(JSON.stringify([...ids]))
  return rows.map(([id, ...cells]) => [id, cells] as const)
}
