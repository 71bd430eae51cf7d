import type { ArgumentSpec, Field, LookupField } from '../src/plan/fields.ts'
import { givenTable } from '../src/plan/given.ts'
import type { Builder } from './builder.ts'
import { fieldsOf } from './common.ts'
import { linkQueries } from './links.ts'

const path = givenTable('path', { length: 'int', complete: 'bool' })
const common = givenTable('common', { totalCount: 'int', complete: 'bool' })
const between = givenTable('between', { node: 'int' })
const [p, c, b] = [fieldsOf(path), fieldsOf(common), fieldsOf(between)]
const q = fieldsOf({ name: '', columns: {} } as const)

/** What a question about links may be narrowed to. */
export const viaArgument: ArgumentSpec = {
  type: 'LinkKind',
  list: true,
  description:
    'Only links of these kinds. Without it all relations; shared statements and sources only if they are named. 关联类型列表。',
}

export const entityArgument = (description: string): ArgumentSpec => ({ type: 'EntityBy', required: true, description })

const COMPLETE = 'False where the search stopped at its ceiling of 100,000 entities'

/** `paths` and `commonNeighbors`, at the root and under a view. */
export const pathFields = (by: LookupField['by']): Record<string, Field> => ({
  paths: q.found({
    type: 'Path',
    many: true,
    nullable: false,
    finder: 'paths',
    size: ({ first }) => Number(first),
    rows: { from: { type: 'Entity', by }, to: { type: 'Entity', by } },
    queries: linkQueries,
    args: {
      from: entityArgument('Where paths begin; an unknown one is the error NOT_FOUND. 起点。'),
      to: entityArgument('Where paths end; an unknown one is the error NOT_FOUND. 终点。'),
      via: viaArgument,
      maxHops: { type: 'Int', required: true, default: 4, description: 'The most steps of a path, 1 to 6. 最多跳数。' },
      first: { type: 'Int', required: true, default: 1, description: 'How many paths, 1 to 20. 路径数。' },
      directed: {
        type: 'Boolean',
        required: true,
        default: false,
        description:
          'Whether relations are followed only as they read, from `from` to `to`; those that hold in both directions (PARTNER_OF, COMPETES_WITH) are followed in both. 是否只沿关系方向。',
      },
    },
    description:
      'How two entities are linked: paths that meet none twice, the shortest first, then by the keys on them; empty if there is none. 关联路径。',
  }),
  commonNeighbors: q.found({
    type: 'CommonNeighbors',
    many: false,
    nullable: false,
    finder: 'commonNeighbors',
    page: 'first',
    size: ({ first }) => Number(first),
    rows: { a: { type: 'Entity', by }, b: { type: 'Entity', by } },
    queries: linkQueries,
    args: {
      a: entityArgument('The one; an unknown one is the error NOT_FOUND. 甲方。'),
      b: entityArgument('The other; an unknown one is the error NOT_FOUND. 乙方。'),
      via: viaArgument,
      first: { type: 'Int', required: true, default: 20, description: 'The most that come back, 1 to 100. 最多个数。' },
    },
    description: 'Those that two entities are both linked with, by key, and what links them. 共同关联方。',
  }),
})

export function definePaths(builder: Builder): void {
  builder.rowObject({
    name: 'Path',
    plural: 'paths',
    table: path,
    description: 'A chain of links from one entity to another, each with its evidence. 关联路径。',
    fields: () => ({
      length: p.column('length', { description: 'How many steps it has. 跳数。' }),
      complete: p.column('complete', {
        description: `${COMPLETE}, so that there may be more paths of this length or longer. 搜索是否完整。`,
      }),
      hops: p.given({
        type: 'Link',
        member: 'hops',
        many: true,
        nullable: false,
        size: 4,
        description: 'The steps in order: each begins where the one before ended. 各跳。',
      }),
    }),
  })
  builder.rowObject({
    name: 'CommonNeighbors',
    plural: 'common neighbours',
    table: common,
    description: 'Those that two entities are both linked with. 共同关联方列表。',
    fields: () => ({
      totalCount: c.column('totalCount', { description: 'How many there are, whatever `first` says. 总数。' }),
      complete: c.column('complete', { description: `${COMPLETE}, so that there may be more. 搜索是否完整。` }),
      nodes: c.given({
        type: 'CommonNeighbor',
        member: 'nodes',
        many: true,
        nullable: false,
        description: 'The first of them, by key. 各共同关联方。',
      }),
    }),
  })
  builder.rowObject({
    name: 'CommonNeighbor',
    plural: 'common neighbours',
    table: between,
    description: 'One that is linked with both. 共同关联方。',
    fields: () => ({
      entity: b.one('node', { type: 'Entity', filter: false, description: 'Who or what it is. 实体。' }),
      links: b.given({
        type: 'Link',
        member: 'links',
        many: true,
        nullable: false,
        size: 2,
        description: 'The link from `a` to it, then the one from it to `b`. 两侧关联。',
      }),
    }),
  })
}
