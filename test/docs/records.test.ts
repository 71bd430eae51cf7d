import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import * as vocabulary from '../../schema/vocabulary.ts'
import * as records from '../../src/records/record.ts'
import { dateTime, decimal, isoDay, partialDate } from '../../src/records/values.ts'
import { file, readAll } from '../import/files.ts'
import { createProduct } from '../product.ts'

const text = readFileSync(new URL('../../docs/records.md', import.meta.url), 'utf8')

/** The sections of the page that list the fields of something, with its schema. */
const sections: Readonly<Record<string, z.ZodObject>> = {
  'Texts by language': records.localized,
  Entity: records.entity,
  Source: records.source,
  Relation: records.relation,
  Figure: records.figure,
  Period: records.period,
  Statement: records.statement,
  Event: records.event,
  Property: records.property,
  Claim: records.claim,
  Locator: records.locator,
  Redirect: records.redirect,
  Tombstone: records.tombstone,
}

const TYPES = new Map<unknown, string>([
  [records.key, 'key'],
  [records.claim, '[claims](#claim)'],
  [records.locator, '[locator](#locator)'],
  [records.localized, '[texts](#texts-by-language)'],
  [records.period, '[period](#period)'],
  [decimal, 'number'],
  [partialDate, 'date'],
  [isoDay, 'day'],
  [dateTime, 'instant'],
])

/** The list of words that an enum of a schema has. */
const listOf = (options: readonly unknown[]) =>
  Object.entries(vocabulary).find(
    ([, list]) => typeof list === 'object' && Object.keys(list).join() === options.join(),
  )?.[0]

/** What the page calls the values that a schema takes. */
function typeOf(schema: unknown): string {
  const known = TYPES.get(schema)
  if (known) return known
  if (schema instanceof z.ZodArray) {
    const { element } = schema
    if (element instanceof z.ZodObject && !TYPES.has(element)) return 'list'
    return `list of ${element === records.key ? 'keys' : typeOf(element)}`
  }
  if (schema instanceof z.ZodUnion) return `label or ${typeOf(schema.options.at(-1))}`
  if (schema instanceof z.ZodEnum) return `\`${listOf(schema.options)}\``
  if (schema instanceof z.ZodLiteral) return `\`${schema.value}\``
  if (schema instanceof z.ZodBoolean) return 'true or false'
  return schema instanceof z.ZodNumber ? 'whole number' : 'text'
}

/** The rows that the table of a schema has: field, value, whether it is required. */
function rowsOf({ shape }: z.ZodObject, before = ''): string[][] {
  return Object.entries(shape).flatMap(([name, field]) => {
    const optional = field instanceof z.ZodOptional
    const schema = optional ? field.unwrap() : field
    const items = typeOf(schema) === 'list' ? rowsOf((schema as z.ZodArray<z.ZodObject>).element, `${name}.`) : []
    return [[`\`${before}${name}\``, typeOf(schema), optional ? '' : 'yes'], ...items]
  })
}

/** What the page has under a heading, up to the next. */
function tableOf(heading: string): string[][] {
  const [, section] = new RegExp(`\\n##+ ${heading}\\n(.*?)(?=\\n##|$)`, 's').exec(text)!
  const rows = section!.split('\n').filter((line) => line.startsWith('| `'))
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, 4)
      .map((cell) => cell.trim()),
  )
}

describe('the page on records', () => {
  test.each(Object.keys(sections))('has the fields of the code: %s', (heading) => {
    expect(tableOf(heading)).toEqual(rowsOf(sections[heading]!))
  })

  test('has every kind of record', () => {
    const kinds = [...records.record.options, ...records.decision.options]
    expect(kinds.filter((kind) => !Object.values(sections).includes(kind))).toEqual([])
  })
})

test('the example of the page has each kind of record that is typed by hand, and answers as it says', async () => {
  const [, yaml, query, answer] = /```yaml\n(.*?)```\s*```graphql\n(.*?)```\s*```json\n(.*?)```/s.exec(text)!
  const { records: read, problems } = await readAll({ path: file('example.yaml', yaml!) })
  expect(problems).toEqual([])
  expect(new Set(read.map(({ record }) => record)).size).toBe(records.record.options.length)
  const product = await createProduct(read, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
  onTestFinished(() => product.close())
  expect(await product.execute(query!)).toEqual(JSON.parse(answer!))
})
