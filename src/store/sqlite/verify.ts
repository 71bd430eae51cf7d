import * as described from '../tables.ts'
import type { Connection } from './open.ts'

type Column = { name: string; type: string; notnull: number; pk: number }

/**
 * Compares the tables with what the compiler is told of them: a field that can't be null rests on a column that can't, and one
 * that leads to another row on a foreign key. Throws an Error that lists what differs.
 */
export function verifyTables(connection: Connection): void {
  const wrong = Object.values(described).flatMap((table) => differences(connection, table))
  if (wrong.length > 0) throw new Error(`The database differs from what the program expects: ${wrong.join('; ')}`)
}

function differences(connection: Connection, table: described.Table): string[] {
  const columns = new Map((connection.pragma(`table_info(${table.name})`) as Column[]).map((c) => [c.name, c]))
  const references = new Set(
    (connection.pragma(`foreign_key_list(${table.name})`) as { from: string }[]).map((k) => k.from),
  )
  return Object.entries(table.columns).flatMap(([name, type]) => {
    const column = columns.get(name)
    const at = `${table.name}.${name}`
    if (!column) return [`${at} is missing`]
    const wrong: string[] = []
    if (column.type.toLowerCase() !== (type.startsWith('text') ? 'text' : 'integer'))
      wrong.push(`${at} is ${column.type}`)
    if (type.endsWith('?') === Boolean(column.notnull || column.pk))
      wrong.push(`${at} ${column.notnull ? 'may' : 'must'} not be null`)
    if (name.endsWith('_id') && !references.has(name)) wrong.push(`${at} has no foreign key`)
    return wrong
  })
}
