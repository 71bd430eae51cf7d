import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bases } from '../../src/import/map/expression.ts'
import { functions } from '../../src/import/map/functions.ts'
import { mapping } from '../../src/import/map/mapping.ts'
import { type Shape, sections } from '../../src/import/map/shapes.ts'
import { file, readAll } from '../import/files.ts'

const text = readFileSync(new URL('../../docs/mapping.md', import.meta.url), 'utf8')
const prose = text.replace(/```.*?```/gs, '')
/** What stands in code, word by word. */
const words = new Set([...prose.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code!.match(/[\w.-]+/g) ?? []))

const fieldsOf = (shape: Shape): string[] =>
  Object.entries(shape).flatMap(([name, { fields, items }]) => [
    name,
    ...(items ? fieldsOf(items) : []),
    ...(fields && !('en' in fields) ? fieldsOf(fields) : []),
  ])

test('the page on mappings names all that a mapping may say', () => {
  const there = [
    ...Object.keys(mapping.shape),
    ...Object.values(sections).flatMap(({ shape }) => fieldsOf(shape)),
    ...Object.keys(functions),
    ...Object.keys(bases),
    ...['each', 'when', 'quote', 'claimKey', 'stub'],
  ]
  expect(there.filter((name) => !words.has(name))).toEqual([])
})

test('the example of the page makes what it says', async () => {
  const [, csv, yaml] = /```csv\n(.*?)```\s*```yaml\n(.*?)```/s.exec(text)!
  const mapping = file('example.yaml', yaml!)
  const { records, problems } = await readAll({ path: file('example.csv', csv!), mapping })
  expect(problems).toEqual([])
  const of = (kind: string) => records.filter(({ record }) => record === kind)
  expect(of('entity').map(({ key }) => key)).toContain('002658-sz')
  expect(of('relation')).toHaveLength(3)
  expect(of('figure').map((figure) => 'value' in figure && figure.value)).toEqual(['1505000000', '73970000000'])
  expect(of('event').map((event) => 'date' in event && event.date)).toEqual(['2012-03-09', '1998-04-27'])
})
