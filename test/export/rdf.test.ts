import jsonldReader from 'jsonld'
import { Parser, type Quad } from 'n3'
import { expect, test } from 'vitest'
import { jsonld } from '../../src/export/jsonld.ts'
import { nquads } from '../../src/export/nquads.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { awkward, awkwardRecords, filled, seeded, textOf } from './text.ts'

const parse = (text: string) => new Parser({ format: 'N-Quads' }).parse(text)

/** Quads in a form that can be compared; readers write languages in small letters or not. */
function lines(quads: Quad[]): string[] {
  const term = ({ termType, value, language, datatype }: Quad['object']) =>
    JSON.stringify([termType, value, language?.toLowerCase() ?? '', datatype?.value ?? ''])
  return [...new Set(quads.map((q) => [q.subject, q.predicate, q.object, q.graph].map(term).join(' ')))].sort()
}

async function both(records: TupuRecord[]) {
  const document = JSON.parse(textOf(jsonld, records).text) as object
  const fromJsonld = parse(await jsonldReader.toRDF(document, { format: 'application/n-quads' }))
  return { document, fromJsonld, fromQuads: parse(textOf(nquads, records).text) }
}

const iri = (prefix: 'schema' | 'prov' | 'tupu' | 'rdf', name: string) =>
  ({
    schema: 'https://schema.org/',
    prov: 'http://www.w3.org/ns/prov#',
    tupu: 'urn:tupu:term:',
    rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  })[prefix] + name

const objects = (quads: Quad[], subject: string, predicate: string) =>
  quads.filter((q) => q.subject.value === subject && q.predicate.value === predicate).map((q) => q.object)

test('JSON-LD and N-Quads hold the same graph, as jsonld and n3 read them', async () => {
  for (const store of [seeded(), filled(awkwardRecords())]) {
    const { fromJsonld, fromQuads } = await both([...store.records()])
    expect(lines(fromQuads)).toEqual(lines(fromJsonld))
    expect(lines(fromQuads)).toHaveLength(fromQuads.length)
  }
})

test('the founding data: counts, names, who says what where', async () => {
  const { fromQuads: quads } = await both([...seeded().records()])
  const count = (type: string) =>
    quads.filter((q) => q.predicate.value === iri('rdf', 'type') && q.object.value === type).length
  expect(count(iri('tupu', 'Relation'))).toBe(31)
  expect(count(iri('tupu', 'Figure'))).toBe(37)
  expect(count(iri('tupu', 'Source'))).toBe(5)
  expect(count(iri('schema', 'Organization')) + count(iri('schema', 'Person')) + count(iri('schema', 'Product'))).toBe(
    29,
  )
  const names = objects(quads, 'urn:tupu:entity:zhipu', iri('schema', 'name'))
  expect(names.map((name) => [name.value, name.language])).toContainEqual(['智谱', expect.stringMatching(/^zh-hans$/i)])

  const relation = 'urn:tupu:relation:huafa-group.invested-in.zhipu'
  const one = (subject: string, term: string) => objects(quads, subject, term).map((object) => object.value)
  expect(one(relation, iri('rdf', 'subject'))).toEqual(['urn:tupu:entity:huafa-group'])
  expect(one(relation, iri('rdf', 'predicate'))).toEqual(['urn:tupu:term:investedIn'])
  expect(one(relation, iri('rdf', 'object'))).toEqual(['urn:tupu:entity:zhipu'])
  const [claim] = one(relation, iri('tupu', 'claim'))
  expect(one(claim!, iri('prov', 'wasAttributedTo'))).toEqual(['urn:tupu:entity:tianyancha'])
  expect(one(claim!, iri('prov', 'wasDerivedFrom'))).toEqual(['urn:tupu:source:china-times-zhipu-listing'])
  expect(one(claim!, iri('prov', 'hadPrimarySource'))).toEqual(['urn:tupu:source:tianyancha-records'])
  expect(objects(quads, claim!, iri('prov', 'generatedAtTime'))[0]!.datatype!.value).toMatch(/#dateTime$/)
})

test('awkward texts come back, and numbers are not rounded', async () => {
  const { fromJsonld: quads } = await both([...filled(awkwardRecords()).records()])
  expect(objects(quads, 'urn:tupu:relation:r1', iri('tupu', 'title')).map((o) => o.value)).toEqual([awkward])
  const [value] = objects(quads, 'urn:tupu:figure:f1', iri('schema', 'value'))
  expect([value!.value, value!.datatype!.value.replace(/.*#/, '')]).toEqual([
    '123456789012345678901234567890.5',
    'decimal',
  ])
  expect(objects(quads, 'urn:tupu:event:e1', iri('tupu', 'date'))[0]!.datatype!.value).toMatch(/#gYearMonth$/)
})

test('an export of nothing is a document', async () => {
  const { document, fromJsonld, fromQuads } = await both([])
  expect(document).toMatchObject({ '@graph': [] })
  expect([...fromJsonld, ...fromQuads]).toEqual([])
})

test('weeks are written as days, for which xsd:duration has a sign', async () => {
  const figure = awkwardRecords().find((one) => one.record === 'figure')!
  for (const [duration, expected] of [
    ['P2W', 'P14D'],
    ['P1Y2W3D', 'P1Y17D'],
    ['P6M', 'P6M'],
  ] as const) {
    const { fromQuads } = await both([{ ...figure, period: { duration } } as TupuRecord])
    const [written] = objects(fromQuads, 'urn:tupu:figure:f1', iri('tupu', 'periodDuration'))
    expect(written!.value).toBe(expected)
  }
})
