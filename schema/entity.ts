import type { Expressions } from '../src/plan/expression.ts'
import type { Arguments } from '../src/plan/fields.ts'
import type { Row } from '../src/plan/statement.ts'
import type { Value } from '../src/plan/value.ts'
import { fold, foldName } from '../src/records/fold.ts'
import { decimalKey, earliestDay, latestDay } from '../src/records/values.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { byLanguage, fieldsOf, langArgument } from './common.ts'
import { influence } from './influence.ts'

const t = fieldsOf(tables.entity)

/** The ids that keys lead to: that of one that was merged to what it became. */
const ofKeys = (x: Expressions, meant: (key: string) => string): string =>
  x.select(
    tables.entity,
    (e) => x.coalesce(e.col('canonical_id'), e.col('id')),
    (e) => meant(e.col('key')),
    { all: true },
  )

/** The entity of a key. */
export const entityByKey = (x: Expressions, row: Row, given: Value): string =>
  x.eq(row.col('id'), x.coalesce(x.single(ofKeys(x, (key) => x.eq(key, x.value(given)))), x.nobody))

/** The entities of which some name meets the condition. */
const named = (x: Expressions, row: Row, condition: (name: Row) => string): string =>
  x.isIn(row.col('id'), x.select(tables.name, 'entity_id', condition))

export const entityByName = (x: Expressions, row: Row, name: Value): string =>
  named(x, row, (n) => x.eq(n.col('norm'), x.value(name, foldName)))

/** The entity with an identifier as it is written; else the only one whose differs from it by capitals. */
export function entityByIdentifier(x: Expressions, row: Row, identifier: Value): string {
  const [scheme, value] = [x.value(identifier.field('scheme')!), x.value(identifier.field('value')!)]
  const only = (condition: (i: Row) => string) =>
    x.only(tables.identifier, {
      where: (i) => x.and(x.eq(i.col('scheme'), scheme), condition(i)),
      value: (i) => i.col('entity_id'),
    })
  return x.eq(
    row.col('id'),
    x.coalesce(
      only((i) => x.eq(i.col('value'), value)),
      only((i) => x.eq(x.lower(i.col('value')), x.lower(value))),
    ),
  )
}

function nameFilter(x: Expressions, row: Row, given: Value): string {
  const some = (condition: (name: Row) => string) =>
    x.exists(tables.name, (n) => x.and(x.eq(n.col('entity_id'), row.col('id')), condition(n)))
  return x.and(
    ...[...given.fields()].map(([operator, value]) => {
      if (operator === 'eq') return entityByName(x, row, value)
      if (operator === 'in') return named(x, row, (n) => x.isIn(n.col('norm'), x.list(value, foldName)))
      if (operator === 'contains') return some((n) => x.contains(n.col('folded'), x.value(value, fold)))
      return some((n) => x.startsWith(n.col('folded'), value, fold))
    }),
  )
}

/** The name in the wanted language; Simplified Chinese is kept with the entity. */
function displayName(x: Expressions, row: Row, args: Arguments): string {
  const asked = args.get('lang')?.sample ?? 'ZH_HANS'
  if (asked === 'ZH_HANS') return row.col('label')
  return x.first(tables.name, {
    where: (n) => x.eq(n.col('entity_id'), row.col('id')),
    order: (n) => [...byLanguage(x, n.col('lang'), args), x.is(n.col('type'), 'FORMER'), n.col('rank')],
    value: (n) => n.col('text'),
  })
}

function description(x: Expressions, row: Row, args: Arguments): string {
  return x.first(tables.property, {
    where: (p) => x.and(x.eq(p.col('subject_id'), row.col('id')), x.is(p.col('name'), 'DESCRIPTION')),
    order: (p) => [x.isNull(p.col('lang')), ...byLanguage(x, p.col('lang'), args), p.col('key')],
    value: (p) => p.col('value'),
  })
}

/** The claims of facts that have the entity in them. */
function concerning(x: Expressions, claim: Row, entity: Row): string {
  const facts = (table: tables.Table, id: string, column: string) =>
    x.select(table, id, (f) => x.eq(f.col(column), entity.col('id')), { all: true })
  return x.isIn(
    claim.col('fact_id'),
    x.union(
      facts(tables.relation, 'id', 'from_id'),
      facts(tables.relation, 'id', 'to_id'),
      facts(tables.relation, 'id', 'product_id'),
      facts(tables.figure, 'id', 'subject_id'),
      facts(tables.property, 'id', 'subject_id'),
      facts(tables.statementAbout, 'statement_id', 'entity_id'),
      facts(tables.participant, 'event_id', 'entity_id'),
    ),
  )
}

