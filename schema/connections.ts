import type { Expressions } from '../src/plan/expression.ts'
import type { ConnectionField, Field, LeafField, Links } from '../src/plan/fields.ts'
import { between } from '../src/plan/members.ts'
import type { Row } from '../src/plan/statement.ts'
import * as tables from '../src/store/tables.ts'
import { fieldsOf } from './common.ts'

const t = fieldsOf(tables.entity)

/** Whether a list of this entity is said to be whole. */
export const completeness = (list: string): Record<string, LeafField> => ({
  completeness: t.derived({
    type: 'Completeness',
    nullable: false,
    description:
      'Whether the sources give the whole list; PARTIAL where a source says that there are more. 列表是否完整。',
    expr: (x, row) => {
      const told = (of: (entity: string) => string | null) =>
        x.first(tables.coverage, {
          where: (c) => x.and(of(c.col('entity_id')), x.is(c.col('list'), list)),
          order: (c) => [c.col('known_from'), c.col('id')],
          last: true,
          value: (c) => c.col('completeness'),
        })
      const merged = x.select(tables.entity, 'id', (e) => x.eq(e.col('canonical_id'), row.col('id')), { all: true })
      return x.coalesce(
        told((entity) => x.eq(entity, row.col('id'))),
        // What is told of an entity that was merged into this one stays with that.
        told((entity) => x.isIn(entity, merged)),
        x.text('UNKNOWN'),
      )
    },
  }),
})

/** The relations behind an edge, and what is claimed of them. */
const evidence = (links: Links): Record<string, Field> => ({
  relations: t.list({
    type: 'Relation',
    description: 'The relations that make this edge, by key. 构成此关联的关系。',
    match: (x, relation, node) => between(x, links, relation, node.parent!, node),
    sort: (_, relation) => [relation.col('key')],
  }),
  claims: t.list({
    type: 'Claim',
    description: 'Who says so, where, and how sure: the claims of all relations of this edge, by key. 此关联的依据。',
    match: (x, claim, node) =>
      x.isIn(
        claim.col('fact_id'),
        x.select(tables.relation, 'id', (r) => between(x, links, r, node.parent!, node)),
      ),
    sort: (_, claim) => [claim.col('key')],
  }),
})

/** A list of those that stand in a relation to this entity: one edge for each, with its evidence. */
export const role = (
  list: string,
  type: string,
  links: Links,
  description: string,
  edgeFields: Record<string, Field> = {},
): ConnectionField =>
  t.connection({
    type,
    description,
    links,
    connectionFields: () => completeness(list),
    edgeFields: () => ({ ...evidence(links), ...edgeFields }),
  })

const stated = (links: Links, column: string) => (x: Expressions, node: Row) =>
  x.only(tables.relation, {
    where: (r) => x.and(between(x, links, r, node.parent!, node), x.isSet(r.col('amount'))),
    value: (r) => x.coalesce(r.col(column), x.text('')),
  })

/** Financing rounds in which somebody has one of these parts. */
const roundsOf = (x: Expressions, event: Row, who: Row, ...roles: string[]) =>
  x.and(
    x.is(x.following(event.col('kind')), 'FUNDING_ROUND'),
    x.isIn(
      event.col('id'),
      x.select(tables.participant, 'event_id', (p) =>
        x.and(x.eq(p.col('entity_id'), who.col('id')), x.among(p.col('role'), roles)),
      ),
    ),
  )

/** Financing rounds in which somebody raises money. */
export const roundsRaised = (x: Expressions, event: Row, who: Row) => roundsOf(x, event, who, 'ISSUER', 'SUBJECT')

/** What an investment's edge says besides its evidence; `company` is the row of the one that money was put into. */
export const dealFields = (links: Links, company: 'node' | 'owner'): Record<string, Field> => ({
  rounds: t.list({
    type: 'Event',
    description:
      'The known financing rounds in which the one invested in the other, by key; empty where no source says which. 双方共同参与的融资轮次。',
    match: (x, event, node) => {
      const [raising, investing] = company === 'node' ? [node, node.parent!] : [node.parent!, node]
      return x.and(roundsRaised(x, event, raising), roundsOf(x, event, investing, 'INVESTOR'))
    },
    sort: (_, event) => [event.col('key')],
  }),
  amount: t.derived({
    type: 'Decimal',
    nullable: true,
    description:
      'The amount, in full units of currency, if exactly one relation of this edge states one; else null, see relations. 金额。',
    expr: stated(links, 'amount'),
  }),
  currency: t.derived({
    type: 'String',
    nullable: true,
    description: 'ISO 4217 code of the amount. 币种。',
    expr: (x, node) => x.unlessEmpty(stated(links, 'currency')(x, node)),
  }),
})
