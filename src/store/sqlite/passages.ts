import type { ClaimRecord } from '../../records/record.ts'
import type { Inserter } from './insert.ts'
import type { Connection } from './open.ts'

type Place = {
  source_id: number
  line: number | null
  start_at: number | null
  end_at: number | null
  quote: string | null
}

/** Gives each place in a source one row, however many claims and names point to it. */
export class Passages {
  readonly #inserter: Inserter
  readonly #find

  constructor(connection: Connection, inserter: Inserter) {
    this.#inserter = inserter
    // "is" finds what a unique index doesn't: places that are equal in their missing parts too.
    this.#find = connection
      .prepare<Place, number>(
        `select id from passage where source_id = @source_id and line is @line and start_at is @start_at
           and end_at is @end_at and quote is @quote`,
      )
      .pluck()
  }

  /** The id of the row for a place; null without a source or a place in it. */
  id(source: number | null, locator: ClaimRecord['locator']): number | null {
    if (source === null || !locator) return null
    const { line = null, start = null, end = null, quote = null } = locator
    const place: Place = { source_id: source, line, start_at: start, end_at: end, quote }
    return this.#find.get(place) ?? this.#inserter.insert('passage', place)
  }
}
