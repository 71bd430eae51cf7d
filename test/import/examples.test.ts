import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { recordedAt, temporaryStore } from '../store/temporary.ts'
import { readAll } from './files.ts'

const examples = resolve(import.meta.dirname, '../../examples')

/** Reads files of an example with its mapping, and writes them into a store. */
async function imported(mapping: string, ...files: string[]): Promise<TupuRecord[]> {
  const all: TupuRecord[] = []
  for (const file of files) {
    const { records, problems } = await readAll({ path: join(examples, file), mapping: join(examples, mapping) })
    expect(problems).toEqual([])
    all.push(...records)
  }
  const session = temporaryStore().session({ recordedAt })
  for (const record of all) session.put(record)
  session.commit()
  return all
}

const entities = (records: readonly TupuRecord[]) => records.filter((one) => one.record === 'entity')
const relations = (records: readonly TupuRecord[]) =>
  records.flatMap((one) => (one.record === 'relation' ? [[one.from, one.kind, one.to, one.title]] : []))
const file = (name: string) => `a-share/sample/${name}.csv`

test('A-share companies, with the persons of the source', async () => {
  const records = await imported(
    'a-share/mapping.yaml',
    file('stock'),
    file('executive'),
    file('executive_stock'),
    file('stock_industry_prep'),
  )
  expect(entities(records).map((one) => [one.key, one.names[0]!.text])).toEqual([
    ['cn-600901.sh', '样例酿酒'],
    ['cn-002658.sz', '样例雪花'],
    ['cn-000037.sz', '样例电力Ａ'],
    ['lemonhu-00000000000000000000000000000001', '张样'],
    ['lemonhu-00000000000000000000000000000002', '张样'],
    ['lemonhu-00000000000000000000000000000003', '李例'],
  ])
  expect(relations(records).map(([, ...rest]) => rest)).toEqual([
    ['EXECUTIVE_OF', 'cn-600901.sh', '董事长'],
    ['DIRECTOR_OF', 'cn-600901.sh', '董事'],
    ['DIRECTOR_OF', 'cn-002658.sz', '独立董事'],
    ['DIRECTOR_OF', 'cn-002658.sz', '董事'],
    ['LINKED_TO', 'cn-000037.sz', '名誉董事长'],
  ])
  const properties = records.flatMap((one) =>
    one.record === 'property' && one.name !== 'COUNTRY' ? [[one.subject, one.value]] : [],
  )
  expect(properties).toEqual([
    ['cn-000037.sz', 'ST'],
    ['cn-600901.sh', '酿酒行业'],
    ['cn-000037.sz', '电力行业'],
  ])
})

test('A-share executives, a person for each company', async () => {
  const records = await imported('a-share/mapping.yaml', file('stock'), file('executive_prep'))
  expect(new Set(entities(records).map((one) => one.key)).size).toBe(6)
  expect(relations(records)).toHaveLength(4)
})

test('research organisations: the newest version of each', async () => {
  const records = await imported('ror/mapping.yaml', 'ror/sample.ndjson')
  expect(entities(records)).toMatchObject([
    {
      key: 'ror-0sample01',
      kind: 'INSTITUTION',
      names: [
        { text: 'Sample Research Institute', lang: 'und' },
        { text: 'SRI', type: 'ACRONYM' },
      ],
    },
    {
      key: 'ror-0sample02',
      kind: 'COMPANY',
      names: [
        { text: 'Sample Laboratory', lang: 'en' },
        { text: '样例实验室', lang: 'zh' },
        { text: 'SL', type: 'ACRONYM' },
      ],
    },
  ])
  expect(relations(records)).toEqual([
    ['ror-0sample02', 'SUBSIDIARY_OF', 'ror-0sample01', undefined],
    ['ror-0sample02', 'SUBSIDIARY_OF', 'ror-0sample01', undefined],
  ])
  const websites = records.flatMap((one) => (one.record === 'property' && one.name === 'WEBSITE' ? one.value : []))
  expect(websites).toEqual(['https://institute.example/', 'https://lab.example/'])
})

test('research organisations: every version, each release as a source', async () => {
  const records = await imported('ror/every-version.yaml', 'ror/sample.ndjson')
  expect(records.flatMap((one) => (one.record === 'source' ? one.key : []))).toEqual([
    'ror-v1.2',
    'ror-v1.10',
    'ror-v2.0',
  ])
  expect(relations(records)).toHaveLength(3)
})

test('SEC facts: all values of a point, each with its filing', async () => {
  const records = await imported('sec/mapping.yaml', 'sec/sample.json')
  expect(entities(records)).toMatchObject([
    { key: 'cik-9999999901', names: [{ text: 'SAMPLE WIDGETS INC' }], identifiers: [{ scheme: 'cik' }] },
  ])
  const figures = records.flatMap((one) => (one.record === 'figure' ? [one] : []))
  expect(figures).toMatchObject([
    {
      metric: 'OTHER',
      concept: 'dei:EntityCommonStockSharesOutstanding',
      value: '1000000',
      unit: 'SHARE',
      period: { end: '2021-02-01' },
    },
    {
      metric: 'REVENUE',
      value: '5000000',
      unit: 'CURRENCY',
      currency: 'USD',
      claims: [
        {
          source: 'sec-9999999901-21-000001',
          via: ['sec-companyfacts'],
          assertedBy: 'cik-9999999901',
          knownFrom: '2021-02-10T00:00:00.000Z',
        },
      ],
    },
    {
      metric: 'REVENUE',
      value: '4900000',
      claims: [{ source: 'sec-9999999901-22-000001', knownFrom: '2022-02-11T00:00:00.000Z' }],
    },
    { value: '-0.05', unit: 'CURRENCY_PER_SHARE', currency: 'USD' },
    { value: '2', unit: 'OTHER', scope: { en: 'segment' } },
  ])
  expect(figures.every((one) => one.claims[0]!.locator === undefined)).toBe(true)
})
