import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { graphml } from '../../src/export/graphml.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { awkward, awkwardRecords, filled, seeded, textOf } from './text.ts'

type Data = { '@key': string; '#text': string }
type Element = { '@id': string; '@source'?: string; '@target'?: string; data: Data[] }
type Key = { '@id': string; '@for': string; '@attr.name': string; '@attr.type': string }
type Document = { graphml: { key: Key[]; graph: { '@edgedefault': string; node: Element[]; edge: Element[] } } }

/** The document as fast-xml-parser reads it, after a check of nesting, ids and references. */
function read(text: string) {
  expect(XMLValidator.validate(text)).toBe(true)
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    trimValues: false,
    alwaysCreateTextNode: true,
    htmlEntities: true,
    isArray: (name) => ['key', 'node', 'edge', 'data'].includes(name),
  })
  const { key, graph } = (parser.parse(text) as Document).graphml
  const { node = [], edge = [] } = graph
  const nodes = new Map(node.map((one) => [one['@id'], valuesOf(one)]))
  expect(nodes.size).toBe(node.length)
  expect(new Set(edge.map((one) => one['@id'])).size).toBe(edge.length)
  expect(new Set(key.map((one) => one['@id'])).size).toBe(key.length)
  for (const one of edge) expect([nodes.has(one['@source']!), nodes.has(one['@target']!)]).toEqual([true, true])
  for (const one of [...node, ...edge]) {
    const kind = one['@source'] === undefined ? 'node' : 'edge'
    const keys = key.filter((declared) => declared['@for'] === kind).map((declared) => declared['@id'])
    for (const { '@key': used } of one.data) expect(keys).toContain(used)
    expect(one['@id']).toMatch(/^[\w.:-]+$/)
  }
  return {
    graph,
    nodes,
    edges: new Map(
      edge.map((one): [string, Record<string, string>] => [
        one['@id'],
        { '@source': one['@source']!, '@target': one['@target']!, ...valuesOf(one) },
      ]),
    ),
  }
}

const valuesOf = ({ data }: Element): Record<string, string> =>
  Object.fromEntries(data.map((one) => [one['@key'].replace(/^\w+\./, ''), one['#text']]))

const exported = (records: Iterable<TupuRecord>) => {
  const { text, notes } = textOf(graphml, records)
  return { ...read(text), text, notes }
}

test('the founding data, as an XML parser reads it', () => {
  const { graph, nodes, edges, notes } = exported(seeded().records())
  expect(graph['@edgedefault']).toBe('directed')
  expect(nodes.size).toBe(29)
  const unnamed = notes.get('relations to somebody unnamed left out')!
  expect(unnamed).toBeGreaterThan(0)
  expect(edges.size).toBe(31 - unnamed)
  expect(notes.get('figure records left out, which GraphML has no place for')).toBe(37)
  expect(nodes.get('zhipu')).toMatchObject({
    kind: 'COMPANY',
    label: '智谱',
    name_zh_hant: '智譜',
    name_en: 'Zhipu AI',
  })
  const edge = edges.get('huafa-group.invested-in.zhipu')!
  expect(edge).toMatchObject({ '@source': 'huafa-group', '@target': 'zhipu', kind: 'INVESTED_IN', negated: 'false' })
  expect(edge).toMatchObject({ modality: 'REPORTED', asserted_by: 'tianyancha', valid_from: '2025' })
  expect(JSON.parse(edge.claims!)).toMatchObject([{ via: ['tianyancha-records'], locator: { line: 17 } }])
})

test('awkward texts come back, but for what XML has no place for, which is counted', () => {
  const { nodes, edges, notes, text } = exported(filled(awkwardRecords()).records())
  const replaced = awkward.replace('\u0001', '\ufffd')
  expect(nodes.get('a')!.label).toBe(replaced)
  expect(edges.get('r1')).toMatchObject({ title: replaced, negated: 'true', label: 'not EMPLOYED_BY' })
  // In what stands there as JSON the control character is escaped already: label, name, title and asserter are left.
  expect(notes.get('characters that XML has no place for replaced by U+FFFD')).toBe(4)
  expect(notes.get('relations to somebody unnamed left out')).toBe(1)
  const locator = { line: 1, quote: awkward }
  expect(JSON.parse(nodes.get('a')!.lists!)).toMatchObject([
    { list: awkward, completeness: 'PARTIAL', source: 's', locator },
  ])
  expect(text).not.toContain('\u0001')
})

test('an end of a line that is only a carriage return is not taken for another', () => {
  const [first] = awkwardRecords()
  const name = { text: 'a\rb', lang: 'en', type: 'OFFICIAL' }
  const { text } = exported([{ ...first, names: [name] } as TupuRecord])
  expect(text).toContain('a&#13;b')
})
