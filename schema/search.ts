import type { Field } from '../src/plan/fields.ts'
import { givenTable } from '../src/plan/given.ts'
import type { Builder } from './builder.ts'
import { fieldsOf } from './common.ts'

const connection = givenTable('search_connection', { totalCount: 'int', complete: 'bool' })
const edge = givenTable('search_edge', {
  cursor: 'text',
  score: 'int',
  matchedBy: 'text',
  matchedText: 'text',
  highlight: 'text',
  entity_id: 'int?',
  source_id: 'int?',
  statement_id: 'int?',
  event_id: 'int?',
  passage_id: 'int?',
})
const facet = givenTable('search_facet', { kind: 'text', count: 'int' })
const matches = givenTable('name_matches', { name: 'text' })
const candidate = givenTable('name_candidate', {
  entity_id: 'int',
  score: 'int',
  matchedBy: 'text',
  matchedText: 'text',
  match: 'bool',
})

const q = fieldsOf(givenTable('', {}))

/** A name that nothing is like is looked for in every way, which takes as long as so many objects. */
const OBJECTS = 20

/** The root fields that look for texts. */
export const searchFields = (): Record<string, Field> => ({
  search: q.found({
    type: 'SearchConnection',
    many: false,
    nullable: false,
    finder: 'search',
    page: 'first',
    size: ({ first }) => Math.max(1, Number(first)),
    description:
      'Things by a text as somebody types it: a name in any script, Pinyin or initials, an identifier, words of a title, summary, condition or quote. 检索。',
    args: {
      text: {
        type: 'String',
        required: true,
        description:
          'What to look for, at most 256 characters; no character is an operator. Width, case, 繁简 and legal forms make no difference. Words that stand apart are all found, in any order. 检索词。',
      },
      kinds: {
        type: 'SearchKind',
        list: true,
        description: 'Only these kinds of things; all if not given. 限定类型。',
      },
      first: { type: 'Int', description: 'This many from the start, 0 to 100; 20 if not given. 返回条数。' },
      after: { type: 'String', description: 'Only what stands behind this cursor of the same search. 游标。' },
    },
  }),
  entitiesByName: q.found({
    type: 'NameMatches',
    many: true,
    nullable: false,
    finder: 'entitiesByName',
    size: ({ names }) => (Array.isArray(names) ? names.length : 1) * OBJECTS,
    description:
      'Which entities a column of names means: one entry for each name, in their order, with its candidates. 批量按名称匹配实体。',
    args: {
      names: {
        type: 'String',
        list: true,
        required: true,
        description: 'The names as they stand in a table, at most 1,000 of at most 256 characters each. 名称列表。',
      },
      kinds: {
        type: 'EntityKind',
        list: true,
        description: 'Only entities of these kinds; all if not given. 限定类型。',
      },
    },
  }),
})

function defineConnection(builder: Builder): void {
  const c = fieldsOf(connection)
  const f = fieldsOf(facet)
  builder.rowObject({
    name: 'SearchFacet',
    plural: 'facets',
    table: facet,
    description: 'How many of the things found are of one kind. 检索分面。',
    fields: () => ({
      kind: f.column('kind', { type: 'SearchKind', description: 'What sort of thing is counted. 类型。' }),
      count: f.column('count', { description: 'How many things of it were found, on whatever page. 数量。' }),
    }),
  })
  builder.rowObject({
    name: 'SearchConnection',
    plural: 'pages of a search',
    table: connection,
    description:
      'A page of what a search found: by score, then the shorter text, the entity with more relations, the key. 检索结果页。',
    fields: () => ({
      edges: c.given({
        type: 'SearchEdge',
        member: 'edges',
        many: true,
        nullable: false,
        description: 'The hits of this page, the best first. 命中。',
      }),
      facets: c.given({
        type: 'SearchFacet',
        member: 'facets',
        many: true,
        nullable: false,
        description: 'All hits by kind, the kind with most first; only kinds that were found. 分面统计。',
      }),
      pageInfo: c.given({
        type: 'PageInfo',
        member: 'pageInfo',
        many: false,
        nullable: false,
        description: 'Where this page begins and ends, and whether there is more behind it. 分页信息。',
      }),
      totalCount: c.column('totalCount', {
        description: 'How many things were found, on whatever page; all that there are if `complete`. 命中总数。',
      }),
      complete: c.column('complete', {
        description:
          'Whether these are all; false where more than some hundred texts meet the search in one way, of which the shortest are taken. 是否全部命中。',
      }),
    }),
  })
}

