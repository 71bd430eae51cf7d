import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonl } from '../../src/export/jsonl.ts'
import { checkSqlite } from '../../src/store/sqlite/check.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { temporaryFolder } from '../store/temporary.ts'
import { tupuIn } from './tupu.ts'

const deals = (...rows: string[]) => `company,investor,year,amount\n${rows.join('\n')}\n`
const good = deals('晨星,远山,2021,3000万')
const table = ['--mapping', 'examples/deals/deals.yaml']
const person = (text: string, more = '') =>
  `{"record":"entity","key":"a","kind":"PERSON","names":[{"text":"${text}","lang":"en","type":"OFFICIAL"}]${more}}\n`
const owns = (id: string, owner: string, asset: string) =>
  `{"id":"${id}","schema":"Ownership","properties":{"owner":["${owner}"],"asset":["${asset}"],"percentage":["100"]},"datasets":["d"]}\n`
const firm = (id: string) => `{"id":"${id}","schema":"Company","properties":{"name":["${id}"]},"datasets":["d"]}\n`

type Case = readonly [
  what: string,
  file: string,
  content: string | Buffer,
  args: readonly string[],
  outcome: RegExp | 'taken',
]

/** Files as they should not be; each is taken, or refused with a sentence that says what is wrong. */
const cases: readonly Case[] = [
  ['cut within a quoted cell', 'a.csv', deals('"晨星,远山,2021,1'), table, /a\.csv:2: .*quot/i],
  ['cut within a character', 'a.csv', Buffer.from(deals('晨星,远山,2021,1')).subarray(0, -12), table, /a\.csv/],
  [
    'cut within packed bytes',
    'a.csv.gz',
    gzipSync(deals(...Array(5000).fill('晨星,远山,2021,1'))).subarray(0, 90),
    table,
    /a\.csv\.gz/,
  ],
  ['cut within JSON', 'a.jsonl', person('A').slice(0, 40), [], /a\.jsonl:1: /],
  ['a row that is too short', 'a.csv', deals('晨星'), table, /a\.csv:2: /],
  [
    'wrong types',
    'a.jsonl',
    '{"record":"entity","key":5,"kind":["PERSON"],"names":"A"}\n',
    [],
    /a\.jsonl:1: key: expected a text, found number 5/,
  ],
  ['no object at all', 'a.jsonl', '[]\n', [], /a\.jsonl:1: /],
  ['an unknown kind of record', 'a.jsonl', '{"record":"planet"}\n', [], /record.*expected/],
  [
    'half a redirect',
    'a.jsonl',
    '{"record":"redirect","key":"x"}\n',
    [],
    /a\.jsonl:1: to: expected a text, found nothing/,
  ],
  [
    'a redirect to nobody',
    'a.jsonl',
    '{"record":"redirect","key":"x","to":"nobody"}\n',
    [],
    /to: there is no entity with the key nobody/,
  ],
  [
    'no digest',
    'a.jsonl',
    '{"record":"tombstone","hash":"x","forgottenAt":"2025-01-01"}\n',
    [],
    /a\.jsonl:1: hash: expected 64/,
  ],
  ['__proto__', 'a.jsonl', person('A', ',"__proto__":{"x":1}'), [], /__proto__/],
  ['__proto__ as a key', 'a.jsonl', person('A').replace('"a"', '"__proto__"'), [], /key: expected a key/],
  ['a column named __proto__', 'a.csv', good.replace('amount', '__proto__'), table, /amount/],
  ['a lone surrogate', 'a.jsonl', person('\\ud800'), [], /names\[0\]\.text: expected whole characters/],
  ['NUL', 'a.jsonl', person('A\\u0000'), [], /names\[0\]\.text: expected whole characters/],
  ['NUL in a cell', 'a.csv', deals('晨\0星,远山,2021,1'), table, /a\.csv:2: /],
  ['a cell of 10 MB', 'a.csv', deals(`${'晨'.repeat(3_500_000)},远山,2021,1`), table, 'taken'],
  ['a name of 10 MB', 'a.jsonl', person('A'.repeat(10_000_000)), [], 'taken'],
  ['a key twice in one object', 'a.jsonl', person('A').replace('"kind"', '"kind":"FUND","kind"'), [], 'taken'],
  ['a column twice', 'a.csv', good.replace('amount', 'year'), table, /year/],
  ['CRLF', 'a.csv', good.replaceAll('\n', '\r\n'), table, 'taken'],
  ['CR alone', 'a.csv', good.replaceAll('\n', '\r'), table, 'taken'],
  ['a byte order mark', 'a.csv', `\uFEFF${good}`, table, 'taken'],
  [
    'another encoding',
    'a.csv',
    Buffer.concat([Buffer.from(deals()), Buffer.from([0xb3, 0xbf, 0xd0, 0xc7, 0x2c, 0xd4])]),
    table,
    /a\.csv.*(UTF-8|encoding)/,
  ],
  [
    'owners in a ring',
    'a.ftm.json',
    firm('x') + firm('y') + owns('1', 'x', 'y') + owns('2', 'y', 'x') + owns('3', 'x', 'x'),
    [],
    'taken',
  ],
  ['one who owns nobody', 'a.ftm.json', firm('x') + owns('1', 'x', 'nobody'), [], 'taken'],
  ['nothing', 'a.csv', '', table, /a\.csv/],
  ['nothing, as records', 'a.jsonl', '', [], 'taken'],
  ['nothing, packed', 'a.jsonl.gz', gzipSync(''), [], 'taken'],
  ['only a header', 'a.csv', deals().trim(), table, 'taken'],
  ['bytes of something else', 'a.csv', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0xff, 0xfe]), table, /a\.csv/],
  ['a number beyond all', 'a.csv', deals('晨星,远山,2021,1e9999'), table, /a\.csv:2: .*amount/],
  ['a date that is not', 'a.csv', deals('晨星,远山,99999-99-99,1'), table, /a\.csv:2: .*year/],
  ['signs that turn the direction', 'a.csv', deals('\u202E晨星\u202C,👩‍👩‍👧‍👦 ﷽,2021,1'), table, 'taken'],
  ['very deep JSON', 'a.jsonl', `${'['.repeat(100_000)}\n`, [], /a\.jsonl:1: /],
  ['a mapping that is none', 'a.csv', good, ['--mapping', 'package.json'], /package\.json/],
  [
    'a mapping that is not there',
    'a.csv',
    good,
    ['--mapping', 'nowhere.yaml'],
    /nowhere\.yaml: there is no such mapping/,
  ],
  ['an encoding that is none', 'a.csv', good, [...table, '--encoding', 'klingon'], /klingon/],
  [
    'a format that is none',
    'a.csv',
    good,
    [...table, '--format', 'xls'],
    /There is no format "xls"; expected one of yaml/,
  ],
  ['a source that is not there', 'a.csv', good, [...table, '--replace-source', 'nowhere'], /nowhere/],
]

