import { expect, test } from 'vitest'
import { cypher } from '../../src/export/cypher.ts'
import { CypherText, Float } from '../../src/export/cypher-text.ts'
import { Notes } from '../../src/export/format.ts'
import { awkward, awkwardRecords, filled, seeded, textOf } from './text.ts'

// There is no reader of Cypher on npm that runs without a server. This one follows openCypher's grammar for literals.

const characters: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '\\': '\\',
  "'": "'",
  '"': '"',
}

/** The text without its string literals, and these as a server understands them. */
function read(text: string): { code: string; strings: string[] } {
  const strings: string[] = []
  const code = text.replace(/'((?:[^'\\]|\\u[0-9a-fA-F]{4}|\\[nrtbf\\'"])*)'/gs, (_, inner: string) => {
    strings.push(
      inner.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (__, hex?: string, letter?: string) =>
        hex ? String.fromCharCode(Number.parseInt(hex, 16)) : characters[letter!]!,
      ),
    )
    return '§'
  })
  return { code, strings }
}

const count = (code: string, part: string | RegExp) => code.match(new RegExp(part, 'gm'))?.length ?? 0

/** The rows that statements with this ending are given. */
function rows(code: string, ending: string): number {
  return code
    .split(';\n')
    .filter((statement) => statement.includes(ending))
    .reduce((sum, statement) => sum + count(statement, /^ {2}\{/), 0)
}

test('the founding data: one row for each thing', () => {
  const { code } = read(textOf(cypher, seeded().records()).text)
  expect(code).not.toMatch(/['\\]/)
  expect(rows(code, 'MERGE (n:Entity')).toBe(29)
  expect(rows(code, 'SET n:Person')).toBeGreaterThan(0)
  expect(rows(code, 'MERGE (n:Source {key: row.key})')).toBe(5)
  expect(rows(code, 'CREATE (n:Fact:Figure)')).toBe(37)
  expect(rows(code, 'CREATE (n:Fact:Event)')).toBe(8)
  const relations = [...seeded().records()].filter((one) => one.record === 'relation')
  const invested = relations.filter((one) => one.kind === 'INVESTED_IN' && !one.negated && one.to)
  expect(rows(code, '(b:Entity {key: row.b}) CREATE (a)-[r:INVESTED_IN]->(b)')).toBe(invested.length)
  expect(count(code, 'CREATE CONSTRAINT')).toBe(5)
  // Every statement ends, and brackets are balanced.
  for (const [open, close] of ['[]', '{}', '()']) expect(count(code, `\\${open}`)).toBe(count(code, `\\${close}`))
  expect(code.trimEnd().endsWith(';')).toBe(true)
})

test('nothing is linked before it is there', () => {
  const { text } = textOf(cypher, seeded().records())
  const made = new Set<string>()
  for (const statement of text.split(/;\n/)) {
    const node = /(?:CREATE|MERGE) \(n:(\w+)/.exec(statement)?.[1]
    for (const [, key] of statement.matchAll(/^ {2}\{key: '([^']+)'/gm)) made.add(`${node}:${key}`)
    const [, from, how, to] = /MATCH \(a:(\w+).* (MATCH|MERGE) \(b:(\w+)/.exec(statement) ?? []
    for (const [, a, b] of statement.matchAll(/^ {2}\{a: '([^']+)', b: '([^']+)'/gm)) {
      expect(made.has(`${from}:${a}`)).toBe(true)
      if (how === 'MATCH') expect(made.has(`${to}:${b}`)).toBe(true)
    }
  }
})

test('awkward texts come back; what is denied or unnamed is told apart', () => {
  const { text, notes } = textOf(cypher, filled(awkwardRecords()).records())
  expect(Object.fromEntries(notes)).toMatchObject({
    'names written without who says so, where': 2,
    'types of names left out': 1,
    'lists written without who says so, where, and since when': 1,
  })
  const { code, strings } = read(text)
  expect(code).not.toMatch(/['\\]/)
  expect(strings.filter((one) => one === awkward).length).toBeGreaterThan(10)
  expect(code).toContain('CREATE (a)-[r:NOT_EMPLOYED_BY]->(b)')
  expect(code).toContain('MATCH (b:Unnamed {key: row.b}) CREATE (a)-[r:INVESTED_IN]->(b)')
  expect(strings).toContain('123456789012345678901234567890.5')
  expect(code).toContain('valueNumber: 1.2345678901234568e29')
})

test('no text ends its literal, whenever escapes of Unicode are read', () => {
  const notes = new Notes()
  const text = new CypherText(notes)
  for (const evil of ['\\u0027 + 1 //', '\\\\u0027', "'", "\\'", '\\', 'a\0b', '\ud800']) {
    const literal = text.string(evil)
    // Some versions replace \uXXXX in the whole query first.
    const early = literal.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    for (const reading of [literal, early]) {
      const { code, strings } = read(reading)
      expect([code, strings]).toEqual(['§', [evil.replace('\0', '\ufffd').toWellFormed()]])
    }
  }
  expect([...notes.counts.values()]).toEqual([2])
})

test('numbers are written as Cypher reads them', () => {
  const text = new CypherText(new Notes())
  expect(text.literal({ a: new Float(5), b: new Float(1e21), c: new Float(-0.25), d: 3, e: undefined })).toBe(
    '{a: 5.0, b: 1e21, c: -0.25, d: 3}',
  )
})
