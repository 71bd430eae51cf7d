import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { recordedAt, temporaryStore } from '../store/temporary.ts'
import { mapped, readAll } from './files.ts'

const mapping = `
format: csv
source: { key: s, kind: DATASET }
assertedAs: x
identity: [code]
entities:
  - { kind: COMPANY, key: { column: code }, names: [{ text: { column: name }, lang: en }] }
properties:
  - { subject: { column: code }, name: STATUS, value: { column: status } }
`

function put(records: readonly TupuRecord[], places: readonly string[], store = temporaryStore(), at = recordedAt) {
  const session = store.session({ recordedAt: at })
  for (const [i, record] of records.entries()) session.put(record, places[i])
  return { store, summary: session.commit() }
}

test('two rows of one identity that say the same are one; that differ are refused, since neither is the newer', async () => {
  const same = await mapped('a.csv', 'code,name,status\na,A,open\na,A,open\n', mapping)
  expect(put(same.records, same.places).summary.property).toMatchObject({ added: 1, changed: 0 })
  const differ = await mapped('a.csv', 'code,name,status\na,A,open\na,A,closed\n', mapping)
  expect(() => put(differ.records, differ.places)).toThrow(/expected each slot of a source once, found .*again/)
})

test('a row of the same identity in the next version of the file takes the place of the one before', async () => {
  const first = await mapped('a.csv', 'code,name,status\na,A,open\n', mapping)
  const next = await mapped('a.csv', 'code,name,status\nb,B,open\na,A,closed\n', mapping)
  const { store } = put(first.records, first.places)
  const { summary } = put(next.records, next.places, store, '2026-02-01T00:00:00.000Z')
  expect(summary.property).toEqual({ added: 1, changed: 1, unchanged: 0, retracted: 0 })
})

test('two mappings of one file with the same source leave each other what they say', async () => {
  const one = (files: string, entry: string) => `
- files: ${files}
  source: { key: reg, kind: DATASET }
  assertedAs: x
  identity: [id]
  entities: [{ kind: COMPANY, key: { column: id, prefix: c }, names: [{ text: { column: name }, lang: en }] }]
  properties: [{ subject: { column: id, prefix: c }, ${entry} }]`
  const both =
    one('fa.csv', 'name: INDUSTRY, value: { column: ind }') + one('fb.csv', 'name: COUNTRY, value: { column: ctry }')
  const first = await mapped('fa.csv', 'id,name,ind\n1,Alpha,steel\n', both)
  const second = await mapped('fb.csv', 'id,name,ctry\n1,Alpha,DE\n', both)
  const { store } = put(first.records, first.places)
  const added = put(second.records, second.places, store, '2026-02-01T00:00:00.000Z').summary
  expect(added.property).toEqual({ added: 1, changed: 0, unchanged: 0, retracted: 0 })
  const again = put(first.records, first.places, store, '2026-03-01T00:00:00.000Z').summary
  expect(again.property).toEqual({ added: 0, changed: 0, unchanged: 1, retracted: 0 })
})

test('every version of research organisations goes into the store, each claim under its release', async () => {
  const examples = resolve(import.meta.dirname, '../../examples/ror')
  const { records, places, problems } = await readAll({
    path: join(examples, 'sample.ndjson'),
    mapping: join(examples, 'every-version.yaml'),
  })
  expect(problems).toEqual([])
  const { store, summary } = put(records, places)
  expect([summary.source.added, summary.relation.added]).toEqual([3, 1])
  const relation = [...store.records()].find(({ record }) => record === 'relation') as { claims: { source: string }[] }
  expect(relation.claims.map(({ source }) => source).sort()).toEqual(['ror-v1.10', 'ror-v1.2', 'ror-v2.0'])
  const again = put(records, places, store, '2026-02-01T00:00:00.000Z').summary
  expect(again.relation).toEqual({ added: 0, changed: 0, unchanged: 1, retracted: 0 })
})
