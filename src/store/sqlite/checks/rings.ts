import type { RelationKind } from '../../../../schema/vocabulary.ts'
import { FOREVER } from '../../../records/forever.ts'
import { latestDay } from '../../../records/values.ts'
import type { Finding } from '../../check.ts'
import type { Connection } from '../open.ts'
import type { Check } from './check.ts'
import { ringsInTime, ringsOf } from './ring.ts'
import { isMost, shareOf } from './shares.ts'

/** Keys of a ring that are told; it may have very many. */
const TOLD = 8

const STANDING = `negated = 0 and known_to = '${FOREVER}' and to_id is not null`

function* told(connection: Connection, table: string, ringsAmong: (rows: number) => Iterable<number[]>, what: string) {
  const rows = connection.prepare<[], number>(`select coalesce(max(id), 0) from ${table}`).pluck().get()!
  const key = connection.prepare<[number], string>(`select key from ${table} where id = ?`).pluck()
  for (const ring of ringsAmong(rows)) {
    const keys = ring.slice(0, TOLD).map((id) => key.get(id) ?? `row ${id}`)
    const rest = ring.length > TOLD ? ` → … (${ring.length} in all)` : ''
    yield { keys, message: `${[...keys, ...(rest ? [] : [keys[0]])].join(' → ')}${rest}: ${what}` } satisfies Finding
  }
}

/** Rings among the pairs that a statement brings. */
const among = (connection: Connection, sql: string) => (rows: number) =>
  ringsOf(() => connection.prepare<[], [number, number]>(sql).raw().iterate(), rows)

const related = (kind: keyof typeof RelationKind) =>
  `select from_id, to_id from relation where kind = '${kind}' and ${STANDING}`

type Lasting = [from: number, to: number, begins: string | null, ends: string | null, title: string | null]

/**
 * Rings among relations of a kind that surely all hold on some day, whenever that was. One without an end holds still; one without a beginning
 * may have begun behind the end of another, so that it counts on its last day alone, or today.
 */
const atOnce =
  (
    connection: Connection,
    today: string,
    kind: keyof typeof RelationKind,
    counts: (title: string | null) => boolean = () => true,
  ) =>
  (rows: number) => {
    const lasting = connection
      .prepare<[], Lasting>(
        `select from_id, to_id, valid_from, valid_to_day, title from relation where kind = '${kind}' and ${STANDING}`,
      )
      .raw()
    return ringsInTime(function* () {
      for (const [from, to, begins, ends, title] of lasting.iterate()) {
        if (!counts(title)) continue
        const last = ends ?? FOREVER
        yield [from, to, begins === null ? (last < today ? last : today) : latestDay(begins), last] as const
      }
    }, rows)
  }

const isMajority = (title: string | null) => title !== null && isMost(shareOf(title))

export const rings: readonly Check[] = [
  {
    name: 'cycles',
    severity: 'problem',
    about:
      'what is, through others, a part or majority holding of itself at one time, or a version or successor of itself',
    advice:
      'Look up which of the relations is wrong or was over, and import it again with negated, validFrom, validTo or the other way round; of reprints, import the source again with another primarySource.',
    *find(connection, { today }) {
      yield* told(
        connection,
        'entity',
        atOnce(connection, today, 'SUBSIDIARY_OF'),
        'each a subsidiary of the next at the same time (SUBSIDIARY_OF)',
      )
      yield* told(
        connection,
        'entity',
        among(connection, related('VERSION_OF')),
        'each a version of the next (VERSION_OF)',
      )
      yield* told(
        connection,
        'entity',
        among(connection, related('SUCCESSOR_OF')),
        'each carries on the next (SUCCESSOR_OF)',
      )
      yield* told(
        connection,
        'entity',
        atOnce(connection, today, 'OWNS', isMajority),
        'each holds more than half of the next at the same time (OWNS)',
      )
      const reprints = 'select id, primary_source_id from source where primary_source_id is not null'
      yield* told(connection, 'source', among(connection, reprints), 'each a reprint of the next (primarySource)')
    },
  },
]
