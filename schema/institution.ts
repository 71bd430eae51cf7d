import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'

export function defineInstitution(builder: Builder): void {
  builder.rowObject({
    name: 'Institution',
    plural: 'institutions',
    table: tables.entity,
    node: true,
    interfaces: ['Entity', 'Organization', 'Investor'],
    tag: 'INSTITUTION',
    description:
      'An organization that is neither company nor fund: an exchange, a regulator, a medium, a research institute. 机构。',
    fields: () => ({}),
  })
}
