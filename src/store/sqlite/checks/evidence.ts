import { MERGED_RANKS } from '../identity.ts'
import { factKinds } from '../write-context.ts'
import { bySql, type Check } from './check.ts'

const copied = ['key', 'known_from', 'known_to', 'known_gaps']

/** That the places of a group in a list are none from 0 on without a gap. */
const hasGap = (place: string) => `having min(${place}) <> 0 or max(${place}) <> count(*) - 1`

export const evidence: readonly Check[] = [
  {
    name: 'facts-without-claims',
    severity: 'problem',
    about: 'facts that nobody claims',
    advice: 'Import the source of each again; what no source says has no place in the graph.',
    find: bySql(
      `select key, 'a ' || lower(kind) || ' without a claim' as message from fact f
       where not exists (select 1 from claim where fact_id = f.id)`,
    ),
  },
  {
    name: 'claims-without-asserter',
    severity: 'problem',
    about: 'claims that do not say who asserts them',
    advice: 'Import the claim again with assertedBy or assertedAs.',
    find: bySql(
      `select key, 'said by nobody' as message from claim where asserter_id is null and coalesce(asserted_as, '') = ''`,
    ),
  },
  {
    name: 'places-elsewhere',
    severity: 'problem',
    about: 'claims and passages whose place is not one in their source',
    advice: 'Import the claim again with a locator in its own source, start before end.',
    find: bySql(
      `select c.key, s.key as other, 'its place is in another source' as message from claim c
         join passage p on p.id = c.passage_id join source s on s.id = p.source_id where p.source_id <> c.source_id`,
      `select s.key, 'a passage' || coalesce(' in line ' || p.line, '') || ' from ' || p.start_at || ' to ' || p.end_at as message
       from passage p join source s on s.id = p.source_id where p.start_at >= p.end_at or p.start_at < 0 or p.line < 1`,
    ),
  },
  {
    name: 'entities-without-names',
    severity: 'problem',
    about: 'entities that have no name',
    advice: 'Import the entity with a name.',
    find: bySql(
      `select key, 'has no name' as message from entity e
       where canonical_id is null and not exists (select 1 from name where entity_id = e.id)`,
    ),
  },
  {
    name: 'lists-with-gaps',
    severity: 'problem',
    about: 'names of entities and participants of events of which one is missing between others',
    advice: 'Import the record again, or restore the database from a copy.',
    find: bySql(
      // Names that came with a merge have ranks of their own.
      `select e.key, 'a name is missing before the last' as message from name n join entity e on e.id = n.entity_id
       where n.rank < ${MERGED_RANKS} group by n.entity_id ${hasGap('n.rank')}`,
      `select v.key, 'a participant is missing before the last' as message from participant p join event v on v.id = p.event_id
       group by p.event_id ${hasGap('p.position')}`,
    ),
  },
  {
    name: 'facts-in-two-ways',
    severity: 'problem',
    about: 'facts whose tables disagree on what they are or since when they are known',
    advice: 'Export the database as jsonl and import that into a new one, which works all of it out anew.',
    find: bySql(
      ...factKinds.flatMap((kind) => [
        `select f.key, 'has no row of its own as a ${kind}' as message from fact f
         where f.kind = '${kind.toUpperCase()}' and not exists (select 1 from ${kind} where id = f.id)`,
        `select k.key, 'stands differently in ${kind} and in fact' as message from ${kind} k join fact f on f.id = k.id
         where f.kind <> '${kind.toUpperCase()}' or (${copied.map((name) => `k.${name}`)}) is not (${copied.map((name) => `f.${name}`)})`,
      ]),
      `select f.key, 'is not known from the first to the last of its claims' as message
       from (select fact_id, min(known_from) as first, max(known_to) as last from claim group by fact_id) c
         join fact f on f.id = c.fact_id where f.known_from <> c.first or f.known_to <> c.last`,
    ),
  },
]
