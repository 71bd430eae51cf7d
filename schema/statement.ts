import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf, langArgument, localized, localizedFilter, through } from './common.ts'

export function defineStatement(builder: Builder): void {
  const s = fieldsOf(tables.statement)
  builder.rowObject({
    name: 'Statement',
    plural: 'statements',
    table: tables.statement,
    node: true,
    interfaces: ['Fact'],
    tag: 'STATEMENT',
    description:
      'What somebody said of something, in a summary of ours, with the condition under which it was said. 言论。',
    fields: () => ({
      speaker: s.one('speaker_id', {
        type: 'Entity',
        description: 'Who said it; null if unnamed, then see `speakerAs`. 发言者。',
      }),
      speakerTitle: s.column('speaker_title', {
        description: 'As what the source introduces the speaker. 发言者头衔。',
      }),
      speakerAs: s.column('speaker_as', {
        description: 'How the source calls the unnamed speaker. 未具名发言者的称谓。',
      }),
      about: s.list({
        type: 'Entity',
        description: 'Of whom or what it was said, in the order of the source. 谈论对象。',
        ...through(tables.statementAbout, 'statement_id', 'entity_id'),
      }),
      aboutAs: s.column('about_as', {
        description: 'What else it was said of, without an entity of its own. 其他谈论对象。',
      }),
      summary: s.derived({
        type: 'String',
        nullable: false,
        args: langArgument,
        description: 'The gist in our words, not a quotation. 摘要。',
        expr: localized('summary'),
        filter: localizedFilter('summary'),
      }),
      condition: s.derived({
        type: 'String',
        nullable: true,
        args: langArgument,
        description: 'The condition under which it was said; null if there is none. 前提条件。',
        expr: localized('condition'),
        filter: localizedFilter('condition'),
      }),
      saidOn: s.column('said_on', {
        type: 'PartialDate',
        sort: 'said_day',
        order: true,
        description: 'When it was said; null if unknown. 发言日期。',
      }),
    }),
  })
}
