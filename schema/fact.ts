import type { IdField, LeafField, ListField } from '../src/plan/fields.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { bestModality, fieldsOf, modalityOrdering } from './common.ts'

const f = fieldsOf(tables.fact)

/** What all facts have, over the table that all kinds share and over each kind's own. */
const shared: { id: IdField; key: LeafField; modality: LeafField; claims: ListField } = {
  id: f.id({ description: 'Opaque; made of type, key and view. 全局标识。' }),
  key: f.column('key', { unique: true, order: true, description: 'Stable over re-imports. 键。' }),
  modality: f.derived({
    type: 'Modality',
    nullable: false,
    filter: true,
    description: 'How sure the fact is: the modality of its best claim that the view shows. 可信度类型。',
    expr: bestModality,
    order: modalityOrdering(bestModality),
  }),
  claims: f.list({
    type: 'Claim',
    by: 'fact_id',
    sort: (_, claim) => [claim.col('key')],
    countable: true,
    description: 'Who asserts it, in which source, on which line, how sure. 断言。',
  }),
}

export function defineFact(builder: Builder): void {
  builder.rowInterface({
    name: 'Fact',
    plural: 'facts',
    table: tables.fact,
    node: true,
    tagColumn: 'kind',
    description: 'A relation, figure, statement, event or property. There is none without a claim. 事实。',
    fields: () => shared,
  })
}
