import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'

export function defineFund(builder: Builder): void {
  builder.rowObject({
    name: 'Fund',
    plural: 'funds',
    table: tables.entity,
    node: true,
    interfaces: ['Entity', 'Organization', 'Investor'],
    tag: 'FUND',
    description: 'An investment vehicle, such as a limited partnership that invests. 基金。',
    fields: () => ({}),
  })
}
