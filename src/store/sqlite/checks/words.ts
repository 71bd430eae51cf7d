import * as vocabulary from '../../../../schema/vocabulary.ts'
import { factKinds } from '../write-context.ts'
import { bySql, type Check, listed } from './check.ts'

const { words } = vocabulary

/** Every column that holds a word of a closed list, with the statement's way to the key of its record. */
const columns: readonly (readonly [table: string, column: string, words: readonly string[], key?: string])[] = [
  ['entity', 'kind', words(vocabulary.EntityKind)],
  ['name', 'type', words(vocabulary.NameType), '(select key from entity where id = r.entity_id)'],
  ['coverage', 'completeness', words(vocabulary.Completeness), '(select key from entity where id = r.entity_id)'],
  ['source', 'kind', words(vocabulary.SourceKind)],
  ['fact', 'kind', factKinds.map((kind) => kind.toUpperCase())],
  ['relation', 'kind', words(vocabulary.RelationKind)],
  ['figure', 'metric', words(vocabulary.Metric)],
  ['figure', 'unit', words(vocabulary.Unit)],
  ['figure', 'precision', words(vocabulary.Precision)],
  ['figure', 'basis', words(vocabulary.Basis)],
  ['event', 'kind', words(vocabulary.EventKind)],
  ['event', 'date_precision', words(vocabulary.DatePrecision)],
  ['participant', 'role', words(vocabulary.ParticipantRole), '(select key from event where id = r.event_id)'],
  ['property', 'name', words(vocabulary.PropertyName)],
  ['claim', 'modality', words(vocabulary.Modality)],
]

export const vocabularies: readonly Check[] = [
  {
    name: 'unknown-words',
    severity: 'problem',
    about: 'kinds, units and the like that this version does not know',
    advice: 'Import the record again with a word of the list, or add the word to schema/vocabulary.ts.',
    find: bySql(
      ...columns.map(
        ([table, column, list, key = 'r.key']) =>
          `select ${key} as key, '${table}.${column} is ' || r.${column} as message from ${table} r
           where r.${column} not in ${listed(list)}`,
      ),
    ),
  },
]
