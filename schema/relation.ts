import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf } from './common.ts'

export function defineRelation(builder: Builder): void {
  const r = fieldsOf(tables.relation)
  builder.rowObject({
    name: 'Relation',
    plural: 'relations',
    table: tables.relation,
    node: true,
    interfaces: ['Fact'],
    tag: 'RELATION',
    description:
      'From stands in a relation to to, for a time. Who invested in whom, who works where, what integrates what. 关系。',
    fields: () => ({
      kind: r.column('kind', {
        type: 'RelationKind',
        order: true,
        description: 'What the relation is, read from `from` to `to`. 关系类型。',
      }),
      from: r.one('from_id', {
        type: 'Entity',
        description: 'Whose relation it is: the investor, the person, the integrating party. 主体。',
      }),
      to: r.one('to_id', { type: 'Entity', description: 'To whom or what; null if unnamed, then see `toAs`. 客体。' }),
      toAs: r.column('to_as', { description: 'How the source calls the unnamed object. 未具名客体的称谓。' }),
      title: r.column('title', {
        order: true,
        description: 'Title or remark in the words of the source, such as CEO. 职务或说明。',
      }),
      validFrom: r.column('valid_from', {
        type: 'PartialDate',
        sort: 'valid_from_day',
        order: true,
        description: 'Since when it holds; null if unknown. 生效日期。',
      }),
      validTo: r.column('valid_to', {
        type: 'PartialDate',
        sort: 'valid_to_day',
        order: true,
        description: 'Until when it held; null if it goes on or the end is unknown. 终止日期。',
      }),
      negated: r.column('negated', {
        description:
          'True: the source says that it does not hold. Such a relation makes no role and no edge. 是否为否定。',
      }),
      product: r.one('product_id', {
        type: 'Product',
        description: 'The product that it is about, such as the model that is integrated. 涉及的产品。',
      }),
      amount: r.column('amount', {
        type: 'Decimal',
        sort: 'amount_key',
        order: true,
        description: 'Money put in, in full units of currency; null if not said. 金额。',
      }),
      currency: r.column('currency', { description: 'ISO 4217 code of the amount. 币种。' }),
    }),
  })
}