function defineEdge(builder: Builder): void {
  const e = fieldsOf(edge)
  builder.rowObject({
    name: 'SearchEdge',
    plural: 'hits',
    table: edge,
    description: 'One thing that was found, and by which of its texts. 命中项。',
    fields: () => ({
      cursor: e.column('cursor', {
        description: 'Its place among the hits, for `after` with the same text and view. 游标。',
      }),
      node: e.either({
        type: 'Node',
        ways: [
          { type: 'Entity', column: 'entity_id' },
          { type: 'Source', column: 'source_id' },
          { type: 'Statement', column: 'statement_id' },
          { type: 'Event', column: 'event_id' },
        ],
        description:
          'The entity, source, statement or event; of a quote the source in which it stands. Null only if it was taken away meanwhile. 命中对象。',
      }),
      score: e.column('score', { description: 'How well it meets the text, from 100; see `MatchedBy`. 得分。' }),
      matchedBy: e.column('matchedBy', {
        type: 'MatchedBy',
        description: 'In which way its best text meets the search. 匹配方式。',
      }),
      matchedText: e.column('matchedText', {
        description:
          'The name, code, title, summary, condition or quote that met the search, as it is stored. 命中文本。',
      }),
      highlight: e.column('highlight', {
        description:
          'That text with what was found between <mark> and </mark>, all else escaped for HTML; about 160 characters of a longer one. 高亮片段。',
      }),
      locator: e.one('passage_id', {
        type: 'Locator',
        description: 'Where in the source a quote stands; else null. 出处。',
      }),
    }),
  })
}

function defineMatches(builder: Builder): void {
  const m = fieldsOf(matches)
  const c = fieldsOf(candidate)
  builder.rowObject({
    name: 'NameCandidate',
    plural: 'candidates',
    table: candidate,
    description: 'An entity that may be meant by a name. 候选实体。',
    fields: () => ({
      entity: c.one('entity_id', { type: 'Entity', filter: false, description: 'The one that may be meant. 实体。' }),
      score: c.column('score', { description: 'How well it meets the name, from 100; see `MatchedBy`. 得分。' }),
      matchedBy: c.column('matchedBy', {
        type: 'MatchedBy',
        description: 'In which way its best name meets the given one. 匹配方式。',
      }),
      matchedText: c.column('matchedText', {
        description: 'Its name or code that was compared, as it is stored. 命中文本。',
      }),
      match: c.column('match', {
        description:
          'Whether it is clearly the one: its name or code is the given one, and no other has that. 是否确定匹配。',
      }),
    }),
  })
  builder.rowObject({
    name: 'NameMatches',
    plural: 'matched names',
    table: matches,
    description: 'What one name of a column may mean. 名称匹配结果。',
    fields: () => ({
      name: m.column('name', { description: 'As it was given. 原名称。' }),
      candidates: m.given({
        type: 'NameCandidate',
        member: 'candidates',
        many: true,
        nullable: false,
        description: 'The best five at the most, the best first; none if nothing is like it. 候选实体列表。',
      }),
    }),
  })
}

/** Defines what search answers with. */
export function defineSearch(builder: Builder): void {
  defineEdge(builder)
  defineConnection(builder)
  defineMatches(builder)
}
