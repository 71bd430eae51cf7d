import { describe, expect, test } from 'vitest'
import { openText } from '../../src/import/input/open.ts'
import { type CsvOptions, csvRows } from '../../src/import/rows/csv.ts'
import { jsonRows } from '../../src/import/rows/json.ts'
import { ndjsonRows } from '../../src/import/rows/ndjson.ts'
import type { Row } from '../../src/import/rows/row.ts'
import { file } from './files.ts'

async function all(rows: AsyncIterable<Row[]>): Promise<Row[]> {
  const found: Row[] = []
  for await (const batch of rows) found.push(...batch)
  return found
}

async function csv(text: string, options: CsvOptions = {}) {
  const problems: string[] = []
  let columns: readonly string[] = []
  const rows = csvRows(
    openText(file('a.csv', text)),
    'a.csv',
    options,
    (one) => problems.push(one),
    (found) => {
      columns = found
    },
  )
  return { rows: await all(rows), problems, columns }
}

describe('CSV', () => {
  test.each(['\n', '\r\n'])('rows know the line that they begin on, with %j as line end', async (end) => {
    const text = ['a,b', '1,2', '', '"x', 'y","p', '', 'q"', '3,"say ""hi"""'].join(end)
    const { rows, columns } = await csv(text)
    expect(columns).toEqual(['a', 'b'])
    expect(rows).toEqual([
      { line: 2, row: ['1', '2'] },
      { line: 4, row: [`x${end}y`, `p${end}${end}q`] },
      { line: 8, row: ['3', 'say "hi"'] },
    ])
  })

  test('a row with too few or many cells is told, and the others are read', async () => {
    const { rows, problems } = await csv('a,b\n1\n1,2,3\n1,2\n')
    expect(rows).toEqual([{ line: 4, row: ['1', '2'] }])
    expect(problems).toEqual([
      'a.csv:2: column a: expected 2 cells, found 1',
      'a.csv:3: column b: expected 2 cells, found 3',
    ])
  })

  test('wrong quotes are errors with line and column', async () => {
    await expect(csv('a,b\n1,2\n3,"4\n5,6\n')).rejects.toThrow(
      'a.csv:3: column b: expected a closing quote, found the end of the file',
    )
    await expect(csv('a,b\n1,"2"x\n')).rejects.toThrow(
      'a.csv:2: column b: expected the delimiter or a line end after a closing quote',
    )
    await expect(csv('a,b\n5" disk,2\n')).rejects.toThrow(
      'a.csv:2: column a: expected a quote only at the start of a cell',
    )
    expect((await csv('a,b\n5" disk,2\n', { quote: null })).rows).toEqual([{ line: 2, row: ['5" disk', '2'] }])
  })

  test('the header names each column once', async () => {
    await expect(csv('a,b,a\n')).rejects.toThrow(
      'a.csv:1: column 3: expected each name once, found "a" again; name all columns',
    )
    expect((await csv('a,,b, ,\n1,2,3,4,5\n')).columns).toEqual(['a', '', 'b', '', ''])
    expect(await csv('a,a\n\n1,2\n', { header: ['x', 'y'], skip: 1 })).toMatchObject({
      columns: ['x', 'y'],
      rows: [{ line: 3, row: ['1', '2'] }],
    })
    expect((await csv('made by hand\n\na,b\n1,2\n', { skip: 1 })).columns).toEqual(['a', 'b'])
    await expect(csv('')).rejects.toThrow('expected a row with the names of the columns')
    expect((await csv('1,2\n', { header: ['x', 'y'] })).columns).toEqual(['x', 'y'])
    expect((await csv('1,2\n', { header: false })).columns).toEqual(['1', '2'])
    expect((await csv('__proto__,constructor\n1,2\n')).rows).toEqual([{ line: 2, row: ['1', '2'] }])
  })

  test('lines may end with CR alone', async () => {
    for (const text of ['a,b\r1,2\r"3\r",4', 'a,b\r1,2\r\r"3\r",4\r']) {
      const { columns, rows } = await csv(text)
      expect([columns, rows.map(({ row }) => row)]).toEqual([
        ['a', 'b'],
        [
          ['1', '2'],
          ['3\n', '4'],
        ],
      ])
    }
    expect((await csv('a,b\n"1\r",2\n')).rows[0]!.row).toEqual(['1\r', '2'])
    async function* bytes() {
      for (const byte of Buffer.from('a\r\n1\r\n2\r\n')) yield Buffer.of(byte)
    }
    const rows = csvRows(bytes(), 'a.csv', {}, expect.fail, () => {})
    expect(await all(rows)).toEqual([
      { line: 2, row: ['1'] },
      { line: 3, row: ['2'] },
    ])
  })

  test('a cell may be large, but not beyond all bounds', async () => {
    expect((await csv(`a\n${'x'.repeat(11_000_000)}\n`)).rows[0]!.row).toHaveLength(1)
    await expect(csv(`a\n"${'x'.repeat(17_000_000)}\n`)).rejects.toThrow(
      'a.csv:2: column a: expected rows of at most 16 MB',
    )
  })
})

