import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { byRelations, fieldsOf } from './common.ts'
import { role } from './connections.ts'
import { organizationKinds } from './vocabulary.ts'

const t = fieldsOf(tables.entity)

export function defineProduct(builder: Builder): void {
  builder.rowObject({
    name: 'Product',
    plural: 'products',
    table: tables.entity,
    node: true,
    interfaces: ['Entity'],
    tag: 'PRODUCT',
    description: 'Something that an organization makes or runs: a model, a model series, a platform. 产品。',
    fields: () => ({
      producer: t.oneWhere({
        type: 'Organization',
        description: 'Who makes or runs it; of several the one whose relation has the smallest key. 出品方。',
        match: (x, maker, product) =>
          x.eq(
            maker.col('id'),
            x.first(tables.relation, {
              where: (r) =>
                x.and(
                  x.eq(r.col('to_id'), product.col('id')),
                  x.is(r.col('kind'), 'PRODUCES'),
                  x.no(r.col('negated')),
                  x.exists(tables.entity, (e) =>
                    x.and(x.eq(e.col('id'), r.col('from_id')), x.among(e.col('kind'), organizationKinds)),
                  ),
                ),
              order: (r) => [r.col('key')],
              value: (r) => r.col('from_id'),
            }),
          ),
      }),
      versions: role(
        'versions',
        'Product',
        byRelations(['VERSION_OF'], 'in'),
        'Its versions, or the members of the series. 版本。',
      ),
    }),
  })
}
