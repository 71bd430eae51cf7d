import type { FullFigure } from '../../../records/figure.ts'
import { fold, foldName } from '../../../records/fold.ts'
import { latestDay } from '../../../records/values.ts'
import type { Finding } from '../../check.ts'
import { comparisonKey } from '../../comparison.ts'
import { label } from '../../label.ts'
import { recordOf, type StoredRow } from '../../records.ts'
import { firstDay, numberKey } from '../../rows.ts'
import type { Connection } from '../open.ts'
import type { Check } from './check.ts'

const owner = (table: string, id: string) => `(select key from ${table} where id = r.${id})`
const ofEntity = owner('entity', 'entity_id')
const ofEvent = owner('event', 'event_id')

/** Every column that is worked out of another of its row, with the statement's way to the key of its record. */
const columns: readonly (readonly [
  table: string,
  from: string,
  column: string,
  workOut: (given: string) => string | null,
  key?: string,
])[] = [
  ['name', 'text', 'folded', fold, ofEntity],
  ['name', 'text', 'norm', foldName, ofEntity],
  ['source', 'title', 'title_folded', fold],
  ['source', 'published_on', 'published_day', firstDay],
  ['relation', 'valid_from', 'valid_from_day', firstDay],
  ['relation', 'valid_to', 'valid_to_day', firstDay],
  ['relation', 'valid_to', 'valid_to_last', latestDay],
  ['relation', 'amount', 'amount_key', numberKey],
  ['figure', 'value', 'value_key', numberKey],
  ['figure', 'low', 'low_key', numberKey],
  ['figure', 'high', 'high_key', numberKey],
  ['figure', 'out_of', 'out_of_key', numberKey],
  ['statement', 'said_on', 'said_day', firstDay],
  ['event', 'date', 'date_day', firstDay],
  ['participant', 'amount', 'amount_key', numberKey, ofEvent],
  ['claim', 'asserted_on', 'asserted_day', firstDay],
]

type Row = { key: string | null; given: string | null; stored: string | null }

const differs = (key: string | null, place: string, stored: unknown): Finding => ({
  keys: key === null ? [] : [key],
  message: `${place} is ${stored}, which does not follow from the rest`,
})

/** What a value comes to; undefined where it is none that anything follows from. */
function attempt<T>(workOut: () => T): T | undefined {
  try {
    return workOut()
  } catch {
    return undefined
  }
}

function* ofColumns(connection: Connection): Generator<Finding> {
  for (const [table, from, column, workOut, key = 'r.key'] of columns) {
    const rows = connection.prepare<[], Row>(
      `select ${key} as key, r.${from} as given, r.${column} as stored from ${table} r
       where r.${from} is not null or r.${column} is not null`,
    )
    for (const { key, given, stored } of rows.iterate()) {
      const expected = given === null ? null : attempt(() => workOut(given))
      if (expected !== undefined && expected !== stored) yield differs(key, `${table}.${column}`, stored)
    }
  }
}

function* ofFigures(connection: Connection): Generator<Finding> {
  const rows = connection.prepare<[], StoredRow & { key: string; cmp_key: string; known: number }>(
    'select *, subject_id is not null as known from figure',
  )
  for (const row of rows.iterate()) {
    // The subject stands there under the key that it was given with, which may have led elsewhere since.
    const [subject] = (attempt(() => JSON.parse(row.cmp_key)) ?? []) as unknown[]
    const figure = recordOf('figure', { ...row, subject: row.known ? String(subject) : null }, {}) as FullFigure
    if (attempt(() => comparisonKey(figure)) !== row.cmp_key) yield differs(row.key, 'figure.cmp_key', row.cmp_key)
  }
}

function* ofLabels(connection: Connection): Generator<Finding> {
  type Named = { id: number; key: string; shown: string; text: string; lang: string; type: string }
  const rows = connection.prepare<[], Named>(
    `select e.id, e.key, e.label as shown, n.text, n.lang, n.type from entity e join name n on n.entity_id = e.id
     order by e.id, n.rank, n.id`,
  )
  let names: Named[] = []
  const wrong = () => names.length > 0 && label(names) !== names[0]!.shown
  const finding = () => differs(names[0]!.key, 'entity.label', names[0]!.shown)
  for (const row of rows.iterate()) {
    if (row.id !== names[0]?.id) {
      if (wrong()) yield finding()
      names = []
    }
    names.push(row)
  }
  if (wrong()) yield finding()
}

export const derived: readonly Check[] = [
  {
    name: 'derived-otherwise',
    severity: 'problem',
    about: 'columns for order, search and comparison that do not follow from what they are worked out of',
    advice: 'Export the database as jsonl and import that into a new one, which works all of it out anew.',
    *find(connection, { quick }) {
      if (quick) return
      yield* ofColumns(connection)
      yield* ofFigures(connection)
      yield* ofLabels(connection)
    },
  },
]
