import { buildSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import { unrecordedBreaks } from '../../src/commands/schema.ts'

const before = buildSchema('type Query { a: String b: Int }')
const without = buildSchema('type Query { a: String }')

describe('breaking changes', () => {
  it('are told one a line', async () => {
    expect(await unrecordedBreaks(before, without, '')).toEqual(['FIELD_REMOVED Query.b'])
  })

  it('are allowed once recorded, with their reason', async () => {
    const record = '# what is meant\nFIELD_REMOVED Query.b # nobody used it\n'
    expect(await unrecordedBreaks(before, without, record)).toEqual([])
  })

  it('are not additions', async () => {
    expect(await unrecordedBreaks(without, before, '')).toEqual([])
  })
})
