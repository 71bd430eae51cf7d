import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SuggestOptions, suggest } from '../../src/import/suggest.ts'
import type { TupuRecord } from '../../src/records/record.ts'
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

test('further names are those whose header says so, others are left out', async () => {
  const concepts = await suggested('code,name,c_name\n600007,中国国贸,外资背景\n600114,东睦股份,外资背景\n')
  expect(concepts.mapping).toContain("# Columns that it doesn't use: c_name (names of something else?)")
  const names = (records: readonly TupuRecord[]) =>
    records.flatMap((one) => (one.record === 'entity' ? one.names.map(({ text, type }) => `${text} ${type}`) : []))
  expect(names(concepts.records)).toEqual(['中国国贸 OFFICIAL', '东睦股份 OFFICIAL'])
  const { records } = await suggested(
    '公司简称,公司名称,英文名称,曾用名,板块名称\n晨星,晨星科技,Morning Star,启明,主板\n',
  )
  expect(names(records)).toEqual(['晨星科技 OFFICIAL', '晨星 SHORT', 'Morning Star ALIAS', '启明 FORMER'])
  const person = await suggested('姓名,曾用名,性别\n张三,张大,男\n')
  expect(names(person.records)).toEqual(['张三 OFFICIAL', '张大 FORMER'])
  expect((await suggested('公司,姓名,曾用名\n晨星,张三,张大\n')).mapping).toContain("doesn't use: 曾用名")
  expect((await suggested('name,gender,company\n张三,男,晨星\n')).mapping).toContain('use: gender, company (names of')
})

test('people whose code is that of their company are told apart', async () => {
  const { records } = await suggested('name,gender,code\n张三,男,1\n李四,女,1\n张三,男,2\n')
  expect(records.filter((one) => one.record === 'entity')).toHaveLength(3)
  expect(records.at(-1)).toMatchObject({ kind: 'PERSON' })
})

const told = (records: readonly TupuRecord[]) =>
  records.flatMap((one) => {
    if (one.record === 'entity') return [[one.kind, ...one.names.map(({ text }) => text)].join(' ')]
    return one.record === 'relation' ? [[one.kind, one.title ?? '-'].join(' ')] : []
  })

test('persons beside companies are persons, with what they are to the company', async () => {
  const { records, problems, mapping } = await suggested(
    '公司,姓名,职务\n晨星,王五,董事\n晨星,赵六,监事\n晨星,,\n远山,王五,总经理\n远山,钱七,\n',
  )
  expect(problems).toEqual([])
  expect(mapping).not.toContain("doesn't use")
  expect(told(records)).toEqual([
    'COMPANY 晨星',
    'PERSON 王五',
    'DIRECTOR_OF 董事',
    'PERSON 赵六',
    'LINKED_TO 监事',
    'COMPANY 远山',
    'PERSON 王五',
    'EXECUTIVE_OF 总经理',
    'PERSON 钱七',
    'LINKED_TO -',
  ])
  const keys = new Set(records.flatMap((one) => (one.record === 'entity' ? one.key : [])))
  expect(keys.size).toBe(6)
  for (const one of records)
    if (one.record === 'relation') expect([...keys]).toEqual(expect.arrayContaining([one.from, one.to]))
})

test('several persons of a company are told by their columns', async () => {
  const { records, problems } = await suggested(
    '股票代码,公司名称,简称,法定代表人,founder,成立日期\n000001,甲公司,甲,张三,李四,2001-02-03\n000002,乙公司,乙,,李四,\n',
  )
  expect(problems).toEqual([])
  expect(told(records)).toEqual([
    'COMPANY 甲公司 甲',
    'PERSON 张三',
    'PERSON 李四',
    'LINKED_TO 法定代表人',
    'FOUNDED founder',
    'COMPANY 乙公司 乙',
    'PERSON 李四',
    'FOUNDED founder',
  ])
  const codes = records.flatMap((one) => (one.record === 'entity' ? (one.identifiers ?? []) : []))
  expect(codes.map(({ value }) => value)).toEqual(['000001', '000002'])
})

