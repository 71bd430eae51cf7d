import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf } from './common.ts'

export function defineProperty(builder: Builder): void {
  const p = fieldsOf(tables.property)
  builder.rowObject({
    name: 'Property',
    plural: 'properties',
    table: tables.property,
    node: true,
    interfaces: ['Fact'],
    tag: 'PROPERTY',
    description: 'A property of an entity, such as its country or legal form. 属性。',
    fields: () => ({
      subject: p.one('subject_id', { type: 'Entity', description: 'Whose property it is. 主体。' }),
      name: p.column('name', { type: 'PropertyName', order: true, description: 'Which property it is. 属性名。' }),
      value: p.column('value', {
        order: true,
        description: 'Its value as a text: a code, a date, an address … by name. 属性值。',
      }),
      lang: p.column('lang', { description: 'BCP 47 tag of the text, where it is in a language. 语言标签。' }),
    }),
  })
}
