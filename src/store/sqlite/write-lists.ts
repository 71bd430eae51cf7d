import type { Statement } from 'better-sqlite3'
import type { Connection } from './open.ts'

/** What is said of a list of an entity. */
export type ListRow = {
  readonly entity: number
  readonly list: string
  readonly completeness: string
  readonly asserter: number | null
  readonly source: number | null
  readonly passage: number | null
  readonly from: string
}

type Stored = Omit<ListRow, 'entity' | 'list'> & { readonly id: number }

const same = (stored: Stored, row: ListRow) =>
  stored.completeness === row.completeness &&
  stored.asserter === row.asserter &&
  stored.source === row.source &&
  stored.passage === row.passage

/** Writes whether lists of entities are whole, each with the time from which on it is said. */
export class ListWriter {
  readonly #before: Statement<[number, string, string], Stored>
  readonly #behind: Statement<[number, string, string], Stored>
  readonly #insert: Statement<unknown[]>
  readonly #correct: Statement<unknown[]>
  readonly #move: Statement<[string, number]>
  readonly #corrected: (place: string, id: number) => void

  /** `corrected` is called when a row refers to another asserter than it did. */
  constructor(connection: Connection, corrected: (place: string, id: number) => void) {
    const stored = (condition: string) =>
      connection.prepare<[number, string, string], Stored>(
        `select id, completeness, asserter_id as asserter, source_id as source, passage_id as passage, known_from as "from"
         from coverage where entity_id = ? and list = ? and ${condition} limit 1`,
      )
    this.#before = stored('known_from <= ? order by known_from desc')
    this.#behind = stored('known_from > ? order by known_from')
    this.#insert = connection.prepare(
      `insert into coverage (entity_id, list, completeness, asserter_id, source_id, passage_id, known_from)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#correct = connection.prepare(
      'update coverage set completeness = ?, asserter_id = ?, source_id = ?, passage_id = ? where id = ?',
    )
    this.#move = connection.prepare('update coverage set known_from = ? where id = ?')
    this.#corrected = corrected
  }

  /** Writes what is said from a time on, unless it is what was said then already; tells whether that changed anything. */
  write(row: ListRow): boolean {
    const { entity, list, completeness, asserter, source, passage, from } = row
    const before = this.#before.get(entity, list, from)
    if (before && same(before, row)) return false
    if (before?.from === from) {
      if (before.asserter !== asserter) this.#corrected('coverage.asserter_id', before.id)
      this.#correct.run(completeness, asserter, source, passage, before.id)
      return true
    }
    const behind = this.#behind.get(entity, list, from)
    if (behind && same(behind, row)) this.#move.run(from, behind.id)
    else this.#insert.run(entity, list, completeness, asserter, source, passage, from)
    return true
  }
}
