import type { Field, LookupField } from '../src/plan/fields.ts'
import { givenTable } from '../src/plan/given.ts'
import type { Builder } from './builder.ts'
import { fieldsOf } from './common.ts'
import { linkQueries } from './links.ts'
import { entityArgument, viaArgument } from './paths.ts'

const neighborhood = givenTable('neighborhood', { omitted: 'int', complete: 'bool' })
const neighbor = givenTable('neighbor', { node: 'int', distance: 'int', hidden: 'int' })
const [n, o] = [fieldsOf(neighborhood), fieldsOf(neighbor)]
const q = fieldsOf({ name: '', columns: {} } as const)

/** `neighborhood`, at the root and under a view. */
export const neighborhoodFields = (by: LookupField['by']): Record<string, Field> => ({
  neighborhood: q.found({
    type: 'Neighborhood',
    many: false,
    nullable: true,
    finder: 'neighborhood',
    size: ({ limit }) => Number(limit),
    rows: { of: { type: 'Entity', by } },
    queries: linkQueries,
    args: {
      of: entityArgument('The entity in the middle. 中心实体。'),
      hops: { type: 'Int', required: true, default: 1, description: 'How many steps it reaches, 1 to 3. 跳数。' },
      via: viaArgument,
      limit: {
        type: 'Int',
        required: true,
        default: 50,
        description: 'The most entities, the one in the middle included, 1 to 200. 最多实体数。',
      },
    },
    description:
      'The entities around one and all links between them, ready to draw; null if there is no such one. 关系网络。',
  }),
})

export function defineNeighborhood(builder: Builder): void {
  builder.rowObject({
    name: 'Neighborhood',
    plural: 'neighbourhoods',
    table: neighborhood,
    description: 'A part of the graph around one entity. 关系网络。',
    fields: () => ({
      nodes: n.given({
        type: 'NeighborhoodNode',
        member: 'nodes',
        many: true,
        nullable: false,
        description: 'The one in the middle first, then by distance and key. 节点。',
      }),
      links: n.given({
        type: 'Link',
        member: 'links',
        many: true,
        nullable: false,
        size: 2,
        description: 'What links any two of these nodes, each pair once. 连线。',
      }),
      omitted: n.column('omitted', {
        description:
          'How many entities of the last distance reached were left out because of `limit`. 因上限省略的实体数。',
      }),
      complete: n.column('complete', {
        description: 'Whether all entities within the hops are there. 是否完整。',
      }),
    }),
  })
  builder.rowObject({
    name: 'NeighborhoodNode',
    plural: 'nodes',
    table: neighbor,
    description: 'An entity in a part of the graph. 网络节点。',
    fields: () => ({
      entity: o.one('node', { type: 'Entity', filter: false, description: 'Who or what it is. 实体。' }),
      distance: o.column('distance', { description: 'Steps from the middle; 0 is the middle itself. 距离。' }),
      hidden: o.column('hidden', {
        description: 'With how many more it is linked that are not among these nodes. 未显示的关联方数。',
      }),
    }),
  })
}
