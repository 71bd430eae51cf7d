import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ReadError, readFiles, readJsonl, readYaml } from '../../src/records/read.ts'

const folder = mkdtempSync(join(tmpdir(), 'tupu-read-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const problems = (yaml: string) =>
  [...readYaml(yaml, 'x.yaml')].flatMap((one) => ('problems' in one ? one.problems : []))
const keys = (paths: string[]) => [...readFiles(paths)].map(({ record }) => record.key)

function failure(paths: string[]): string {
  try {
    keys(paths)
  } catch (error) {
    if (error instanceof ReadError) return error.message.replaceAll(`${folder}/`, '')
    throw error
  }
  return 'none'
}

const named = (key: string) =>
  `- record: entity\n  key: ${key}\n  kind: COMPANY\n  names: [{ text: ${key}, lang: en, type: OFFICIAL }]\n`

describe('YAML', () => {
  test('is a list of records, or documents with a list or a record each', () => {
    const single = named('c').replace(/^../, '').replaceAll('\n  ', '\n')
    expect(keys([file('all.yaml', `${named('a')}${named('b')}---\n${single}---\n# nothing\n`)])).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  test('tells file, line, field, what was expected and what was found', () => {
    const yaml = `# Companies

- record: entity
  key: Zhipu AI
  kind: FIRM
  names:
    - text: 智谱
      lang: 1
      type: OFFICIAL
    - { text: "", lang: en, type: OFFICIAL, typo: x }
  identifiers:
    - scheme: stock-code
      value: 000001
- record: figure
  subject: zhipu
  metric: REVENUE
  value: 57400000
  unit: CURRENCY
  precision: EXACT
  claims: []
`
    expect(problems(yaml)).toEqual([
      'x.yaml:4: key: expected a key: lower-case letters, digits, dots and hyphens, such as "zhipu" or "glm-4.5", found "Zhipu AI"',
      'x.yaml:5: kind: expected one of COMPANY, FUND, INSTITUTION, PERSON, PRODUCT, found "FIRM"',
      'x.yaml:8: names[0].lang: expected a text, found number 1',
      'x.yaml:10: names[1].text: expected a text that is not empty, found ""',
      'x.yaml:10: names[1].typo: unknown field',
      'x.yaml:13: identifiers[0].value: expected a text, found number 1',
      'x.yaml:17: value: expected a text, found number 57400000',
      'x.yaml:20: claims: expected at least one claim: no fact without evidence, found an empty list',
    ])
  })

  test('tells the line of a field that contradicts another', () => {
    const yaml = `- record: relation
  kind: INVESTED_IN
  from: ann
  to: bob
  claims:
    - source: paper
      modality: REPORTED
      locator: { line: 3, start: 9, end: 4 }
`
    expect(problems(yaml)).toEqual([
      'x.yaml:8: claims[0].locator: expected start before end (end is not included), found 9 and 4',
      'x.yaml:6: claims[0]: say who asserts it: assertedBy, or assertedAs for somebody unnamed',
    ])
  })

  test.each([
    ['- record: nothing\n', 'x.yaml:1: record: expected one of entity, source, relation'],
    ['- zhipu\n', 'x.yaml:1: expected fields with values, found "zhipu"'],
    ['- record: entity\n  key: a\n  key: b\n', 'x.yaml:3: Map keys must be unique'],
    ['- record: [\n', 'x.yaml:2: '],
    ['- *nobody\n', 'x.yaml:1: '],
    ['- record: !secret entity\n', 'x.yaml:1: Unresolved tag: !secret'],
    ['- { record: entity, key: "\\ud800" }\n', 'x.yaml:1: key: expected a key'],
  ])('refuses %j', (yaml, expected) => expect(problems(yaml)[0]).toContain(expected))

  test('follows an anchor to the line where the value stands', () => {
    const yaml = `${named('a').replace('key: a', 'key: &k A')}- record: source\n  key: *k\n  kind: ARTICLE\n`
    expect(problems(yaml).map((line) => line.slice(0, 13))).toEqual(['x.yaml:2: key', 'x.yaml:6: key'])
  })

  test('does not unfold aliases of aliases without end', () => {
    const level = (i: number) => `l${i}: &l${i} [${Array(9).fill(`*l${i - 1}`)}]\n`
    const bomb = `record: entity\nl0: &l0 [x]\n${Array.from({ length: 9 }, (_, i) => level(i + 1)).join('')}`
    expect(problems(bomb)[0]).toContain('x.yaml:1: Excessive alias count')
  })
})

describe('JSONL', () => {
  const line = '{"record":"source","key":"s","kind":"ARTICLE"}'

  test('is one record on each line; empty lines and a carriage return do no harm', () => {
    expect(keys([file('a.jsonl', `${line}\r\n\n${line.replace('"s"', '"t"')}`)])).toEqual(['s', 't'])
  })

  test('tells the line of what is wrong', () => {
    const found = [...readJsonl([line, '{', line.replace('ARTICLE', 'LETTER')], 'x.jsonl')]
    const told = found.flatMap((one) => ('problems' in one ? one.problems : []))
    expect(told[0]).toMatch(/^x\.jsonl:2: expected one record as JSON on each line/)
    expect(told[1]).toMatch(/^x\.jsonl:3: kind: expected one of ARTICLE, .*, found "LETTER"$/)
  })

  test('keeps characters whole where the file is read in pieces', () => {
    const title = '图谱'.repeat(30_000)
    const path = file('long.jsonl', line.replace('}', `,"title":"${title}"}`))
    expect([...readFiles([path])][0]!.record).toMatchObject({ title })
  })
})

describe('files', () => {
  test('that are wrong are all told at once, before any of their records is taken for good', () => {
    const bad = '- record: source\n  key: s\n'
    expect(
      failure([file('1.yaml', named('a') + bad), file('2.yaml', bad), file('notes.txt', ''), join(folder, 'no.yaml')]),
    ).toBe(
      [
        '1.yaml:5: kind: expected one of ARTICLE, PROSPECTUS, MARKET_RESEARCH, BUSINESS_REGISTRY, FILING, DATASET, MEDIA_REPORT, WEB_PAGE, found nothing',
        '2.yaml:1: kind: expected one of ARTICLE, PROSPECTUS, MARKET_RESEARCH, BUSINESS_REGISTRY, FILING, DATASET, MEDIA_REPORT, WEB_PAGE, found nothing',
        'notes.txt: expected a file that ends in .yaml, .yml or .jsonl',
        'no.yaml: there is no such file',
      ].join('\n'),
    )
  })

  test('in another encoding are refused', () => {
    const gbk = Uint8Array.of(0x2d, 0x20, 0xd6, 0xc7, 0x0a)
    expect(failure([file('gbk.yaml', gbk), file('gbk.jsonl', gbk)])).toBe(
      'gbk.yaml: expected text in UTF-8, found other bytes\ngbk.jsonl: expected text in UTF-8, found other bytes',
    )
  })

  test('with very many problems show the first ones', () => {
    expect(failure([file('many.yaml', '- 1\n'.repeat(500))])).toMatch(/many\.yaml:20: .*\n… and 180 more$/)
  })
})