describe('JSON', () => {
  const json = (text: string, rows?: string, top: string[] = []) => {
    const values: Record<string, unknown> = {}
    return all(
      jsonRows(openText(file('a.json', text)), 'a.json', { rows, top }, (way, value) => {
        values[way] = value
      }),
    ).then((found) => ({ found, values }))
  }

  test('the items of a list are rows, with their lines', async () => {
    const { found } = await json('[\n{"a": 1},\n\n{"a":\n2}, 3]')
    expect(found.map(({ line, row }) => [line, row])).toEqual([
      [2, { a: 1 }],
      [4, { a: 2 }],
      [1, 3],
    ])
  })

  test('a way with wildcards leads to rows, and values before them are kept', async () => {
    const { found, values } = await json(
      '{"name":"x","facts":{"p":{"q":[{"v":1}]},"r":{"s":[{"v":2},{"v":3}]}}}',
      'facts.*.*.*',
      ['name'],
    )
    expect(found.map(({ row, wild }) => [row, wild])).toEqual([
      [{ v: 1 }, ['p', 'q', 0]],
      [{ v: 2 }, ['r', 's', 0]],
      [{ v: 3 }, ['r', 's', 1]],
    ])
    expect(values).toEqual({ name: 'x' })
  })

  test('what is no JSON, or no list, is an error with its line', async () => {
    for (const [text, told] of [
      ['[1,\n2,\n}', '3: expected JSON, found "}" in the wrong place'],
      ['[{"a":1},\n{"a":trxue}]', '2: expected JSON, found "x" in the wrong place'],
      ['[1,\n\n2 3]', '3: expected JSON, found 3 in the wrong place'],
      ['[“', '1: expected JSON, found a character in the wrong place'],
      ['[1, 2', '1: expected JSON, found its end too early'],
      ['[\n"a', '2: expected JSON, found its end too early'],
      ['["a\n', '1: expected JSON, found "\\n" in the wrong place'],
    ] as const) {
      await expect(json(text)).rejects.toThrow(`a.json:${told}`)
    }
    await expect(json('')).rejects.toThrow('expected JSON, found nothing')
    await expect(json('{"a": 1}')).rejects.toThrow('expected a list, found something else; say where the rows are')
  })

  test('a way that leads nowhere is an error, and one to nothing is not', async () => {
    const wrong = 'a.json: expected rows at data.*, as the mapping says; found'
    await expect(json('{"error":"rate limited","code":429}', 'data.*')).rejects.toThrow(
      `${wrong} only error, code at the top`,
    )
    await expect(json('{"data":null}', 'data.*')).rejects.toThrow(`${wrong} only data at the top`)
    await expect(json('[{"data":[]}]', 'data.*')).rejects.toThrow(`${wrong} none`)
    await expect(json('{"f":{"a":{"x":[1]}}}', 'f.*.y.*')).rejects.toThrow('expected rows at f.*.y.*')
    await expect(json('{"data":{"list":[1]}}', 'data')).resolves.toMatchObject({ found: [{ row: { list: [1] } }] })
    await expect(json('{"list":{}}', 'data')).rejects.toThrow('expected rows at data,')
    for (const [text, rows] of [
      ['[]', '*'],
      ['{"meta":{"data":[1]},"data":[]}', 'data.*'],
      ['{"f":{}}', 'f.*.y.*'],
    ] as const) {
      expect((await json(text, rows)).found).toEqual([])
    }
  })

  test('no number is rounded and no prototype is touched', async () => {
    const text = '[{"__proto__": {"polluted": 1}, "a": 12345678901234567890, "b": 0.1, "c": 1e400}]'
    const rows = [
      (await json(text)).found[0]!.row,
      (await all(ndjsonRows(openText(file('a', text.slice(1, -1))), 'a', () => {})))[0]!.row,
    ]
    for (const row of rows as Record<string, unknown>[]) {
      expect([row.a, row.b, row.c]).toEqual(['12345678901234567890', 0.1, '1e400'])
      expect(Object.getPrototypeOf(row)).toBe(Object.prototype)
      expect((row as { polluted?: number }).polluted).toBeUndefined()
    }
  })
})

test('NDJSON tells lines that are no JSON and reads on', async () => {
  const problems: string[] = []
  const rows = await all(
    ndjsonRows(openText(file('a.ndjson', '{"a":1}\r\n\n{oh}\n{"a":2}')), 'a.ndjson', (one) => problems.push(one)),
  )
  expect(rows).toEqual([
    { line: 1, row: { a: 1 } },
    { line: 4, row: { a: 2 } },
  ])
  expect(problems).toEqual([expect.stringMatching(/^a\.ndjson:3: expected JSON on each line: /)])
})