test('a code of the row, or of the person, is none of the company', async () => {
  const { records } = await suggested('id,company,director,title\n1,Acme,Ann,Chair\n2,Acme,Bob,Member\n')
  expect(told(records)).toEqual(['COMPANY Acme', 'PERSON Ann', 'EXECUTIVE_OF Chair', 'PERSON Bob', 'LINKED_TO Member'])
})

test('investors beside companies put money into them, at the time and of the amount of the row', async () => {
  const path = fileURLToPath(new URL('../../examples/deals/deals.csv', import.meta.url))
  const mapping = await suggest(path)
  const { records, problems } = await readAll({ path, mapping: file('mapping.yaml', mapping) })
  expect(problems).toEqual([])
  expect(mapping).not.toContain("doesn't use")
  const names = new Map(records.flatMap((one) => (one.record === 'entity' ? [[one.key, one.names[0]!.text]] : [])))
  const deals = records.flatMap((one) =>
    one.record === 'relation'
      ? [[one.kind, names.get(one.from), names.get(one.to!), one.validFrom, one.amount, one.currency]]
      : [],
  )
  expect(deals).toEqual([
    ['INVESTED_IN', '远山资本', '晨星科技', '2021', '30000000', 'CNY'],
    ['INVESTED_IN', '江海基金', '晨星科技', '2022', '120000000', 'CNY'],
    ['INVESTED_IN', '远山资本', '北斗智能', '2023', undefined, 'CNY'],
    ['INVESTED_IN', '江海基金', '星河生物', '2023', '80000000', 'CNY'],
  ])
})

test('dates and amounts of investments are used where they can be read, and one amount is not that of several', async () => {
  const deals = async (csv: string) => {
    const { records, problems, mapping } = await suggested(csv)
    expect(problems).toEqual([])
    const found = records.flatMap((one) => (one.record === 'relation' ? [one] : []))
    const unused = /doesn't use: (.*)/.exec(mapping)?.[1] ?? ''
    return [unused, ...found.map(({ kind, validFrom, amount }) => [kind, validFrom ?? '-', amount ?? '-'].join(' '))]
  }
  expect(
    await deals(
      '项目公司,股东名称,投资日期,出资额,备注\n甲,乙,25/12/2021,3,x\n甲,丙,-,N/A,\n丁,甲,,,\n戊,--,2/1/2022,1,\n',
    ),
  ).toEqual(['备注', 'INVESTED_IN 2021-12-25 3', 'INVESTED_IN - -', 'INVESTED_IN - -'])
  expect(await deals('company,investor,date,amount\nA,B,soon,much\n')).toEqual(['date, amount', 'INVESTED_IN - -'])
  expect(await deals('company,lead investor,股东,director,amount\nA,B,C,D,$5M\nA,-,,,\n')).toEqual([
    'amount',
    'DIRECTOR_OF - -',
    'INVESTED_IN - -',
    'INVESTED_IN - -',
  ])
})

test('one who invests and is invested in is one, and a table of investors alone lists them', async () => {
  expect(told((await suggested('company,investor\nA,B\nB,C\n')).records).sort()).toEqual([
    ...['COMPANY A', 'COMPANY B', 'COMPANY C', 'INVESTED_IN -', 'INVESTED_IN -'],
  ])
  const { records, mapping } = await suggested('投资机构,成立日期,year\n远山资本,2001,1\n江海基金,2002,2\n')
  expect(told(records)).toEqual(['COMPANY 远山资本', 'COMPANY 江海基金'])
  expect(mapping).toContain("doesn't use: year")
})