/** The figure that an order by `figure` looks at: of several the one that ends last, of these the longest. */
function orderedFigure(x: Expressions, given: Value, column: string) {
  const asked = (name: string) => {
    const value = given.field(name)
    return value && !value.isNull ? value : undefined
  }
  const [metric, period, duration, ending, currency] = ORDERED_BY.map(asked)
  return (_: Expressions, row: Row) =>
    x.first(tables.figure, {
      where: (f) =>
        x.and(
          x.eq(f.col('subject_id'), row.col('id')),
          x.eq(f.col('metric'), x.value(metric!)),
          x.isSet(f.col('value')),
          period && x.eq(f.col('period_label'), x.value(period)),
          duration && x.eq(f.col('period_duration'), x.value(duration)),
          ending &&
            x.and(
              x.gte(f.col('period_end'), x.value(ending, earliestDay)),
              x.lte(f.col('period_end'), x.value(ending, latestDay)),
            ),
          currency && x.eq(f.col('currency'), x.value(currency)),
        ),
      order: (f) => [
        x.descending(f.col('period_end')),
        x.isNull(f.col('period_start')),
        f.col('period_start'),
        f.col('key'),
      ],
      value: (f) => f.col(column),
    })
}

const ORDERED_BY = ['metric', 'period', 'duration', 'end', 'currency'] as const

