import { bySql, type Check } from './check.ts'

/** Every column with a date that people write, as the members of records call it. */
const dates: readonly (readonly [table: string, column: string, member: string])[] = [
  ['source', 'published_on', 'publishedOn'],
  ['source', 'published_not_before', 'publishedNotBefore'],
  ['relation', 'valid_from', 'validFrom'],
  ['relation', 'valid_to', 'validTo'],
  ['figure', 'period_start', 'period.start'],
  ['figure', 'period_end', 'period.end'],
  ['statement', 'said_on', 'saidOn'],
  ['event', 'date', 'date'],
  ['event', 'earliest', 'earliest'],
  ['event', 'latest', 'latest'],
  ['claim', 'asserted_on', 'assertedOn'],
]

const placeholder = (column: string) =>
  `(${column} < '0002' or ${column} >= '9999') and ${column} glob '[0-9][0-9][0-9][0-9]*'`

/** Days are told in the time zone of whoever tells them: one may have begun elsewhere. */
const dayAfter = (instant: string) => `date(substr(${instant}, 1, 10), '+1 day')`

export const datesInOrder: readonly Check[] = [
  {
    name: 'dates-out-of-range',
    severity: 'problem',
    about: 'years 0, 1 and 9999, which stand for a date that is not known',
    advice: 'Import the record again without the date.',
    find: bySql(
      ...dates.map(
        ([table, column, member]) =>
          `select key, '${member} is ' || ${column} as message from ${table} where ${placeholder(column)}`,
      ),
      `select key, name || ' is ' || value as message from property
       where name in ('FOUNDED_ON', 'DISSOLVED_ON') and ${placeholder('value')}`,
    ),
  },
  {
    name: 'ends-before-begins',
    severity: 'problem',
    about: 'stretches of time that end before they begin',
    advice: 'Look the dates up in the source and import the record again.',
    find: bySql(
      `select key, 'valid from ' || valid_from || ' to ' || valid_to as message from relation
       where valid_to_last < valid_from_day`,
      `select key, 'period from ' || period_start || ' to ' || period_end as message from figure
       where period_end < period_start`,
      `select key, 'not before ' || earliest || ', but no later than ' || latest as message from event
       where latest < earliest`,
      `select key, 'known from ' || known_from || ' to ' || known_to as message from claim where known_to <= known_from`,
      `select key, 'recorded at ' || recorded_at || ', but given up at ' || retracted_at as message from claim
       where retracted_at < recorded_at`,
    ),
  },
  {
    name: 'dates-in-the-future',
    severity: 'problem',
    about: 'sources and claims that were recorded before they were made, or only will be',
    advice: 'Look up publishedOn or assertedOn in the source, and the clock of the machine that imported it.',
    find: bySql(
      `select s.key, 'published on ' || s.published_on || ', but recorded at ' || c.first as message
       from (select source_id, min(recorded_at) as first from claim group by source_id) c
         join source s on s.id = c.source_id where s.published_day > ${dayAfter('c.first')}`,
      `select key, 'asserted on ' || asserted_on || ', but recorded at ' || recorded_at as message from claim
       where asserted_day > substr(recorded_at, 1, 10) and asserted_day > ${dayAfter('recorded_at')}`,
      `select key, 'recorded at ' || recorded_at || ', which is still to come' as message from claim
       where substr(recorded_at, 1, 10) > date(?, '+1 day')`,
    ),
  },
]
