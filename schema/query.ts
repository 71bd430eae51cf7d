import type { Expressions } from '../src/plan/expression.ts'
import type { Field, LookupField } from '../src/plan/fields.ts'
import type { Row } from '../src/plan/statement.ts'
import { fold } from '../src/records/fold.ts'
import * as tables from '../src/store/tables.ts'
import type { Builder } from './builder.ts'
import { fieldsOf } from './common.ts'
import { entityByIdentifier, entityByKey, entityByName } from './entity.ts'
import { neighborhoodFields } from './neighborhood.ts'
import { pathFields } from './paths.ts'
import { searchFields } from './search.ts'

const root = { name: '', columns: {} } as const
const q = fieldsOf(root)

const entityBy: LookupField['by'] = {
  key: { condition: entityByKey },
  name: { condition: entityByName, ambiguous: true },
  identifier: { condition: entityByIdentifier },
}

const sourceBy: LookupField['by'] = {
  key: { condition: (x, row, key) => x.eq(row.col('key'), x.value(key)) },
  name: {
    condition: (x, row, title) => x.eq(x.coalesce(row.col('title_folded'), x.text('')), x.value(title, fold)),
    ambiguous: true,
  },
  identifier: {
    ambiguous: true,
    condition: (x, row, given) => {
      const value = x.value(given.field('value')!)
      const isScheme = (scheme: string) => x.eq(x.value(given.field('scheme')!), x.text(scheme))
      return x.or(
        x.and(isScheme('url'), x.eq(x.coalesce(row.col('url'), x.text('')), value)),
        x.and(isScheme('sha256'), x.eq(x.coalesce(row.col('sha256'), x.text('')), value)),
      )
    },
  },
}

const lookup = (type: string, what: string): LookupField =>
  q.lookup({
    type,
    input: type === 'Source' ? 'SourceBy' : 'EntityBy',
    by: type === 'Source' ? sourceBy : entityBy,
    description: `The ${what}, or null if there is none; a name of several is the error AMBIGUOUS, whose \`extensions.candidates\` tell them.`,
  })

const all = (type: string, description: string, match?: (x: Expressions, row: Row) => string): Field =>
  q.connection({ type, description, match })

/** That the row is an end of a relation with another, of these kinds, that is not negated. */
const ends =
  (kinds: readonly string[], ...columns: ('from_id' | 'to_id')[]) =>
  (x: Expressions, row: Row) =>
    x.or(
      ...columns.map((column) =>
        x.exists(tables.relation, (r) =>
          x.and(
            x.eq(r.col(column), row.col('id')),
            x.among(r.col('kind'), kinds),
            x.no(r.col('negated')),
            // A merge of two may leave a relation with oneself; without a far end this is null, and so no either.
            x.ne(r.col('to_id'), r.col('from_id')),
          ),
        ),
      ),
    )

const rounds = (x: Expressions, row: Row) => x.is(row.col('kind'), 'FUNDING_ROUND')

