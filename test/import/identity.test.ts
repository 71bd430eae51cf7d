import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { claimKey } from '../../src/records/keys.ts'
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
  expect(() => put(differ.records, differ.places)).toThrow(
    /expected each slot of a source once, found properties\.0:a again, which line 2 gave; rows that the identity of a mapping/,
  )
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

describe('a source that says a fact twice on one line, in different texts, makes two claims', () => {
  const twice = (more = '') => `
source: { key: s, kind: DATASET }
assertedAs: x
entities: [{ kind: COMPANY, key: { column: id }, names: [{ text: { column: id }, lang: en }] }]
${more}
figures: [{ subject: { column: id }, metric: RANK, value: { column: v }, unit: RANK, printed: { column: who } }]`
  const row = (who: string, n = 1) => ({ id: 'a', n, who, v: '1' })
  const read = (rows: object[], more?: string) => mapped('a.json', JSON.stringify(rows), twice(more))
  const claims = (store: ReturnType<typeof temporaryStore>) =>
    [...store.records()].flatMap((one) => (one.record === 'figure' ? one.claims : []))
  const open = (store: ReturnType<typeof temporaryStore>) =>
    claims(store)
      .filter(({ retractedAt }) => retractedAt === undefined)
      .map(({ printed }) => printed)
      .sort()
  const at = (month: number) => `2026-0${month}-01T00:00:00.000Z`

  test.each(['', 'line: none', 'identity: n'])('%s', async (more) => {
    const two = await read([row('X', 1), row('Y', 2)], more)
    const { store, summary } = put(two.records, two.places)
    expect(summary.figure.added).toBe(1)
    expect(open(store)).toEqual(['X', 'Y'])
    const before = claims(store)

    const again = await read([row('Y', 2), row('X', 1)], more)
    expect(put(again.records, again.places, store, at(2)).summary.figure.unchanged).toBe(1)
    expect(claims(store)).toEqual(before)

    const changed = await read([row('X', 1), row('Z', 2)], more)
    put(changed.records, changed.places, store, at(3))
    expect(open(store)).toEqual(['X', 'Z'])

    const fewer = await read([row('Z', 2)], more)
    put(fewer.records, fewer.places, store, at(4))
    expect(open(store)).toEqual(['Z'])

    const back = await read([row('X', 1), row('Y', 2), row('Z', 3)], more)
    put(back.records, back.places, store, at(5))
    expect(open(store)).toEqual(['X', 'Y', 'Z'])
  })

  test('which come out as they went in', async () => {
    const two = await read([row('X'), row('Y')])
    const { store } = put(two.records, two.places)
    const records = [...store.records()] as TupuRecord[]
    const copy = put(records, []).store
    expect([...copy.records()]).toEqual(records)
  })

  test('and the key of one alone is what it always was', async () => {
    const [one, two] = [await read([row('X')]), await read([row('X'), row('Y')])]
    const alone = claims(put(one.records, one.places).store)[0]
    expect(claims(put(two.records, two.places).store)).toContainEqual(alone)
    expect(alone!.key).toBe(claimKey(alone!.key!.replace(/\.c-.*/, ''), { ...alone! }))
  })

  test('unless only their times differ, which is refused', async () => {
    const { records, places } = await mapped(
      'a.json',
      JSON.stringify([
        { ...row('X'), to: '2025-01-01' },
        { ...row('X'), to: '2025-02-01' },
      ]),
      twice('knownTo: { column: to }\nknownFrom: "2024-01-01"'),
    )
    expect(() => put(records, places)).toThrow('found it again with other times: leave one out, or give each a key')
  })
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
