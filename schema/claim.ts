import { FOREVER } from '../src/records/forever.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf, modalityOrdering, through } from './common.ts'

export function defineClaim(builder: Builder): void {
  const l = fieldsOf(tables.passage)
  builder.rowObject({
    name: 'Locator',
    plural: 'places',
    table: tables.passage,
    description: 'A place in a source. 出处。',
    fields: () => ({
      line: l.column('line', { description: 'Line or record, counted from 1. 行号。' }),
      start: l.column('start_at', {
        filter: false,
        description: 'Where it begins in the line, in Unicode code points from 0. 起始位置。',
      }),
      end: l.column('end_at', {
        filter: false,
        description: 'Where it ends, in code points, itself excluded. 结束位置。',
      }),
      quote: l.column('quote', {
        filter: false,
        description: 'The words that stand there, where they may be kept. 原文。',
      }),
    }),
  })
  const c = fieldsOf(tables.claim)
  builder.rowObject({
    name: 'Claim',
    plural: 'claims',
    table: tables.claim,
    node: true,
    description:
      'A party asserts a fact, in a source, at a place, with a modality. It is retracted, never deleted. 断言。',
    fields: () => ({
      id: c.id({ description: 'Opaque; made of type, key and view. 全局标识。' }),
      key: c.column('key', { unique: true, order: true, description: 'Stable over re-imports. 键。' }),
      fact: c.one('fact_id', { type: 'Fact', description: 'What is asserted. 所断言的事实。' }),
      assertedBy: c.one('asserter_id', {
        type: 'Entity',
        description: 'Whose knowledge it is; null if unnamed, then see `assertedAs`. 断言者。',
      }),
      assertedAs: c.column('asserted_as', {
        description: 'How the source calls the unnamed asserter. 未具名断言者的称谓。',
      }),
      source: c.one('source_id', {
        type: 'Source',
        description: 'The document that the locator points into. 来源文件。',
      }),
      via: c.list({
        type: 'Source',
        description: 'The sources behind that document, the first-hand one first. 转引来源。',
        ...through(tables.claimVia, 'claim_id', 'source_id'),
      }),
      locator: c.one('passage_id', { type: 'Locator', description: 'Where it stands in the source. 出处。' }),
      // Claims sort by how sure they are, not by the letters of the word.
      modality: {
        ...c.column('modality', {
          type: 'Modality',
          description: 'How sure it is: reported, self-claimed, inferred … 可信度类型。',
        }),
        order: modalityOrdering((_, row) => row.col('modality')),
      },
      printed: c.column('printed', {
        description: 'The value in the words of the source, such as 5740万元. 原文数值。',
      }),
      assertedOn: c.column('asserted_on', {
        type: 'PartialDate',
        sort: 'asserted_day',
        order: true,
        description: 'When it was asserted; null if unknown. 断言日期。',
      }),
      knownFrom: c.column('known_from', {
        type: 'DateTime',
        order: true,
        description: 'Since when it could be known: publication, filing or import. 可知起始时间。',
      }),
      knownTo: c.derived({
        type: 'DateTime',
        nullable: true,
        description: 'Until when it stood, if a newer version or a correction came; else null. 可知终止时间。',
        expr: (x, row) => x.choose([[x.is(row.col('known_to'), FOREVER), 'null']], row.col('known_to')),
      }),
      recordedAt: c.column('recorded_at', {
        type: 'DateTime',
        order: true,
        description: 'When this database learned of it. 记录时间。',
      }),
      retractedAt: c.column('retracted_at', {
        type: 'DateTime',
        filter: false,
        description: 'When this database gave it up; null if it stands. 撤回时间。',
      }),
    }),
  })
}