test('the encoding and the format that are given are used, and the mapping has them', async () => {
  const text = Buffer.from('b9abcbbe0961620ad6c7c6d709620a', 'hex')
  const { records, problems, mapping } = await suggested(text, { encoding: 'gb18030', format: 'tsv' }, 'list.txt')
  expect(problems).toEqual([])
  expect(mapping).toContain('format: tsv\nencoding: gb18030\n')
  expect(told(records)).toEqual(['COMPANY 智谱'])
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
    fc.constantFrom(
      'code',
      '名称',
      'country',
      '营业收入',
      'founded',
      '姓名',
      '职务',
      'title',
      'investor',
      'year',
      'amount',
      'a.b',
      '$1',
      'item',
      '{x}',
      '__proto__',
    ),
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

test.each([
  [';', 'delimiter: ;'],
  ['\t', 'delimiter: "\\t"'],
  ['|', 'delimiter: "|"'],
])('columns parted by %j are told apart, whatever stands in quotes', async (sign, line) => {
  const { records, mapping } = await suggested(
    ['"name, of, all, of, them"', '成立日期', 'notes'].join(sign) +
      `\n${['甲公司', '2001-02-03', 'a,b,c,d'].join(sign)}\n`,
  )
  expect(mapping).toContain(`format: csv\n${line}\n`)
  expect(records.flatMap((one) => (one.record === 'property' ? one.value : []))).toEqual(['2001-02-03'])
})

test('columns of one name get names of their own, and those without any are left alone', async () => {
  const { records, mapping, problems } = await suggested('公司名称,金额,,公司名称,\n甲公司,1,x,甲,\n')
  expect(problems).toEqual([])
  expect(mapping).toContain('  - 公司名称\n  - 金额\n  - column 3\n  - 公司名称 2\n  - column 5\nskip: 1\n')
  expect(told(records)).toEqual(['COMPANY 甲公司 甲'])
  expect((await suggested('公司名称,,\n甲公司,x,\n')).mapping).not.toContain('header:')
})

test('what comes on the standard input is named as a table', () => {
  const run = spawnSync(process.execPath, ['bin/tupu.js', 'import', '--suggest', '-'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    input: 'name\nAcme\n',
    encoding: 'utf8',
  })
  expect(run.stdout).toContain('key: table\n  kind: DATASET\n  title: table\n')
})

test.each([
  ['营业收入（亿元）', '12.5', '1250000000', 'CNY'],
  ['营业收入(万元)', '12.5', '125000', 'CNY'],
  ['营业收入(万元)', '1.2亿', '120000000', 'CNY'],
  ['净利润 [千元]', '-3', '-3000', 'CNY'],
  ['净利润/百万美元', '3', '3000000', 'USD'],
  ['营业收入_万港元', '3', '30000', 'HKD'],
  ['营业收入(元)', '3', '3', 'CNY'],
  ['Revenue (USD m)', '5', '5000000', 'USD'],
  ['Revenue (€bn)', '5', '5000000000', 'EUR'],
  ["Revenue (RMB'000)", '5', '5000', 'CNY'],
  ['Revenue in thousands', '6', '6000', 'USD'],
  ['Revenue in millions of GBP', '6', '6000000', 'GBP'],
  ['Revenue (FY2023)', '6', '6', 'USD'],
  ['Revenue', '£6', '6', 'GBP'],
])('the header %s makes of %s the amount %s %s', async (header, cell, value, currency) => {
  const { records, problems } = await suggested(`name,${header}\nAcme,${cell}\n`)
  expect(problems).toEqual([])
  expect(records.filter((one) => one.record === 'figure')).toMatchObject([{ value, currency }])
})

test('rates are no amounts, and it says so', async () => {
  const { records, mapping } = await suggested(
    'company,营收增长率,Sales growth,net income\nAcme,3,4%,6%\nBolt,1,2%,7%\n',
  )
  expect(mapping).toContain(
    "# Columns that it doesn't use: 营收增长率 (a rate), Sales growth (a rate), net income (a rate)\n",
  )
  expect(records.filter((one) => one.record === 'figure')).toEqual([])
})

test('amounts in several currencies are each in its own, inexact ones as exact as they are', async () => {
  const { records, problems } = await suggested(
    '公司,投资方,融资金额,金额\n晨星,远山,约5000万美元,2亿港元\n北斗,江海,1-2亿元,3000万\n星河,江海,未披露,数千万元\n',
  )
  expect(problems).toEqual([])
  const said = records.flatMap((one) => {
    if (one.record === 'figure')
      return [[one.metric, one.precision, one.value ?? `${one.low}-${one.high}`, one.currency]]
    return one.record === 'relation' ? [[one.kind, one.amount, one.currency]] : []
  })
  expect(said).toEqual([
    ['INVESTED_IN', '200000000', 'HKD'],
    ['FUNDING_AMOUNT', 'ABOUT', '50000000', 'USD'],
    ['INVESTED_IN', '30000000', 'CNY'],
    ['FUNDING_AMOUNT', 'BETWEEN', '100000000-200000000', 'CNY'],
    ['INVESTED_IN', undefined, 'CNY'],
  ])
})

test('cells that list several names are split, if signs in a name are not taken for more', async () => {
  const { records, mapping, problems } = await suggested(
    '公司名称,投资方,投资金额,创始人\n甲公司,红杉资本、高瓴资本,1亿,"谢永林,冀光恒"\n乙公司,红杉资本,2亿,张三\n',
  )
  expect(problems).toEqual([])
  expect(told(records)).toEqual([
    'COMPANY 甲公司',
    'PERSON 谢永林',
    'PERSON 冀光恒',
    'COMPANY 红杉资本',
    'COMPANY 高瓴资本',
    'FOUNDED 创始人',
    'FOUNDED 创始人',
    'INVESTED_IN -',
    'INVESTED_IN -',
    'COMPANY 乙公司',
    'PERSON 张三',
    'FOUNDED 创始人',
    'INVESTED_IN -',
  ])
  // Who gave how much of it is not told.
  expect(mapping).toContain("# Columns that it doesn't use: 投资金额\n")
  const english = await suggested('company,investors\nAcme,"Foo, Inc."\nBolt,Bar/Baz LLC\nCo,A; B\n')
  expect(told(english.records).filter((one) => one.startsWith('COMPANY'))).toEqual([
    'COMPANY Acme',
    'COMPANY Foo, Inc.',
    'COMPANY Bolt',
    'COMPANY Bar/Baz LLC',
    'COMPANY Co',
    'COMPANY A',
    'COMPANY B',
  ])
})

test.each([
  ['股票代码', 'stock-code'],
  ['证券代码', 'stock-code'],
  ['统一社会信用代码', 'uscc'],
  ['Ticker', 'ticker'],
  ['ISIN', 'isin'],
  ['code', 'table-code'],
  ['编号', 'table-code'],
])('the codes of %s are of the scheme %s', async (header, scheme) => {
  const { records } = await suggested(`${header},name\n600901,Acme\n`, {}, 'table.csv')
  expect(records.at(-1)).toMatchObject({ identifiers: [{ scheme, value: '600901' }] })
})

test('files of links as Neo4j imports them are links between the nodes of other files', async () => {
  const nodes = [
    await suggested('person_id:ID(Executive),name,gender,:LABEL\np1,张样,男,Person\n', {}, 'executive.csv'),
    await suggested('stock_id:ID(Stock),name,:LABEL\n600901,样例酿酒,Company\n', {}, 'stock.csv'),
  ]
  const links = await suggested(
    ':START_ID(Executive),jobs,:END_ID(Stock),:TYPE\np1,董事长,600901,employ_of\n',
    {},
    'executive_stock.csv',
  )
  expect(links.mapping).toContain('# Import the files of the nodes first;')
  expect(links.mapping).toContain("# Columns that it doesn't use: :TYPE\n")
  expect(links.records.filter((one) => one.record === 'entity')).toEqual([])
  const keys = nodes.flatMap(({ records }) => records.flatMap((one) => (one.record === 'entity' ? one.key : [])))
  expect(links.records.at(-1)).toMatchObject({ kind: 'EXECUTIVE_OF', from: keys[0], to: keys[1], title: '董事长' })
  const plain = await suggested(':START_ID,:END_ID,:TYPE\na,b,KNOWS\n', {}, 'knows.csv')
  expect(plain.records.at(-1)).toMatchObject({ kind: 'LINKED_TO', from: 'node-a', to: 'node-b', title: 'KNOWS' })
})
