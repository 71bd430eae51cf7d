import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { openText } from '../../src/import/input/open.ts'
import { file } from './files.ts'

async function textOf(path: string, encoding?: string): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of openText(path, encoding)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const text = '名称,代码\n智谱,2513\n'
const gb18030 = Buffer.from([0xd6, 0xc7, 0xc6, 0xd7, 0x0a])

describe('the text of a file', () => {
  test('is unpacked by its first bytes, not by its name', async () => {
    expect(await textOf(file('a.csv', gzipSync(text)))).toBe(text)
    expect(await textOf(file('a.csv.gz', text))).toBe(text)
    expect(await textOf(file('two.gz', Buffer.concat([gzipSync(text), gzipSync(text)])))).toBe(text + text)
  })

  test('has no byte order mark, and is decoded as the mark says', async () => {
    expect(await textOf(file('a.csv', `\uFEFF${text}`))).toBe(text)
    expect(await textOf(file('a.csv', Buffer.from(`\uFEFF${text}`, 'utf16le')))).toBe(text)
    expect(await textOf(file('a.csv', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()))).toBe(text)
    expect(await textOf(file('empty', ''))).toBe('')
    expect(await textOf(file('mark', '\uFEFF'))).toBe('')
  })

  test('is decoded as it is told', async () => {
    expect(await textOf(file('a.csv', gb18030), 'gb18030')).toBe('智谱\n')
    expect(await textOf(file('a.csv', gzipSync(gb18030)), 'GBK')).toBe('智谱\n')
  })

  test('keeps characters whole however long it is', async () => {
    const long = 'a谱😀'.repeat(100_000)
    expect(await textOf(file('a.txt', long))).toBe(long)
    expect(await textOf(file('a.gz', gzipSync(long)))).toBe(long)
  })

  test('in another encoding is an error that tells the line and proposes one', async () => {
    const path = file('a.csv', Buffer.concat([Buffer.from('a\nb\n'), gb18030]))
    await expect(textOf(path)).rejects.toThrow(
      `${path}:3: expected text in UTF-8, found other bytes; name the encoding if it is another, such as --encoding gb18030`,
    )
    await expect(textOf(file('cut', Buffer.from('谱').subarray(0, 2)))).rejects.toThrow('expected text in UTF-8')
    await expect(textOf(file('a', Buffer.from([0x61, 0x0a, 0x81])), 'gb18030')).rejects.toThrow(
      'expected text in gb18030',
    )
    await expect(textOf(file('a', 'a'), 'klingon')).rejects.toThrow('expected an encoding such as utf-8, gb18030')
  })

  test('of broken gzip is an error', async () => {
    const packed = gzipSync('abc'.repeat(100_000))
    await expect(textOf(file('a.gz', packed.subarray(0, 200)))).rejects.toThrow(
      /the gzip data ends too early, after \d+ bytes/,
    )
    const broken = Buffer.from(packed)
    broken[20]! ^= 0xff
    broken[21]! ^= 0xff
    await expect(textOf(file('a.gz', broken))).rejects.toThrow('the gzip data')
  })

  test('of no file is an error', async () => {
    await expect(textOf('/nowhere/a.csv')).rejects.toThrow('/nowhere/a.csv: there is no such file')
    await expect(textOf('/tmp')).rejects.toThrow('/tmp: expected a file, found a folder')
  })
})

test.each([
  [Buffer.from('PK\x03\x04more'), 'found a spreadsheet (.xlsx) or zip; save the sheet as CSV'],
  [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'found a spreadsheet (.xls); save the sheet as CSV'],
  [Buffer.from('%PDF-1.7'), 'found a PDF'],
])('what holds no text is named, %j', async (bytes, told) => {
  const read = async () => {
    for await (const _ of openText(file('a.csv', bytes), 'gb18030'));
  }
  await expect(read()).rejects.toThrow(told)
})