/** The root fields that can be asked under any view. */
export const rootFields = (): Record<string, Field> => ({
  node: q.node({
    many: false,
    description:
      'Anything by its id, under the view that the id carries; null if it is not there. What is no id of this server is an error. 按 id 取得对象。',
  }),
  nodes: q.node({
    many: true,
    description:
      'Things by their ids, in the order of these; null for what is not there, with an error for what is no id of this server. At most 100. 按 id 批量取得对象。',
  }),
  entity: lookup('Entity', 'entity of any kind (实体)'),
  company: lookup('Company', 'company (公司)'),
  fund: lookup('Fund', 'fund (基金)'),
  institution: lookup('Institution', 'institution (机构)'),
  person: lookup('Person', 'person (人物)'),
  product: lookup('Product', 'product (产品)'),
  source: lookup('Source', 'source (来源)'),
  entities: all('Entity', 'All entities of every kind. 全部实体。'),
  companies: all('Company', 'All companies. 全部公司。'),
  funds: all('Fund', 'All funds. 全部基金。'),
  institutions: all('Institution', 'All institutions. 全部机构。'),
  people: all('Person', 'All persons. 全部人物。'),
  products: all('Product', 'All products. 全部产品。'),
  investors: all('Investor', 'Those who put money into something. 全部投资方。', ends(['INVESTED_IN'], 'from_id')),
  partners: all(
    'Organization',
    'Organizations in a partnership or an integration. 全部合作伙伴。',
    ends(['PARTNER_OF', 'INTEGRATES'], 'from_id', 'to_id'),
  ),
  analysts: all('Person', 'Persons with the role of an analyst. 全部分析师。', ends(['ANALYST_AT'], 'from_id')),
  relations: all('Relation', 'All relations, also negated ones. 全部关系。'),
  figures: all('Figure', 'All figures of whatever subject. 全部指标数据。'),
  statements: all('Statement', 'All statements of whatever speaker. 全部言论。'),
  events: all('Event', 'All events. 全部事件。'),
  properties: all('Property', 'All properties of whatever entity. 全部属性。'),
  claims: all('Claim', 'All claims of whatever fact. 全部断言。'),
  sources: all('Source', 'All sources; they are seen under every view. 全部来源。'),
  fundingRounds: all('Event', 'All events that are financing rounds. 全部融资轮次。', rounds),
  ...searchFields(),
  ...pathFields(entityBy),
  ...neighborhoodFields(entityBy),
})

export function defineQuery(builder: Builder): void {
  builder.inputType('IdentifierInput', {
    description: 'A code and who gave it out. 标识符。',
    fields: (t) => ({
      scheme: t.string({
        required: true,
        description: 'Who gave it out, such as lei or ticker; for sources url or sha256. 标识体系。',
      }),
      value: t.string({
        required: true,
        description: 'The code itself, with all leading zeros, in whatever capitals. 标识值。',
      }),
    }),
  })
  for (const [name, what] of [
    ['EntityBy', 'an entity'],
    ['SourceBy', 'a source'],
  ] as const)
    builder.inputType(name, {
      isOneOf: true,
      description: `One way of naming ${what}: give exactly one field. 检索条件(四选一)。`,
      fields: (t) => ({
        id: t.id({
          description:
            'An id from this server; it brings its view along, but in `paths`, `commonNeighbors` and `neighborhood`, which are of one view, it only names. 全局标识。',
        }),
        key: t.string({ description: 'The stable key, such as "zhipu"; the key of something merged leads on. 键。' }),
        name: t.string({
          description: 'A name or title in any language and script, folded; one of several is an error. 名称。',
        }),
        identifier: t.field({
          type: 'IdentifierInput' as never,
          description: 'A code of a register, an exchange or the like. 标识符。',
        }),
      }),
    })
  builder.rowObject({
    name: 'View',
    plural: 'views',
    table: root,
    description:
      'The graph as one view shows it: all root fields again. Ids and cursors given under it carry it. 视图。',
    fields: rootFields,
  })
  builder.rowObject({
    name: 'Query',
    plural: 'queries',
    table: root,
    description: 'Everything that can be asked. 查询入口。',
    fields: () => ({
      ...rootFields(),
      view: q.scope({
        type: 'View',
        description:
          'The graph seen otherwise: on a day, as known at a time, according to some, or by modality. 视图。',
        args: {
          validOn: { type: 'Date', description: 'Only facts that are not known not to hold on this day. 有效日期。' },
          knownAt: {
            type: 'DateTime',
            description: 'As known at this instant; a day alone is its end, UTC. 已知时间。',
          },
          accordingTo: {
            type: 'String',
            list: true,
            description: 'Only facts that one of these asserts, by their keys. 断言者键列表。',
          },
          modality: { type: 'Modality', list: true, description: 'Only claims of these modalities. 可信度类型列表。' },
        },
      }),
    }),
  })
}
