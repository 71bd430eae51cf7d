import type { RelationKind } from '../../../../schema/vocabulary.ts'
import { FOREVER } from '../../../records/forever.ts'
import type { Finding } from '../../check.ts'
import type { Connection } from '../open.ts'
import type { Check } from './check.ts'
import { ringsOf } from './ring.ts'
import { isMost, shareOf } from './shares.ts'

/** Keys of a ring that are told; it may have very many. */
const TOLD = 8

const STANDING = `negated = 0 and known_to = '${FOREVER}' and to_id is not null`
const NOT_OVER = '(valid_to_last is null or valid_to_last >= ?)'

function* told(connection: Connection, table: string, pairs: () => Iterable<[number, number]>, what: string) {
  const rows = connection.prepare<[], number>(`select coalesce(max(id), 0) from ${table}`).pluck().get()!
  const key = connection.prepare<[number], string>(`select key from ${table} where id = ?`).pluck()
  for (const ring of ringsOf(pairs, rows)) {
    const keys = ring.slice(0, TOLD).map((id) => key.get(id) ?? `row ${id}`)
    const rest = ring.length > TOLD ? ` → … (${ring.length} in all)` : ''
    yield { keys, message: `${[...keys, ...(rest ? [] : [keys[0]])].join(' → ')}${rest}: ${what}` } satisfies Finding
  }
}

const pairsOf =
  (connection: Connection, sql: string, ...values: string[]) =>
  () =>
    connection
      .prepare<unknown[], [number, number]>(sql)
      .raw()
      .iterate(...values) as Iterable<[number, number]>

const related = (kind: keyof typeof RelationKind) =>
  `select from_id, to_id from relation where kind = '${kind}' and ${STANDING}`

/** Pairs of an owner and that of which it is said to hold more than half. */
const majorities = (connection: Connection, today: string) =>
  function* (): Generator<[number, number]> {
    const owns = `select from_id, to_id, title from relation where kind = 'OWNS' and title is not null and ${STANDING} and ${NOT_OVER}`
    for (const [from, to, title] of connection.prepare<[string], [number, number, string]>(owns).raw().iterate(today)) {
      if (isMost(shareOf(title))) yield [from, to]
    }
  }

export const rings: readonly Check[] = [
  {
    name: 'cycles',
    severity: 'problem',
    about: 'what is, through others, a part, version, successor or majority holding of itself',
    advice:
      'Look up which of the relations is wrong or over, and import it again with negated, validTo or the other way round; of reprints, import the source again with another primarySource.',
    *find(connection, { today }) {
      yield* told(
        connection,
        'entity',
        pairsOf(connection, `${related('SUBSIDIARY_OF')} and ${NOT_OVER}`, today),
        'each a subsidiary of the next (SUBSIDIARY_OF)',
      )
      yield* told(
        connection,
        'entity',
        pairsOf(connection, related('VERSION_OF')),
        'each a version of the next (VERSION_OF)',
      )
      yield* told(
        connection,
        'entity',
        pairsOf(connection, related('SUCCESSOR_OF')),
        'each carries on the next (SUCCESSOR_OF)',
      )
      yield* told(connection, 'entity', majorities(connection, today), 'each holds more than half of the next (OWNS)')
      const reprints = 'select id, primary_source_id from source where primary_source_id is not null'
      yield* told(connection, 'source', pairsOf(connection, reprints), 'each a reprint of the next (primarySource)')
    },
  },
]