export function defineEntity(builder: Builder): void {
  builder.rowObject({
    name: 'Name',
    plural: 'names',
    table: tables.name,
    description: 'A name of an entity in one language or script, and who vouches for it. 名称。',
    fields: () => {
      const n = fieldsOf(tables.name)
      return {
        text: n.column('text', { description: 'The name as it is written. 名称文本。' }),
        lang: n.column('lang', { description: 'BCP 47 tag of its language and script, such as zh-Hans. 语言标签。' }),
        type: n.column('type', {
          type: 'NameType',
          description: 'Whether it is the official name, a short form, an alias … 名称类型。',
        }),
        assertedBy: n.one('asserter_id', { type: 'Entity', description: 'Who vouches for the name. 断言者。' }),
        source: n.one('source_id', { type: 'Source', description: 'The document in which the name is read. 来源。' }),
        locator: n.one('passage_id', { type: 'Locator', description: 'The place in that document. 出处。' }),
      }
    },
  })
  builder.rowObject({
    name: 'Identifier',
    plural: 'identifiers',
    table: tables.identifier,
    description: 'A number or code that a register, an exchange or a database gives to an entity. 标识符。',
    fields: () => {
      const i = fieldsOf(tables.identifier)
      return {
        scheme: i.column('scheme', {
          description: 'Who gives it out, such as lei, uscc, isin, ticker, wikidata. 标识体系。',
        }),
        value: i.column('value', { unique: true, description: 'The code itself, with all leading zeros. 标识值。' }),
      }
    },
  })
  builder.inputType('FigureOrderBy', {
    description:
      'Which figure of each to order by: its exact value; of several the one whose period ends last, of these the longest, then the one with the smallest key. 按指标排序。',
    fields: (i) => ({
      metric: i.field({
        type: 'Metric' as never,
        required: true,
        description: 'What is measured, such as REVENUE. 指标。',
      }),
      period: i.string({ description: 'Label of the period, such as 2024 or 2024-H1; any if not given. 期间。' }),
      duration: i.string({ description: 'Length of the period, such as P1Y or P3M; any if not given. 时长。' }),
      end: i.field({
        type: 'PartialDate' as never,
        description:
          'In which year, month or day the period ends, such as 2024 for financial years that end in it; any if not given. 截止。',
      }),
      currency: i.string({ description: 'ISO 4217 code, such as CNY; any if not given. 币种。' }),
    }),
  })
  builder.rowInterface({
    name: 'Entity',
    plural: 'entities',
    table: tables.entity,
    node: true,
    tagColumn: 'kind',
    byKey: entityByKey,
    apart: { kind: 'kind', name: 'label' },
    description:
      'A thing of the world: a company, fund, institution, person or product. What it is to others follows from relations. 实体。',
    orderExtras: {
      figure: {
        input: 'FigureOrderBy',
        description: 'By the value of a figure of each; those without it come last.',
        ordering: (x, given) => ({
          keys: [{ expr: orderedFigure(x, given, 'value_key'), nullable: true }],
          text: orderedFigure(x, given, 'value'),
          decode: (text) => [text === null ? null : decimalKey(text)],
        }),
        signature: (given, rt) => {
          const asked = given.get(rt) as Record<string, string | undefined>
          return `$${ORDERED_BY.map((name) => asked[name] ?? '').join('/')}`
        },
      },
    },
    fields: () => ({
      id: t.id({ description: 'Opaque; made of type, key and view. 全局标识。' }),
      key: t.column('key', {
        unique: true,
        order: true,
        description:
          'Short and stable, in lower case, such as "zhipu". In conditions, `eq` and `in` follow a key that was merged into another. 键。',
        compare: {
          eq: entityByKey,
          in: (x, row, keys) =>
            x.isIn(
              row.col('id'),
              ofKeys(x, (key) => x.isIn(key, x.list(keys))),
            ),
        },
      }),
      kind: t.column('kind', {
        type: 'EntityKind',
        order: true,
        description: 'Which of the entity types it has, for filters. 实体类型。',
      }),
      influence,
      name: t.derived({
        type: 'String',
        nullable: false,
        args: langArgument,
        description: 'The name to show in a language; never missing, since any other language stands in. 名称。',
        expr: displayName,
        filter: { input: 'NameFilter', condition: nameFilter, selective: ['eq', 'in'] },
        order: {
          column: 'label',
          keys: [{ expr: (_, row) => row.col('label'), nullable: false }],
          text: (_, row) => row.col('label'),
          decode: (text) => [text],
        },
      }),
      names: t.list({
        type: 'Name',
        filter: false,
        description:
          'All names in all languages and scripts; the first of a language is the one shown, a former one only where there is no other. 全部名称。',
        match: (x, n, row) => x.eq(n.col('entity_id'), row.col('id')),
        sort: (_, n) => [n.col('rank')],
      }),
      description: t.derived({
        type: 'String',
        nullable: true,
        args: langArgument,
        description: 'What it is, in a sentence, from its DESCRIPTION properties, where the evidence stands. 简介。',
        expr: description,
      }),
      identifiers: t.list({
        type: 'Identifier',
        description: 'Codes of registers and exchanges, by scheme and value. 标识符列表。',
        match: (x, i, row) => x.eq(i.col('entity_id'), row.col('id')),
        sort: (_, i) => [i.col('scheme'), i.col('value')],
      }),
      properties: t.connection({
        type: 'Property',
        by: 'subject_id',
        description: 'Properties such as country or legal form, each with its claims. 属性。',
      }),
      relations: t.connection({
        type: 'Relation',
        match: (x, r, row) => x.or(x.eq(r.col('from_id'), row.col('id')), x.eq(r.col('to_id'), row.col('id'))),
        description: 'All relations in which it stands at either end, also negated ones. 全部关系。',
      }),
      figures: t.connection({
        type: 'Figure',
        by: 'subject_id',
        description: 'Figures reported of it: revenue, loss, rank … 指标数据。',
      }),
      events: t.connection({
        type: 'Event',
        match: (x, e, row) =>
          x.isIn(
            e.col('id'),
            x.select(tables.participant, 'event_id', (p) => x.eq(p.col('entity_id'), row.col('id'))),
          ),
        description: 'Events in which it takes part. 参与的事件。',
      }),
      statements: t.connection({
        type: 'Statement',
        match: (x, s, row) =>
          x.isIn(
            s.col('id'),
            x.select(tables.statementAbout, 'statement_id', (a) => x.eq(a.col('entity_id'), row.col('id'))),
          ),
        driver: {
          table: tables.statementAbout,
          // A statement may be about the same entity twice, since a merge makes one of two.
          where: (x, a, row) =>
            x.and(
              x.eq(a.col('entity_id'), row.col('id')),
              x.or(
                x.eq(a.col('position'), x.zero),
                x.not(
                  x.exists(tables.statementAbout, (before) =>
                    x.and(
                      x.eq(before.col('statement_id'), a.col('statement_id')),
                      x.eq(before.col('entity_id'), x.following(a.col('entity_id'))),
                      x.lt(before.col('position'), a.col('position')),
                    ),
                  ),
                ),
              ),
            ),
          copies: { id: 'statement_id', key: 'key', said_day: 'said_day' },
          order: 'said_day',
        },
        description: 'What was said about it. 关于它的言论。',
      }),
      statementsMade: t.connection({
        type: 'Statement',
        by: 'speaker_id',
        description: 'What it said itself. 它发表的言论。',
      }),
      claims: t.connection({
        type: 'Claim',
        match: concerning,
        description:
          'Claims of all facts that have it in them: relations, figures, properties, events, statements about it. 涉及它的断言。',
      }),
      claimsMade: t.connection({
        type: 'Claim',
        by: 'asserter_id',
        description: 'Claims that it stands behind as the asserter. 它作出的断言。',
      }),
    }),
  })
}
