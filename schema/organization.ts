import { comparator } from '../src/plan/comparator.ts'
import type { Expressions } from '../src/plan/expression.ts'
import type { Filter, LeafField } from '../src/plan/fields.ts'
import type { Row } from '../src/plan/statement.ts'
import { earliestDay } from '../src/records/values.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { byRelations, fieldsOf } from './common.ts'
import { role } from './connections.ts'
import { knownAt } from './evidence.ts'
import { roleKinds } from './vocabulary.ts'

const t = fieldsOf(tables.entity)

const property = (name: string) => (x: Expressions, row: Row) =>
  x.first(tables.property, {
    where: (p) => x.and(x.eq(p.col('subject_id'), row.col('id')), x.is(p.col('name'), name)),
    order: (p) => [p.col('key')],
    value: (p) => p.col('value'),
  })

/** Conditions on a property; one value, or some, is looked up in the index first. */
const propertyFilter = (name: string): Filter => {
  const exact = comparator({ form: 'text' }, 'String', property(name), property(name), true, { computed: true })
  const having = (x: Expressions, row: Row, among: (value: string) => string) =>
    x.amongFew(
      row.col('id'),
      x.select(tables.property, 'subject_id', (p) => x.and(x.is(p.col('name'), name), among(p.col('value'))), {
        all: true,
      }),
    )
  return {
    input: exact.input,
    condition: (x, row, given) => {
      const [eq, some] = [given.field('eq'), given.field('in')]
      return x.and(
        eq ? having(x, row, (value) => x.eq(value, x.value(eq))) : null,
        some ? having(x, row, (value) => x.isIn(value, x.list(some))) : null,
        exact.condition(x, row, given),
      )
    },
  }
}

const foundation = property('FOUNDED_ON')
const foundedOn = (x: Expressions, row: Row) => x.workedOut(row, foundation)
const foundedDay = (x: Expressions, row: Row) => x.earliestDay(foundedOn(x, row))

/** When the subject was founded, as it stands beside one of its values; who says so stands elsewhere. */
const foundedBeside = (x: Expressions, s: Row, otherwise: () => string): string => {
  if (x.scope.arg('accordingTo') || x.scope.arg('modality')) return otherwise()
  const known = x.and(x.lte(s.col('founded_from'), knownAt(x)), x.gt(s.col('founded_to'), knownAt(x)))
  return x.choose([[x.yes(s.col('founded_alone')), x.choose([[known, s.col('founded_on')]], x.nothing)]], otherwise())
}

/** By a value of a property to its subjects in the order of their names. */
const bySubjects = (name: string): LeafField['driver'] => ({
  table: tables.subjectByValue,
  value: 'value',
  where: (x, s, value) => {
    const shownFirst = x.first(tables.property, {
      where: (p) => x.and(x.eq(p.col('subject_id'), s.col('subject')), x.is(p.col('name'), name)),
      order: (p) => [p.col('key')],
      value: (p) => p.col('id'),
    })
    return x.and(
      x.is(s.col('name'), name),
      x.eq(s.col('value'), value),
      x.or(x.yes(s.col('alone')), x.eq(s.col('id'), shownFirst)),
    )
  },
  copies: { id: 'subject', key: 'subject_key', kind: 'subject_kind', label: 'subject_label' },
  atHand: new Map([[foundation, foundedBeside]]),
  order: 'label',
  // What is merged into another has no properties.
  shown: true,
})

export const partnership = byRelations(['PARTNER_OF', 'INTEGRATES'], 'in', 'out')

export function defineOrganization(builder: Builder): void {
  builder.rowInterface({
    name: 'Organization',
    plural: 'organizations',
    table: tables.entity,
    node: true,
    interfaces: ['Entity'],
    description: 'A company, fund or institution. 组织机构。',
    fields: () => ({
      country: t.derived({
        type: 'String',
        nullable: true,
        filter: propertyFilter('COUNTRY'),
        description:
          'Country of the seat, ISO 3166-1 alpha-2; of several the one whose property has the smallest key. All of them, with their evidence, are in properties. 国家。',
        expr: property('COUNTRY'),
        driver: bySubjects('COUNTRY'),
      }),
      foundedOn: t.derived({
        type: 'PartialDate',
        nullable: true,
        filter: true,
        description:
          'When it was founded; of several dates the one whose property has the smallest key. All of them, with their evidence, are in properties. 成立日期。',
        expr: foundedOn,
        sort: foundedDay,
        order: {
          keys: [{ expr: foundedDay, nullable: true }],
          text: foundedOn,
          decode: (text) => [text === null ? null : earliestDay(text)],
        },
      }),
      industries: t.texts({
        description: 'Lines of business, in the words of the sources; their evidence is in properties. 行业。',
        expr: (x, row) =>
          x.texts(tables.property, {
            where: (p) => x.and(x.eq(p.col('subject_id'), row.col('id')), x.is(p.col('name'), 'INDUSTRY')),
            order: 'key',
            value: 'value',
          }),
      }),
      people: role(
        'people',
        'Person',
        byRelations(roleKinds, 'in'),
        'Persons with a role in it: leaders, directors, founders, analysts, reporters … 相关人物。',
      ),
      partners: role(
        'partners',
        'Organization',
        partnership,
        'Organizations in a partnership or integration with it, in either direction. 合作伙伴。',
      ),
      parents: role(
        'parents',
        'Organization',
        byRelations(['SUBSIDIARY_OF', 'OWNS'], [['SUBSIDIARY_OF'], 'out'], [['OWNS'], 'in']),
        'Organizations that it is a subsidiary of, or that own it or a part of it. 上级与股东。',
      ),
      children: role(
        'children',
        'Organization',
        byRelations(['SUBSIDIARY_OF', 'OWNS'], [['SUBSIDIARY_OF'], 'in'], [['OWNS'], 'out']),
        'Organizations that are subsidiaries of it, or that it owns wholly or in part. 下级与持股。',
      ),
    }),
  })
}
