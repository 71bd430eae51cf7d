import type { Connection } from './open.ts'

/** Keys that are looked up in one statement. */
const AT_ONCE = 64

/** Looks many keys up at a time: `sql` makes a statement of the placeholders of a list of keys. */
export function lookup<Row>(connection: Connection, sql: (placeholders: string) => string) {
  const one = connection.prepare<unknown[], Row>(sql('?'))
  const many = connection.prepare<unknown[], Row>(sql(Array(AT_ONCE).fill('?').join(', ')))
  return (keys: readonly string[], found: (row: Row) => void, ...before: readonly (string | number)[]): void => {
    let at = 0
    for (; at + AT_ONCE <= keys.length; at += AT_ONCE) {
      for (const row of many.all([...before, ...keys.slice(at, at + AT_ONCE)])) found(row)
    }
    for (; at < keys.length; at++) for (const row of one.all([...before, keys[at]])) found(row)
  }
}
