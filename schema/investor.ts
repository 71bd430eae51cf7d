import type { Expressions } from '../src/plan/expression.ts'
import type { Row } from '../src/plan/statement.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { byRelations, fieldsOf } from './common.ts'
import { completeness, dealFields, role } from './connections.ts'
import { knownAt, today } from './evidence.ts'

const t = fieldsOf(tables.entity)

export const investing = byRelations(['INVESTED_IN'], 'out')
const holding = {
  ...investing,
  where: (x: Expressions, link: Row) =>
    x.and(
      investing.where(x, link),
      x.or(x.isNull(link.col('valid_to_last')), x.gte(link.col('valid_to_last'), today(x))),
    ),
}

/** That somebody put money into another: a merge of two may leave an investment in oneself. */
const invested = (x: Expressions, link: Row) =>
  x.and(x.is(link.col('kind'), 'INVESTED_IN'), x.no(link.col('negated')), x.ne(link.col('to_id'), link.col('from_id')))

/** The investments of a party, as relations. */
const dealsOf = (x: Expressions, link: Row, who: Row) =>
  x.and(invested(x, link), x.eq(link.col('from_id'), who.col('id')))

/** What a function of the server says of investments in companies; null where only SQL can tell. */
const asked = (x: Expressions, name: string, party: Row, ...more: string[]): string | null => {
  const { scope } = x
  if (scope.arg('accordingTo') || scope.arg('modality')) return null
  const view = [knownAt(x), scope.arg('validOn') ? today(x) : x.nothing]
  return x.call(name, x.text('INVESTED_IN'), x.text('COMPANY'), ...view, party.col('id'), ...more)
}

/** The companies that two parties have both invested in. */
const sharedWith = (x: Expressions, one: Row, other: Row): string => {
  const found = asked(x, 'list_shared', one, other.col('id'))
  return found ? x.each(found) : sharedBySql(x, one, other)
}

const sharedBySql = (x: Expressions, one: Row, other: Row): string =>
  x.select(tables.relation, 'to_id', (a) =>
    x.and(
      dealsOf(x, a, one),
      x.isIn(a.col('to_id'), companies(x, a)),
      x.exists(tables.relation, (b) => x.and(dealsOf(x, b, other), x.eq(b.col('to_id'), a.col('to_id')))),
    ),
  )

/** The relation's far end, if it is a company. */
const companies = (x: Expressions, link: Row): string =>
  x.select(tables.entity, 'id', (e) => x.and(x.eq(e.col('id'), link.col('to_id')), x.is(e.col('kind'), 'COMPANY')))

/** Those who put money into a company that the party put money into, itself perhaps among them. */
const investorsWith = (x: Expressions, party: Row): string => {
  const found = asked(x, 'linked_through', party)
  if (found) return x.each(found)
  const held = x.select(tables.relation, 'to_id', (a) =>
    x.and(dealsOf(x, a, party), x.isIn(a.col('to_id'), companies(x, a))),
  )
  return x.select(tables.relation, 'from_id', (b) => x.and(invested(x, b), x.isIn(b.col('to_id'), held)))
}

export function defineInvestor(builder: Builder): void {
  builder.rowInterface({
    name: 'Investor',
    plural: 'investors',
    table: tables.entity,
    node: true,
    interfaces: ['Entity'],
    description: 'Anyone who can put money into a company: a company, fund, institution or person. 投资方。',
    fields: () => ({
      investments: role(
        'investments',
        'Company',
        investing,
        'Companies that it ever put money into. 投资过的公司。',
        dealFields(investing, 'node'),
      ),
      portfolio: role(
        'portfolio',
        'Company',
        holding,
        "Companies that it put money into and isn't known to have left by the view's day, or by today. 现有投资组合。",
        dealFields(holding, 'node'),
      ),
      coInvestors: t.connection({
        type: 'Investor',
        description: 'Others who put money into a company that it put money into, too. 共同投资方。',
        match: (x, other, row) =>
          x.and(x.ne(other.col('id'), row.col('id')), x.isIn(other.col('id'), investorsWith(x, row))),
        told: (x, row, kinds) => {
          const words = x.text(kinds.join(' '))
          const count = asked(x, 'count_linked_through', row, words)
          return count === null
            ? null
            : {
                list: (most) => asked(x, 'list_linked_through', row, words, most)!,
                count,
                written: (most, template) => asked(x, 'write_linked_through', row, words, most, template)!,
              }
        },
        connectionFields: () => completeness('coInvestors'),
        edgeFields: () => ({
          sharedCompanies: t.list({
            type: 'Company',
            description: 'The companies that both put money into, by key. 共同投资的公司。',
            match: (x, company, node) => x.isIn(company.col('id'), sharedWith(x, node.parent!, node)),
            sort: (_, company) => [company.col('key')],
          }),
          sharedCount: t.derived({
            type: 'Int',
            nullable: false,
            description: 'How many companies both put money into. 共同投资的公司数。',
            expr: (x, node) =>
              x.told(node) ?? x.count(tables.entity, (e) => x.isIn(e.col('id'), sharedBySql(x, node.parent!, node))),
          }),
          claims: t.list({
            type: 'Claim',
            description: 'The claims of both parties’ investments in these companies, by key. 依据。',
            match: (x, claim, node) =>
              x.isIn(
                claim.col('fact_id'),
                x.select(tables.relation, 'id', (r) =>
                  x.and(
                    x.or(dealsOf(x, r, node), dealsOf(x, r, node.parent!)),
                    x.isIn(r.col('to_id'), sharedWith(x, node.parent!, node)),
                  ),
                ),
              ),
            sort: (_, claim) => [claim.col('key')],
          }),
        }),
      }),
    }),
  })
}
