import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SuggestOptions, suggest } from '../../src/import/suggest.ts'
import { file, readAll } from './files.ts'

async function suggested(content: string | Buffer, options: SuggestOptions = {}, name = '公司 list.csv') {
  const path = file(name, content)
  const mapping = await suggest(path, options)
  return { mapping, ...(await readAll({ path, mapping: file('mapping.yaml', mapping) })) }
}

test('a Chinese header is understood', async () => {
  const { records, problems } = await suggested(
    '股票代码,公司名称,成立日期,所属行业,网址,营业收入,备注\n000001,甲公司,2001-02-03,银行,https://a.example,3.5亿,x\n000002,乙公司,,地产,,--,\n',
  )
  expect(problems).toEqual([])
  expect(records.filter((one) => one.record === 'entity')).toMatchObject([
    { kind: 'COMPANY', names: [{ text: '甲公司', lang: 'zh-Hans' }], identifiers: [{ value: '000001' }] },
    { names: [{ text: '乙公司' }], identifiers: [{ value: '000002' }] },
  ])
  expect(records.filter((one) => one.record === 'figure')).toMatchObject([
    { metric: 'REVENUE', value: '350000000', currency: 'CNY' },
  ])
  const properties = records.flatMap((one) => (one.record === 'property' ? [one.name, one.value] : []))
  expect(properties).toEqual([
    'FOUNDED_ON',
    '2001-02-03',
    'INDUSTRY',
    '银行',
    'WEBSITE',
    'https://a.example',
    'INDUSTRY',
    '地产',
  ])
})

test('an English header is understood, and dates by what they can only mean', async () => {
  const { mapping, records, problems } = await suggested(
    'name,country,founded,revenue,notes\nAcme,CN,25/12/2001,$3.5M,x\nBolt,US,1/2/2003,4K,y\n',
  )
  expect(problems).toEqual([])
  expect(mapping).toContain("# Columns that it doesn't use: notes")
  expect(records.flatMap((one) => (one.record === 'property' ? one.value : []))).toEqual([
    '2001-12-25',
    'CN',
    '2003-02-01',
    'US',
  ])
})

test('people whose code is that of their company are told apart', async () => {
  const { records } = await suggested('name,gender,code\n张三,男,1\n李四,女,1\n张三,男,2\n')
  expect(records.filter((one) => one.record === 'entity')).toHaveLength(3)
  expect(records.at(-1)).toMatchObject({ kind: 'PERSON' })
})

test('the encoding and the format that are given are used, and the mapping has them', async () => {
  const text = Buffer.from('b9abcbbe0961620ad6c7c6d709620a', 'hex')
  const { records, problems, mapping } = await suggested(text, { encoding: 'gb18030', format: 'tsv' }, 'list.txt')
  expect(problems).toEqual([])
  expect(mapping).toContain('format: tsv\nencoding: gb18030\n')
  expect(records).toContainEqual(
    expect.objectContaining({ names: [{ text: '智谱', lang: 'zh-Hans', type: 'OFFICIAL' }] }),
  )
  await expect(suggested('{}', { format: 'json' })).rejects.toThrow('expected csv or tsv')
})

test('whatever the table, what is suggested loads and runs', async () => {
  const cell = fc.constantFrom(
    '',
    'a',
    '谱',
    '1',
    '2020-01-01',
    '31/12/2020',
    'CN',
    '5%',
    '3亿',
    'https://x',
    ' ',
    '"q"',
    '{',
    "'",
    '00012',
    'x: y',
    '# no',
  )
  const header = fc.oneof(
    cell.filter((one) => one.trim() !== ''),
    fc.constantFrom('code', '名称', 'country', '营业收入', 'founded', '姓名', 'a.b', '$1', 'item', '{x}', '__proto__'),
  )
  const tables = fc
    .uniqueArray(header, { minLength: 1, maxLength: 6 })
    .chain((names) =>
      fc.tuple(
        fc.constant(names),
        fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length }), { maxLength: 6 }),
      ),
    )
  await fc.assert(
    fc.asyncProperty(tables, async ([names, rows]) => {
      const text = [names, ...rows]
        .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
        .join('\n')
      await suggested(text)
    }),
    { numRuns: 60 },
  )
})
