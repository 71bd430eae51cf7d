import { describe, expect, test } from 'vitest'
import { normalise } from '../../src/records/normalise.ts'
import { record as recordSchema } from '../../src/records/record.ts'
import { mapped } from './files.ts'

const head = `
source: { key: list, kind: DATASET }
assertedAs: somebody
`
const company = `entities: [{ kind: COMPANY, key: { column: code, prefix: c- }, names: [{ text: { column: name }, lang: en }] }]`

describe('a mapping', () => {
  test('makes records of rows: sources, entities and facts with claims that tell the line', async () => {
    const { records, problems, places } = await mapped(
      'a.csv',
      'code,name,founded,boss\n1,One,9/01/2020,Ann/Bob\n2,Two,,\n',
      `${head}
let: { company: { template: 'c-{code}' } }
entities:
  - { kind: COMPANY, key: { value: company }, names: [{ text: { column: name }, lang: en }] }
  - { each: { column: boss, split: / }, kind: PERSON, key: { item: ., slug: true }, names: [{ text: { item: . }, lang: en }] }
relations:
  - { kind: FOUNDED, from: { column: boss, split: /, slug: true }, to: { value: company } }
properties:
  - { subject: { value: company }, name: FOUNDED_ON, value: { column: founded, date: d/mm/yyyy } }
`,
    )
    expect(problems).toEqual([])
    const claims = [{ source: 'list', assertedAs: 'somebody', modality: 'REPORTED', locator: { line: 2 } }]
    const name = (text: string) => [{ text, lang: 'en', type: 'OFFICIAL' }]
    expect(records).toEqual([
      { record: 'source', key: 'list', kind: 'DATASET' },
      { record: 'entity', kind: 'COMPANY', key: 'c-1', names: name('One') },
      { record: 'entity', kind: 'PERSON', key: 'ann', names: name('Ann') },
      { record: 'entity', kind: 'PERSON', key: 'bob', names: name('Bob') },
      { record: 'relation', kind: 'FOUNDED', from: 'ann', to: 'c-1', claims },
      { record: 'relation', kind: 'FOUNDED', from: 'bob', to: 'c-1', claims },
      { record: 'property', subject: 'c-1', name: 'FOUNDED_ON', value: '2020-01-09', claims },
      { record: 'entity', kind: 'COMPANY', key: 'c-2', names: name('Two') },
    ])
    expect(places.at(-1)).toMatch(/a\.csv:3$/)
    for (const record of records) expect(recordSchema.parse(record)).toEqual(record)
  })

  test('makes every kind of fact as the schema of records wants it', async () => {
    const { records, problems } = await mapped(
      'a.json',
      '[{"c":"c-1","v":1.5,"unit":"USD","from":"2024-01-01","to":"2024-12-31","said":"well","day":"2024-05-06"}]',
      `${head}modality: SELF_CLAIMED
figures:
  - { subject: { column: c }, metric: REVENUE, value: { column: v }, unit: CURRENCY, currency: { column: unit },
      period: { start: { column: from }, end: { column: to } }, scope: { en: all } }
  - { subject: { column: c }, metric: RANK, value: 3, unit: RANK, period: 2024-H1, decimals: 0, quote: third, line: none }
statements:
  - { speaker: { column: c }, about: [{ column: c }, other], summary: { en: { column: said } }, saidOn: { column: day }, source: list }
events:
  - { kind: LISTING, date: { column: day }, participants: [{ entity: { column: c }, role: SUBJECT }] }
relations:
  - { kind: OWNS, from: { column: c }, toAs: someone, negated: true, amount: 5, currency: CNY, assertedBy: { column: c }, via: [x, y], knownFrom: { column: day } }
`,
    )
    expect(problems).toEqual([])
    expect(records.map(({ record }) => record)).toEqual([
      'source',
      'relation',
      'figure',
      'figure',
      'statement',
      'event',
    ])
    for (const record of records) expect(recordSchema.parse(record)).toEqual(record)
    expect(records[1]).toMatchObject({
      negated: true,
      amount: '5',
      claims: [{ assertedBy: 'c-1', via: ['x', 'y'], knownFrom: '2024-05-06T00:00:00.000Z' }],
    })
    expect(records[1]).not.toHaveProperty('claims[0].assertedAs')
    expect(records[3]).toMatchObject({
      value: '3',
      decimals: 0,
      period: { label: '2024-H1' },
      claims: [{ locator: { quote: 'third' } }],
    })
  })

  test('takes from an amount its currency and how exact it is, and keeps as printed what has no field', async () => {
    const { records, problems } = await mapped(
      'a.csv',
      'code,sum\n1,5000万美元\n2,近2亿元\n3,1-2亿港元\n4,数千万元\n5,未披露\n6,-\n7,3000万\n',
      `${head}
relations: [{ kind: INVESTED_IN, from: x, to: { column: code }, amount: { column: sum, amount: true }, currency: { first: [{ column: sum, currency: true }, CNY] } }]
figures: [{ subject: { column: code }, metric: REVENUE, value: { column: sum, amount: true }, unit: CURRENCY, when: { column: code, in: ['1', '2', '3', '4', '5', '6'] } }]
events: [{ kind: OTHER, date: '2024-01-01', participants: [{ entity: { column: code }, role: INVESTOR, amount: { column: sum, amount: true } }], when: { column: code, is: '2' } }]`,
    )
    expect(problems).toEqual([])
    const said = (record: string) =>
      records.flatMap((one) => {
        if (one.record !== record || !('claims' in one)) return []
        const [{ printed }] = one.claims as unknown as [{ printed?: string }]
        const { amount, value, low, high, precision, currency } = one as unknown as Record<string, string | undefined>
        return [
          [amount ?? value, low, high, precision, currency, printed].filter((part) => part !== undefined).join(' '),
        ]
      })
    expect(said('relation')).toEqual([
      '50000000 USD',
      '200000000 CNY 近2亿元',
      'HKD 1-2亿港元',
      'CNY 数千万元',
      'CNY 未披露',
      'CNY',
      '30000000 CNY',
    ])
    expect(said('figure')).toEqual([
      '50000000 EXACT USD',
      '200000000 ABOUT CNY 近2亿元',
      '100000000 200000000 BETWEEN HKD 1-2亿港元',
      'UNKNOWN CNY 数千万元',
    ])
    expect(records.find(({ record }) => record === 'event')).toMatchObject({
      participants: [{ amount: '200000000', currency: 'CNY' }],
      claims: [{ printed: '近2亿元' }],
    })
    for (const record of records) expect(normalise(record)).toBeDefined()
  })

  test('refuses an amount in another currency than the mapping says', async () => {
    const mapping = `${head}
relations: [{ kind: INVESTED_IN, from: x, to: y, amount: { column: sum, amount: true }, currency: CNY }]`
    const { records, problems } = await mapped('a.csv', 'sum\n5000万美元\n¥3000万\n3亿元\n', mapping)
    expect(problems).toEqual([
      expect.stringMatching(
        /a\.csv:2: column sum: relations\[0\]\.amount: expected CNY, which the mapping says, found USD in "5000万美元"$/,
      ),
    ])
    expect(records.filter(({ record }) => record === 'relation')).toHaveLength(2)
    const yen = await mapped('a.csv', 'sum\n¥3000\n', mapping.replace('CNY', 'JPY'))
    expect(yen.problems).toEqual([])
  })

  test('leaves out the entry with a cell that is wrong, and keeps the others of the row', async () => {
    const { records, problems } = await mapped(
      'a.csv',
      'code,name,v\n1,One,x\n?,Two,5\n',
      `${head}${company}
figures: [{ subject: x, metric: RANK, value: { column: v }, unit: RANK }]
properties: [{ subject: { column: code, prefix: c- }, name: WEBSITE, value: { column: name } }]`,
    )
    expect(records.map(({ record }) => record)).toEqual(['source', 'entity', 'property', 'figure'])
    expect(problems).toHaveLength(2)
    expect(problems[0]).toMatch(/a\.csv:2: column v: figures\[0\]\.value: /)
    // Once, though two entries want it.
    expect(problems[1]).toMatch(/a\.csv:3: column code: entities\[0\]\.key: /)
  })

  test('names an entity once that many rows name one after the other', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${i % 2},N${i % 2}`)
    const { records } = await mapped('a.csv', `code,name\n${rows.join('\n')}\n`, `${head}${company}`)
    expect(records.map((one) => one.key)).toEqual(['list', 'c-0', 'c-1'])
    const failing = await mapped(
      'a.csv',
      'code,name,v\n1,One,x\n1,One,5\n',
      `${head}${company}\nfigures: [{ subject: c-1, metric: RANK, value: { column: v }, unit: RANK }]`,
    )
    expect(failing.records.map((one) => one.record)).toEqual(['source', 'entity', 'figure'])
  })

  test('gives a claim the slot of its row and entry if rows have an identity', async () => {
    const { records } = await mapped(
      'a.csv',
      'code,jobs\n1,a/b\n',
      `${head}identity: code
relations: [{ kind: OWNS, from: x, to: y, title: { column: jobs, split: / } }, { kind: OWNS, from: x, to: z, slot: mine }]`,
    )
    const slots = records.flatMap((one) => ('claims' in one ? one.claims.map((claim) => claim.slot) : []))
    expect(slots).toEqual(['relations.0:1:a', 'relations.0:1:b', 'mine'])
  })

  test('tells rows apart whose cells have slashes', async () => {
    const slots = async (identity: string) => {
      const { records } = await mapped(
        'a.csv',
        'a,b\nx/y,z\nx,y/z\nx\\,/z\nx,z\n',
        `${head}identity: ${identity}\nproperties: [{ subject: x, name: STATUS, value: { column: a } }]`,
      )
      return records.flatMap((one) => ('claims' in one ? one.claims.map((claim) => claim.slot) : []))
    }
    expect(await slots('[a, b]')).toEqual([
      'properties.0:x\\/y/z',
      'properties.0:x/y\\/z',
      'properties.0:x\\\\/\\/z',
      'properties.0:x/z',
    ])
    expect((await slots('a'))[0]).toBe('properties.0:x/y')
  })

  test('takes only the latest row of each kind if it says so, wherever it stands', async () => {
    const { records } = await mapped(
      'a.csv',
      'code,name,v\n1,Old,1.9\n1,New,1.10\n2,Two,1\n1,Older,1.1\n',
      `${head}latest: { of: { column: code }, by: { column: v } }\n${company}`,
    )
    expect(records.flatMap((one) => ('names' in one ? one.names[0]!.text : []))).toEqual(['New', 'Two'])
  })

  test('tells the latest rows of JSON apart that stand on one line, and keeps those that can not tell', async () => {
    const { records, problems } = await mapped(
      'a.json',
      '[{"code":"1","name":"Old","v":1},{"code":"1","name":"New","v":2},{"code":["2"],"name":"Two","v":1},{"code":"line 1","v":1}]',
      `${head}latest: { of: { column: code }, by: { column: v } }\nskipIf: { not: { column: name } }\n${company}`,
    )
    expect(records.flatMap((one) => ('names' in one ? one.names[0]!.text : []))).toEqual(['New'])
    expect(problems).toEqual([expect.stringContaining('column code: entities[0].key: expected one value')])
  })

  test('makes what rows only refer to at the end', async () => {
    const { records } = await mapped(
      'a.csv',
      'code,name,parent\n1,One,2\n2,Two,3\n',
      `${head}${company.slice(0, -1)}, { stub: true, kind: COMPANY, key: { column: parent, prefix: c- }, names: [{ text: { column: parent }, lang: und }] }]`,
    )
    expect(records.map((one) => one.key)).toEqual(['list', 'c-1', 'c-2', 'c-3'])
  })

  test('skips rows, and entries whose condition does not hold', async () => {
    const { records } = await mapped(
      'a.csv',
      'code,name\n,Nobody\n1,One\n2,\n',
      `${head}skipIf: { not: { column: code } }
entities: [{ when: { column: name }, kind: COMPANY, key: { template: 'c-{code}' }, names: [{ text: { column: name }, lang: en }] }]`,
    )
    expect(records.map((one) => one.key)).toEqual(['list', 'c-1'])
  })

  test('is found for the name of a file', async () => {
    const mapping = `- files: a*.csv\n  source: &s { key: list }\n  assertedAs: x\n  ${company}\n- files: [b.csv]\n  source: *s\n  assertedAs: x\n  properties: [{ subject: x, name: STATUS, value: { column: b } }]\n`
    expect((await mapped('b.csv', 'b\nopen\n', mapping)).records).toHaveLength(2)
    expect((await mapped('ab.csv', 'code,name\n1,b\n', mapping)).records).toHaveLength(2)
    await expect(mapped('c.csv', 'b\n', mapping)).rejects.toThrow(
      'expected a mapping for c.csv, found only those for a*.csv, b.csv',
    )
  })
})

describe('a mistake in a mapping is told before the first row, with its line', () => {
  const fails = async (mapping: string, message: string | RegExp) => {
    await expect(mapped('a.csv', 'code,name\nbroken\n', mapping)).rejects.toThrow(message)
  }
  test.each([
    [
      `${head}${company.replace('column: name', 'column: title')}`,
      /mapping\.yaml:4: entities\[0\]\.names\[0\]\.text\.column: expected one of the columns code, name; found title/,
    ],
    [
      `${head}${company.replace('COMPANY', 'FIRM')}`,
      /mapping\.yaml:4: entities\[0\]\.kind: expected one of COMPANY, FUND, .*found "FIRM"/,
    ],
    [
      `${head}${company.replace('prefix', 'prefux')}`,
      /:4: entities\[0\]\.key\.prefux: expected one of column, item, .*; found prefux/,
    ],
    [`${head}${company.replace('lang: en', 'lang: "?"')}`, 'expected a language tag'],
    [`${head}${company.replace(', lang: en', '')}`, 'entities[0].names[0]: expected the field lang, found none'],
    [`${head}${company.replace('kind', 'kond')}`, 'entities[0].kond: unknown field; there is key, kind'],
    [`${head}entitys: []`, /mapping\.yaml:4: entitys: unknown field/],
    [head, 'expected at least one of sources, entities'],
    ['source: { key: x }\nproperties: [{ subject: x, name: STATUS, value: { column: code } }]', 'say who asserts it'],
    [
      'assertedAs: x\nproperties: [{ subject: x, name: STATUS, value: { column: code } }]',
      'properties[0]: expected the field source, found none',
    ],
    [
      `${head}properties: [{ subject: x, name: STATUS, value: { value: nope } }]`,
      'expected a value that let names above',
    ],
    [
      `${head}properties: [{ subject: x, name: STATUS, value: { column: code, date: dd } }]`,
      'expected a format of yyyy',
    ],
    [
      `${head}properties: [{ subject: x, name: STATUS, value: { column: code, match: "(" } }]`,
      'Invalid regular expression',
    ],
    [
      `${head}properties: [{ subject: x, name: STATUS, value: { column: code, pad: many } }]`,
      'expected a length from 1 to 100',
    ],
    [
      `${head}properties: [{ subject: x, name: STATUS, value: [a] }]`,
      /value: expected a text or an expression such as .*, found a list/,
    ],
    ['a: [', 'mapping.yaml:1:'],
    ['', 'expected a mapping'],
  ])('%s', (mapping, message) => fails(mapping, message))
})

describe('a mistake in a row', () => {
  test('is told with file, line, column, field, expected and found, and the entry makes nothing', async () => {
    const { records, problems } = await mapped(
      'a.csv',
      'code,name,v\n1,One,many\nB C,Two,5\n3,,7\n4,Four,8\n',
      `${head}${company}
figures: [{ subject: c-1, metric: RANK, value: { column: v }, unit: RANK }]`,
    )
    expect(problems.map((one) => one.replace(/^.*\//, ''))).toEqual([
      'a.csv:2: column v: figures[0].value: expected a number such as "57400000" or "54.6" (amount reads others), found "many"',
      'a.csv:3: column code: entities[0].key: expected a key: lower-case letters, digits, dots and hyphens (slug makes one), found "c-B C"',
      'a.csv:4: column name: entities[0].names: expected a value, found nothing',
    ])
    expect(records.map((one) => one.key ?? one.record)).toEqual(['list', 'c-1', 'figure', 'figure', 'c-4', 'figure'])
  })

  test.each(['   ', '\u3000', '\u200b', '\u00a0\u2060'])('with the name %j is as one without', async (blank) => {
    const { records, problems } = await mapped(
      'a.csv',
      `code,name,other\n1,${blank},One\n2,Two,${blank}\n`,
      `${head}${company}`.replace('names: [', 'names: [{ text: { column: other }, lang: fr, type: ALIAS }, '),
    )
    expect(problems).toEqual([])
    expect(records.flatMap((one) => ('names' in one ? one.names.map(({ text }) => text) : []))).toEqual(['One', 'Two'])
    const alone = await mapped('a.csv', `code,name\n1,${blank}\n`, `${head}${company}`)
    expect(alone.problems).toEqual([expect.stringContaining('entities[0].names: expected a value, found nothing')])
  })

  test('of JSON may have any shape', async () => {
    const { problems, records } = await mapped(
      'a.ndjson',
      [
        'null',
        '[]',
        '1',
        '{"code":{"a":1},"name":"x"}',
        '{"code":[1],"name":"x"}',
        '{"__proto__":{"code":"1"},"name":"x"}',
        '{"code":"1","name":"\\ud800"}',
        '{"code":"1","name":"a\\u0000"}',
        '{"code":true,"name":1e21}',
      ].join('\n'),
      `${head}${company}`,
    )
    expect(problems).toHaveLength(8)
    expect(records.at(-1)).toMatchObject({ key: 'c-true', names: [{ text: '1e21' }] })
    expect(({} as { code?: string }).code).toBeUndefined()
  })
})

test('ways of JSON that no row had are told at the end, those that are null at times are not', async () => {
  const { notes, records } = await mapped(
    'a.ndjson',
    '{"code":1,"name":"One","on":null}\n{"code":2,"name":"Two","place":{"town":"x"}}\n',
    `${head}${company}
properties:
  - { subject: c-1, name: STATUS, value: { first: [{ column: on }, { column: place.town }, { column: staus }] } }
  - { each: { column: places }, subject: c-1, name: ADDRESS, value: { item: . } }
  - { when: { column: code, is: none }, subject: c-1, name: WEBSITE, value: { column: place.wbsite } }`,
  )
  expect(notes).toEqual([expect.stringMatching(/a\.ndjson: no row has staus, places, place\.wbsite$/)])
  expect(records).toHaveLength(4)
  const top = await mapped(
    'a.json',
    '{"data":[{"code":1,"name":"One"}]}',
    `rows: data.*\n${head}${company}
properties: [{ subject: c-1, name: STATUS, value: { column: $.status } }]`,
  )
  expect(top.notes).toEqual([expect.stringMatching(/no row has \$\.status$/)])
})

test('what says nothing makes no source either', async () => {
  const skipping = `${head}skipIf: { column: code, is: '1' }\n${company}`
  for (const text of ['code,name\n', 'code,name\n1,One\n', 'code,name\n1,\n']) {
    expect((await mapped('a.csv', text, skipping)).records).toEqual([])
  }
  expect((await mapped('a.csv', 'code,name\n2,Two\n', skipping)).records).toHaveLength(2)
})

test('columns without a name are passed over, those of one name are named by the mapping, which may skip rows', async () => {
  const named = await mapped('a.csv', 'code,name,,\n1,One,x,\n', `${head}${company}`)
  expect(named.problems).toEqual([])
  expect(named.records).toHaveLength(2)
  const renamed = await mapped('a.csv', 'name,name\n1,One\n', `header: [code, name]\nskip: 1\n${head}${company}`)
  expect(renamed.records.at(-1)).toMatchObject({ key: 'c-1', names: [{ text: 'One' }] })
})

test.each([';', '\t', '|'])('says what may be wrong where columns are parted by %j', async (sign) => {
  const content = `code${sign}name\n1${sign}One\n`
  await expect(mapped('a.csv', content, `${head}${company}`)).rejects.toThrow(
    `found code; are columns parted by another sign? Then say delimiter: ${JSON.stringify(sign)}`,
  )
  const { records } = await mapped('a.csv', content, `delimiter: ${JSON.stringify(sign)}\n${head}${company}`)
  expect(records).toHaveLength(2)
})

test('amounts with an exponent are read to the last digit', async () => {
  const mapping = `${head}${company}
figures: [{ subject: c-1, metric: RANK, value: { column: v, amount: true }, unit: RANK }]`
  const csv = await mapped('a.csv', 'code,name,v\n1,One,1e6\n1,One,-1.25E-3\n1,One,(2.5e+2)\n', mapping)
  const values = ({ records }: typeof csv) => records.flatMap((one) => (one.record === 'figure' ? [one.value] : []))
  expect([values(csv), csv.problems.length]).toEqual([['1000000', '-0.00125'], 1])
  const json = await mapped(
    'a.ndjson',
    '{"code":1,"name":"One","v":1.5e7}\n{"code":1,"name":"One","v":1e25}\n',
    mapping,
  )
  expect(values(json)).toEqual(['15000000', `1${'0'.repeat(25)}`])
})
