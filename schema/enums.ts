import type { Builder } from './builder.ts'
import * as vocabulary from './vocabulary.ts'

const enums = {
  EntityKind: [vocabulary.EntityKind, 'The types of entities. 实体类型。'],
  SearchKind: [vocabulary.SearchKind, 'The kinds of things that search finds. 可检索的类型。'],
  MatchedBy: [
    vocabulary.MatchedBy,
    'How what was searched for meets a text, the best first but for overlapping scores. 匹配方式。',
  ],
  LinkKind: [
    { ...vocabulary.RelationKind, ...vocabulary.SharedKind },
    'What can link two entities: relations, and what both stand in. 关联类型。',
  ],
  RelationKind: [vocabulary.RelationKind, 'The kinds of relations, read from `from` to `to`. 关系类型。'],
  Metric: [vocabulary.Metric, 'What a figure measures. 指标。'],
  Modality: [vocabulary.Modality, 'How sure a claim is, the best first. 可信度类型。'],
  Precision: [vocabulary.Precision, 'How the number of a figure is to be taken. 精度。'],
  DatePrecision: [vocabulary.DatePrecision, 'How exactly a date is known. 日期精度。'],
  Basis: [vocabulary.Basis, 'On which basis a figure is stated. 口径。'],
  Unit: [vocabulary.Unit, 'What the number of a figure counts. 单位。'],
  SourceKind: [vocabulary.SourceKind, 'What a source is as a document. 来源类型。'],
  EventKind: [vocabulary.EventKind, 'What it is that happens. 事件类型。'],
  ParticipantRole: [vocabulary.ParticipantRole, 'The parts that one can have in an event. 参与角色。'],
  PropertyName: [vocabulary.PropertyName, 'The properties that an entity can have. 属性名。'],
  NameType: [vocabulary.NameType, 'What kind of name it is. 名称类型。'],
  Completeness: [vocabulary.Completeness, 'Whether a list is whole. 列表完整性。'],
  Language: [vocabulary.Language, 'Languages that texts can be asked in. 语言。'],
} as const

/** Makes an enum of each vocabulary; every value is described by its English and Chinese label and its meaning. */
export function defineVocabulary(builder: Builder): void {
  for (const [name, [terms, description]] of Object.entries(enums))
    builder.enumType(name, {
      description,
      values: Object.fromEntries(
        Object.entries(terms as vocabulary.Vocabulary).map(([word, [english, chinese, meaning]]) => [
          word,
          { description: `${english} (${chinese}): ${meaning}.` },
        ]),
      ),
    })
}
