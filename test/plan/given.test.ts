import SchemaBuilder from '@pothos/core'
import { GraphQLError, graphql } from 'graphql'
import { afterAll, describe, expect, it } from 'vitest'
import { policies } from '../../schema/evidence.ts'
import { codecs, filters } from '../../schema/scalars.ts'
import { scopes } from '../../schema/view-token.ts'
import { givenTable } from '../../src/plan/given.ts'
import { defineShared } from '../../src/plan/outputs.ts'
import { createPlanner } from '../../src/plan/planner.ts'
import planPlugin from '../../src/plan/plugin.ts'
import type { Finders } from '../../src/plan/request.ts'
import { RowFields } from '../../src/plan/row-fields.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'

const word = givenTable('word', { text: 'text', length: 'int', odd: 'bool', note: 'text?' })
const root = givenTable('root', {})
const w = new RowFields(word, codecs)
const r = new RowFields(root, codecs)

// biome-ignore lint/suspicious/noExplicitAny: the row types are declared by name
const builder: any = new SchemaBuilder({
  plugins: [planPlugin],
  plan: { policies, codecs, filters, scopes, pageLimit: 100, pageDefault: 20 },
} as never)
defineShared(builder)
const described = { description: 'What it says.' }
builder.rowObject({
  name: 'Word',
  plural: 'words',
  table: word,
  ...described,
  fields: () => ({
    text: w.column('text', described),
    length: w.column('length', described),
    odd: w.column('odd', described),
    note: w.column('note', described),
    parts: w.given({ type: 'Word', member: 'parts', many: true, nullable: false, ...described }),
    longest: w.given({ type: 'Word', member: 'longest', many: false, nullable: true, ...described }),
  }),
})
builder.rowObject({
  name: 'Query',
  plural: 'queries',
  table: root,
  ...described,
  fields: () => ({
    words: r.found({
      type: 'Word',
      many: true,
      nullable: false,
      finder: 'words',
      size: ({ text }) => String(text).split(' ').length,
      args: { text: { type: 'String', required: true, ...described } },
      ...described,
    }),
    word: r.found({
      type: 'Word',
      many: false,
      nullable: true,
      finder: 'word',
      size: () => 1,
      args: { text: { type: 'String', required: true, ...described } },
      ...described,
    }),
  }),
})
const schema = builder.toSchema({ extensions: { plan: builder.rows } })

const describeWord = (text: string): object => ({
  text,
  length: [...text].length,
  odd: [...text].length % 2 === 1,
  note: null,
  parts: [...text].length > 1 ? [...text].map(describeWord) : [],
  ...(text === '' ? {} : { longest: { text, length: text.length, odd: false, note: `"${text}"` } }),
})

const finders: Finders = {
  words: ({ text }) => String(text).split(' ').map(describeWord),
  word: ({ text }) => {
    if (text === 'forbidden') throw new GraphQLError('No.', { extensions: { code: 'BAD_USER_INPUT' } })
    return text === '' ? null : describeWord(String(text))
  },
}

const store = openSqlite({ path: ':memory:', statementTimeout: 1000 })
afterAll(() => store.close())
const planner = createPlanner(schema, store, finders)
const ask = async (source: string, variableValues: Record<string, unknown> = {}) =>
  JSON.parse(JSON.stringify(await graphql({ schema, source, variableValues, contextValue: { planner, now: '' } })))

describe('rows that come with the request', () => {
  it('are read on from in one statement, in their order', async () => {
    const before = store.statements
    const query = '{ words(text: "智谱 \\"a\'b") { text length odd note parts { text odd } longest { note } } }'
    expect(await ask(query)).toEqual({
      data: {
        words: ['智谱', '"a\'b'].map((text) => ({
          text,
          length: [...text].length,
          odd: false,
          note: null,
          parts: [...text].map((part) => ({ text: part, odd: true })),
          longest: { note: `"${text}"` },
        })),
      },
    })
    expect(store.statements - before).toBe(1)
  })

  it('need no statement where only their own numbers and truths are asked for', async () => {
    const before = store.statements
    const query =
      'query ($t: String!) { words(text: "智谱 b") { size: length odd } word(text: $t) { odd } none: word(text: "") { length } }'
    expect(await ask(query, { t: 'b' })).toEqual({
      data: {
        words: [
          { size: 2, odd: false },
          { size: 1, odd: true },
        ],
        word: { odd: true },
        none: null,
      },
    })
    expect(store.statements - before).toBe(0)
    const { errors } = await ask('{ word(text: "forbidden") { odd } }')
    expect(errors).toMatchObject([{ message: 'No.', path: ['word'] }])
  })

  it('may be none', async () => {
    expect(await ask('query ($t: String!) { word(text: $t) { text } }', { t: '' })).toEqual({ data: { word: null } })
    expect(await ask('query ($t: String!) { word(text: $t) { text } }', { t: 'x' })).toEqual({
      data: { word: { text: 'x' } },
    })
  })

  it('leave a mistake at the field that made it', async () => {
    const { data, errors } = await ask('{ a: word(text: "forbidden") { text } b: word(text: "b") { text } }')
    expect(data).toEqual({ a: null, b: { text: 'b' } })
    expect(errors).toMatchObject([{ message: 'No.', path: ['a'] }])
  })
})
