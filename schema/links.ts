import type { Expressions } from '../src/plan/expression.ts'
import type { FoundField } from '../src/plan/fields.ts'
import { givenTable } from '../src/plan/given.ts'
import type { Row } from '../src/plan/statement.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf } from './common.ts'

/** What links two entities: the rows of relations, statements and sources come as lists of their numbers. */
const link = givenTable('link', { from: 'int', to: 'int' })
const l = fieldsOf(link)

type Queries = NonNullable<FoundField['queries']>

/** A source with more claims than these, such as a register, links nobody with anybody. */
const BROAD = 500

const among = (x: Expressions, id: string, nodes: string) => x.isIn(id, x.each(nodes))

/** The far ends of the relations of some entities. */
const ends =
  (near: 'from_id' | 'to_id', far: 'from_id' | 'to_id'): Queries[string] =>
  (x, given) =>
    x.distinct(
      given('most'),
      x.select(tables.relation, far, (r) => x.and(among(x, r.col(near), given('nodes')), leads(x, r, given('kinds')))),
    )

/** That a relation leads from one entity to another, and is of the kinds that are asked for. */
const leads = (x: Expressions, r: Row, kinds: string) =>
  x.and(
    x.no(r.col('negated')),
    x.isSet(r.col('to_id')),
    x.ne(x.following(r.col('to_id')), r.col('from_id')),
    x.or(x.isNull(kinds), x.isIn(x.following(r.col('kind')), x.each(kinds))),
  )

/** The statements in which some of the entities stand: as the speaker, or as whom it is about. */
const statementsOf = (x: Expressions, nodes: string) =>
  x.once(
    x.select(tables.statement, 'id', (s) => among(x, s.col('speaker_id'), nodes)),
    x.select(tables.statementAbout, 'statement_id', (a) => among(x, a.col('entity_id'), nodes)),
  )

/** Statement and entity, for each that stands in one of the statements. */
const partiesOf = (x: Expressions, statements: string, pair: (statement: string, entity: string) => string) => {
  const seen = x.select(tables.statement, 'id', (s) => x.isIn(s.col('id'), statements))
  return [
    x.select(
      tables.statement,
      (s) => pair(s.col('id'), s.col('speaker_id')),
      (s) => x.and(x.isIn(s.col('id'), statements), x.isSet(s.col('speaker_id'))),
    ),
    x.select(
      tables.statementAbout,
      (a) => pair(a.col('statement_id'), a.col('entity_id')),
      (a) => x.isIn(a.col('statement_id'), seen),
    ),
  ]
}

/** Where facts name entities. */
const mentions = [
  [tables.relation, 'id', 'from_id'],
  [tables.relation, 'id', 'to_id'],
  [tables.relation, 'id', 'product_id'],
  [tables.figure, 'id', 'subject_id'],
  [tables.property, 'id', 'subject_id'],
  [tables.statement, 'id', 'speaker_id'],
  [tables.statementAbout, 'statement_id', 'entity_id'],
  [tables.participant, 'event_id', 'entity_id'],
] as const

/** The sources, other than broad ones, that tell of some of the entities. */
const sourcesOf = (x: Expressions, nodes: string) => {
  const facts = mentions.map(([table, id, entity]) =>
    x.select(table, id, (f) => among(x, f.col(entity), nodes), { all: true }),
  )
  const told = x.select(tables.claim, 'source_id', (c) => x.isIn(c.col('fact_id'), x.union(...facts)))
  return x.select(tables.source, 'id', (s) => {
    const claims = x.select(tables.claim, 'id', (c) => x.eq(c.col('source_id'), s.col('id')), { all: true })
    return x.and(x.isIn(s.col('id'), told), x.lte(x.countOf(x.limited(claims, BROAD + 1)), String(BROAD)))
  })
}

/** Source and entity, for each of whom one of the sources tells. */
const toldIn = (x: Expressions, sources: string, pair: (source: string, entity: string) => string) =>
  mentions.map(([table, id, entity]) => {
    const fact = x.row(table)
    return x.joinedSelect(
      tables.claim,
      fact,
      (c) => pair(c.col('source_id'), fact.col(entity)),
      (c) =>
        x.and(x.eq(fact.col(id), c.col('fact_id')), x.isIn(c.col('source_id'), sources), x.isSet(fact.col(entity))),
    )
  })

const second = (_: string, entity: string) => entity

