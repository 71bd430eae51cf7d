import type { CheckOptions, CheckOutcome, Finding } from '../../check.ts'
import type { Connection } from '../open.ts'

/** One kind of check. */
export type Check = Pick<CheckOutcome, 'name' | 'severity' | 'about' | 'advice'> & {
  /** Everything that is found, one at a time. */
  find(connection: Connection, { today, quick }: Asked): Iterable<Finding>
}

/** What was asked for that a check may want to know. */
export type Asked = Pick<CheckOptions, 'today' | 'quick'>

type Row = { key: string | null; other?: string | null; message: string }

/** Findings of a statement with the columns `key`, `message` and maybe `other`, the key of a second record. */
export function* rowsOf(connection: Connection, sql: string, ...values: (string | number)[]): Generator<Finding> {
  for (const { key, other, message } of connection.prepare<unknown[], Row>(sql).iterate(...values)) {
    yield { keys: [key, other].filter((one) => one !== null && one !== undefined), message }
  }
}

/** A check that is one or several statements; `?` in one stands for the day of the check. */
export const bySql = (...statements: readonly string[]): Check['find'] =>
  function* (connection, { today }) {
    for (const sql of statements) yield* rowsOf(connection, sql, ...(sql.includes('?') ? [today] : []))
  }

/** A text as a literal of SQL. */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Texts as a list of literals in brackets. */
export const listed = (texts: Iterable<string>) => `(${Array.from(texts, quoted).join(', ')})`
