import { elements, isSign } from '../../../records/elements.ts'
import type { Finding } from '../../check.ts'
import { SPAN } from '../link-blocks.ts'
import type { Connection } from '../open.ts'
import { blocksThatDiffer } from '../pack-links.ts'
import { subjectsByValue } from '../settle-subjects.ts'
import { bySql, type Check } from './check.ts'

const keyOf = '(select key from property where id = c.id)'

const ofSubjects = bySql(
  `select s.key, 'its day or key stands differently in statement_about' as message
   from statement_about a join statement s on s.id = a.statement_id where (a.key, a.said_day) is not (s.key, s.said_day)`,
  `select ${keyOf} as key, c.subject_key as other, 'stands in subject_by_value, but not so in property and entity' as message
   from (select * from subject_by_value except ${subjectsByValue}) c`,
  `select ${keyOf} as key, c.key as other, 'is missing in subject_by_value, or not so' as message
   from (${subjectsByValue} except select * from subject_by_value) c`,
)

function* ofLinks(connection: Connection): Generator<Finding> {
  const first = connection.prepare<[number], string>('select key from entity where id >= ? order by id limit 1').pluck()
  for (const node of blocksThatDiffer(connection))
    yield {
      keys: [first.get(node)!],
      message: `its links, or those of one of the ${SPAN - 1} entities after it, stand differently in link_block`,
    }
}

/** Characters of names whose readings are missing; the last ones that were put into the index may still lack theirs. */
function* ofReadings(connection: Connection): Generator<Finding> {
  const upto = connection.prepare<[], number>(`select upto from search_state where what = 'name'`).pluck().get() ?? 0
  const known = new Set(connection.prepare<[], string>('select character from search_reading').pluck().iterate())
  const names = connection.prepare<[number], { key: string; norm: string }>(
    'select e.key, n.norm from name n join entity e on e.id = n.entity_id where n.id <= ?',
  )
  for (const { key, norm } of names.iterate(upto)) {
    for (const character of elements(norm)) {
      if (!isSign(character) || known.has(character)) continue
      known.add(character)
      yield { keys: [key], message: `the readings of ${character} are missing in search_reading` }
    }
  }
}

export const copies: readonly Check[] = [
  {
    name: 'copies-that-differ',
    severity: 'problem',
    about: 'what stands a second time beside an index, and not as in its own place',
    advice: 'Export the database as jsonl and import that into a new one, which works all of it out anew.',
    *find(connection, asked) {
      yield* ofSubjects(connection, asked)
      yield* ofLinks(connection)
      yield* ofReadings(connection)
    },
  },
]