/** What finders ask of the database about links. */
export const linkQueries: Queries = {
  size: (x) => x.next(tables.entity, 'id'),
  order: (x, given) =>
    x.ordered(tables.entity, {
      where: (e) => among(x, e.col('id'), given('nodes')),
      order: (e) => e.col('key'),
      value: (e) => e.col('id'),
    }),
  out: ends('from_id', 'to_id'),
  in: ends('to_id', 'from_id'),
  links: (x, given) =>
    x.array(
      x.select(
        tables.relation,
        (r) => x.tuple(r.col('from_id'), r.col('to_id'), r.col('id')),
        (r) =>
          x.and(
            among(x, r.col('from_id'), given('nodes')),
            among(x, x.following(r.col('to_id')), given('nodes')),
            leads(x, r, given('kinds')),
          ),
      ),
    ),
  statements: (x, given) => x.distinct(given('most'), ...partiesOf(x, statementsOf(x, given('nodes')), second)),
  sharedStatements: (x, given) =>
    x.array(x.once(...partiesOf(x, statementsOf(x, given('nodes')), (s, e) => x.tuple(s, e)))),
  sources: (x, given) => x.distinct(given('most'), ...toldIn(x, sourcesOf(x, given('nodes')), second)),
  sharedSources: (x, given) => x.array(x.once(...toldIn(x, sourcesOf(x, given('nodes')), (s, e) => x.tuple(s, e)))),
}

const linked = (x: Expressions, row: Row, link: Row, list: string) => x.isIn(row.col('id'), x.members(link, list))

/** Something of the first relation of a link, by key. */
const ofFirst = (x: Expressions, link: Row, value: (r: Row) => string) =>
  x.first(tables.relation, {
    where: (r) => linked(x, r, link, 'relations'),
    order: (r) => [r.col('key')],
    value,
  })

export function defineLink(builder: Builder): void {
  builder.enumType('LinkDirection', {
    description: 'How a link reads. 关联方向。',
    values: {
      FORWARD: { description: 'As the relation reads: its `from` is the `from` here. 与关系同向。' },
      BACKWARD: { description: 'Against the relation: its `to` is the `from` here. 与关系反向。' },
    },
  })
  builder.rowObject({
    name: 'Link',
    plural: 'links',
    table: link,
    description:
      'What links two entities, one step of a path: relations, or what both stand in, with the evidence. 关联。',
    fields: () => ({
      from: l.one('from', { type: 'Entity', filter: false, description: 'Where the step begins. 起点。' }),
      to: l.one('to', { type: 'Entity', filter: false, description: 'Where the step leads. 终点。' }),
      kind: l.derived({
        type: 'LinkKind',
        nullable: false,
        description: 'The kind of `relation`; where there is none, what both stand in. 关联类型。',
        expr: (x, row) =>
          x.coalesce(
            ofFirst(x, row, (r) => r.col('kind')),
            x.choose(
              [[x.exists(tables.statement, (s) => linked(x, s, row, 'statements')), x.text('SHARED_STATEMENT')]],
              x.text('SHARED_SOURCE'),
            ),
          ),
      }),
      direction: l.derived({
        type: 'LinkDirection',
        nullable: true,
        description: 'Whether `relation` reads from `from` to `to` or the other way; null if there is none. 方向。',
        expr: (x, row) =>
          ofFirst(x, row, (r) =>
            x.choose([[x.eq(r.col('from_id'), row.col('from')), x.text('FORWARD')]], x.text('BACKWARD')),
          ),
      }),
      relation: l.oneWhere({
        type: 'Relation',
        description: 'The relation between the two, with its claims; of several the first by key. 关系。',
        match: (x, relation, row) =>
          x.eq(
            relation.col('id'),
            ofFirst(x, row, (r) => r.col('id')),
          ),
      }),
      relations: l.list({
        type: 'Relation',
        filter: false,
        description: 'All relations between the two that were looked at, by key. 全部关系。',
        match: (x, relation, row) => linked(x, relation, row, 'relations'),
        sort: (_, relation) => [relation.col('key')],
      }),
      statements: l.list({
        type: 'Statement',
        filter: false,
        description: 'With SHARED_STATEMENT: what one said of the other, or what was said of both. 共同涉及的言论。',
        match: (x, statement, row) => linked(x, statement, row, 'statements'),
        sort: (_, statement) => [statement.col('key')],
      }),
      sources: l.list({
        type: 'Source',
        filter: false,
        description: `With SHARED_SOURCE: the documents of at most ${BROAD} claims that tell of both. 共同出现的来源。`,
        match: (x, source, row) => linked(x, source, row, 'sources'),
        sort: (_, source) => [source.col('key')],
      }),
      claims: l.list({
        type: 'Claim',
        filter: false,
        description: 'Who says so, where, and how sure: the claims of these relations and statements, by key. 依据。',
        match: (x, claim, row) =>
          x.isIn(claim.col('fact_id'), x.union(x.members(row, 'relations'), x.members(row, 'statements'))),
        sort: (_, claim) => [claim.col('key')],
      }),
    }),
  })
}
