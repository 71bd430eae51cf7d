import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { byRelations, fieldsOf } from './common.ts'
import { completeness } from './connections.ts'
import { roleKinds } from './vocabulary.ts'

const t = fieldsOf(tables.entity)
const r = fieldsOf(tables.relation)

export function definePerson(builder: Builder): void {
  builder.rowObject({
    name: 'Person',
    plural: 'persons',
    table: tables.entity,
    node: true,
    interfaces: ['Entity', 'Investor'],
    tag: 'PERSON',
    description: 'A human being: analyst, reporter, executive or investor by the relations in which they stand. 人物。',
    fields: () => ({
      roles: t.connection({
        type: 'Organization',
        description:
          'What the person is or was in organizations: one edge for each role, by the key of its relation. 任职。',
        links: byRelations(roleKinds, 'out'),
        edgePerLink: true,
        connectionFields: () => completeness('roles'),
        edgeFields: () => ({
          kind: r.column('kind', {
            type: 'RelationKind',
            description: 'Which kind of role, such as EXECUTIVE_OF or ANALYST_AT. 任职类型。',
          }),
          title: r.column('title', {
            description: 'The title in the words of the source, such as CEO or 院长. 职务。',
          }),
          validFrom: r.column('valid_from', {
            type: 'PartialDate',
            description: 'When the role began, as far as known. 起始日期。',
          }),
          validTo: r.column('valid_to', {
            type: 'PartialDate',
            description: 'When the role ended; null if it goes on or the end is unknown. 结束日期。',
          }),
          relation: r.embed({ type: 'Relation', description: 'The relation that is the role. 对应的关系。' }),
          claims: r.list({
            type: 'Claim',
            description: 'Who says so, where, and how sure, by key. 依据。',
            match: (x, claim, relation) => x.eq(claim.col('fact_id'), relation.col('id')),
            sort: (_, claim) => [claim.col('key')],
          }),
        }),
      }),
    }),
  })
}