const path = mkdtempSync(join(tmpdir(), 'tupu-hostile-'))
afterAll(() => rmSync(path, { recursive: true }))

describe('a file that is not as it should be', () => {
  const { tupu, database } = tupuIn(path)
  beforeAll(async () => {
    await tupu('import', 'examples/deals/deals.csv', ...table)
  })

  async function dump(): Promise<string> {
    const store = openSqlite({ path: database, statementTimeout: 5000 })
    try {
      return [...jsonl.write(store.dump())].join('')
    } finally {
      await store.close()
    }
  }

  test.each(cases)('%s', { timeout: 60_000 }, async (_, name, content, args, outcome) => {
    const file = join(temporaryFolder(), name)
    writeFileSync(file, content)
    const before = await dump()
    const { code, stdout, stderr } = await tupu('import', file, ...args)
    expect(stderr).not.toMatch(/\n\s+at |SQLITE|select |insert /)
    if (outcome === 'taken') expect([code, stderr.replace(/^Note: .*\n/gm, '')]).toEqual([0, ''])
    else {
      expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(outcome)])
      expect(stderr.length).toBeLessThan(2000)
      expect(await dump()).toBe(before)
    }
    const wrong = [...checkSqlite({ path: database, today: '2999-01-01', shown: 5 })].filter(
      ({ count, severity, name }) => count > 0 && severity === 'problem' && name !== 'cycles',
    )
    expect(wrong).toEqual([])
  })

  test('a folder, a file that may not be read, and none', async () => {
    const folder = temporaryFolder()
    expect((await tupu('import', folder, '--format', 'jsonl')).stderr).toBe(
      `${folder}: expected a file, found a folder\n`,
    )
    const closed = join(folder, 'closed.jsonl')
    writeFileSync(closed, person('A'))
    chmodSync(closed, 0)
    // The superuser may read all.
    if (process.getuid?.() !== 0)
      expect((await tupu('import', closed)).stderr).toBe(`${closed}: no permission to read it\n`)
    const none = join(folder, 'none.jsonl')
    expect((await tupu('import', none)).stderr).toBe(`${none}: there is no such file\n`)
  })

  test('a part of nothing', async () => {
    for (const [where, told] of [
      ['entity=nobody', 'There is no entity with the key "nobody".'],
      ['source=nowhere', 'There is no source with the key "nowhere".'],
      ['kind=planet', 'expected one of entity'],
      ['entity=', 'expected a key'],
      ['', 'expected entity=KEY'],
    ]) {
      const { code, stdout, stderr } = await tupu('export', 'jsonl', '--where', where!)
      expect([code, stdout, stderr]).toEqual([1, '', expect.stringContaining(told!)])
    }
  })
})

test('the same file twice at once: both are written one after the other, and the second changes nothing', {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder()
  const { tupu, database } = tupuIn(folder)
  const file = join(folder, 'a.csv')
  writeFileSync(file, deals(...Array.from({ length: 3000 }, (_, i) => `甲${i},乙,2021,3000万`)))
  const both = await Promise.all([tupu('import', file, ...table), tupu('import', file, ...table)])
  expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
    [0, ''],
    [0, ''],
  ])
  const news = both.map(({ stdout }) => Number(/^relation +([\d,]+)/m.exec(stdout)![1]!.replace(',', '')))
  expect(news.sort((a, b) => a - b)).toEqual([0, 3000])
  expect([...checkSqlite({ path: database, today: '2999-01-01', shown: 5 })].filter(({ count }) => count > 0)).toEqual(
    [],
  )
})
