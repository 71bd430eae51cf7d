import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf, through } from './common.ts'

export function defineSource(builder: Builder): void {
  const s = fieldsOf(tables.source)
  builder.rowObject({
    name: 'Source',
    plural: 'sources',
    table: tables.source,
    node: true,
    apart: { kind: 'kind', name: 'title' },
    description: 'A document or a body of records in which claims stand. 来源。',
    fields: () => ({
      id: s.id({ description: 'Opaque; made of type, key and view. 全局标识。' }),
      key: s.column('key', {
        unique: true,
        order: true,
        description: 'Short and stable, such as "zhipu-prospectus". 键。',
      }),
      kind: s.column('kind', {
        type: 'SourceKind',
        order: true,
        description: 'What it is: article, prospectus, register … 来源类型。',
      }),
      title: s.column('title', { order: true, description: 'Its title as printed; null if it has none. 标题。' }),
      publisher: s.one('publisher_id', { type: 'Entity', description: 'Who published it. 发布机构。' }),
      authors: s.list({
        type: 'Entity',
        description: 'Who wrote it, in the order of the source. 作者。',
        ...through(tables.sourceAuthor, 'source_id', 'entity_id'),
      }),
      language: s.column('language', { description: 'BCP 47 tag of its language. 语言。' }),
      place: s.column('place', { description: 'Where it says that it was written. 发稿地。' }),
      publishedOn: s.column('published_on', {
        type: 'PartialDate',
        sort: 'published_day',
        order: true,
        description: 'When it was published; null if unknown. 发布日期。',
      }),
      publishedNotBefore: s.column('published_not_before', {
        type: 'Date',
        description: 'The earliest day on which it can have been published. 最早可能的发布日期。',
      }),
      url: s.column('url', { unique: true, description: 'Where it is on the web. 网址。' }),
      sha256: s.column('sha256', {
        unique: true,
        description: 'SHA-256 of the file that was read, in hexadecimal. 文件散列值。',
      }),
      licence: s.column('licence', { description: 'Under which terms it may be used. 许可。' }),
      primarySource: s.one('primary_source_id', {
        type: 'Source',
        description: 'The source that this one reprints. 原始来源。',
      }),
      claims: s.connection({
        type: 'Claim',
        match: (x, claim, source) =>
          x.or(
            x.eq(claim.col('source_id'), source.col('id')),
            x.isIn(
              claim.col('id'),
              x.select(tables.claimVia, 'claim_id', (v) => x.eq(v.col('source_id'), source.col('id'))),
            ),
          ),
        description: 'Claims that stand in it or go back to it. 断言。',
      }),
    }),
  })
}
