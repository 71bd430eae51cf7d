import { parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { createProduct } from '../product.ts'
import { compare, explain } from './compare.ts'
import { seeds } from './differential.ts'
import { drawLed } from './generate/led.ts'
import { Random } from './generate/random.ts'
import { drawWorld } from './generate/worlds.ts'
import { inFull } from './records.ts'
import { createReference } from './reference.ts'

const now = '2026-01-02T03:04:05.678Z'
const recordedAt = '2026-01-01T00:00:00.000Z'
const perWorld = 60

const said = { COUNTRY: ['CN', 'CN', 'US'], FOUNDED_ON: ['2009', '2010-05', '2010-11-30', '2012-02-03'] }

/** A small world in which one thing or several are said of each seat and foundation, some of it only at times. */
function drawSubjects(random: Random, seed: number): TupuRecord[] {
  const records = drawWorld(seed).filter((one) => one.record !== 'property' || !(one.name in said))
  const facts = records.filter((one) => one.record === 'property' || one.record === 'relation')
  const properties = records.flatMap((one) => {
    if (one.record !== 'entity') return []
    return Object.entries(said).flatMap(([name, values]) =>
      Array.from({ length: random.pick([0, 1, 1, 1, 2, 3]) }, (_, i) => {
        const claims = (random.pick(facts) as { claims: { key?: string }[] }).claims.map(
          ({ key: _, ...claim }) => claim,
        )
        const key = `${random.pick(['a', 'm', 'z'])}.${one.key}.${name}-${i}`
        return { record: 'property', key, subject: one.key, name, value: random.pick(values), claims }
      }),
    )
  })
  return [...records, ...properties] as TupuRecord[]
}

/** The records with everything once: what was said of two that are one now was said of one. */
const once = (records: Iterable<TupuRecord>) =>
  Array.from(records, (one) =>
    one.record === 'statement' && one.about ? { ...one, about: [...new Set(one.about)] } : one,
  )

/** Some cursor of an answer. */
const cursorIn = (random: Random, data: unknown) =>
  random.maybe([...JSON.stringify(data).matchAll(/"cursor":("(?:[^"\\]|\\.)*")/g)].map(([, text]) => JSON.parse(text!)))

describe('lists that are read through what leads to them', () => {
  let led = 0

  test.each(seeds(20_260_108, 8))('answer as the reference does, in the random world %i', async (seed) => {
    const random = new Random(seed)
    const product = await createProduct(drawSubjects(random, seed), { now, recordedAt })
    const { schema, store } = product
    try {
      const kinds = new Map<string, string[]>()
      for (const one of store.records()) {
        if (one.record === 'entity') kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one.key])
      }
      for (const keys of kinds.values()) {
        if (keys.length > 2 && random.chance(0.7)) store.merge(...(random.some(keys, 2) as [string, string]), now)
      }
      const read = store.read.bind(store)
      store.read = (statement, ...rest) => {
        led += /from subject_by_value|statement_about \w+ cross join/.test(statement) ? 1 : 0
        return read(statement, ...rest)
      }
      const reference = createReference({ schema, records: inFull(once(store.records()), recordedAt), now })
      let cursor: string | undefined
      for (let i = 0; i < perWorld; i++) {
        const { text, variables } = drawLed(random, schema, reference.view, cursor)
        const document = parse(text)
        expect(validate(schema, document)).toEqual([])
        const expected = await reference.execute(document, variables)
        const found = compare(expected, await product.execute(document, variables))
        if (found) expect.fail(explain(text, variables, found))
        cursor = cursorIn(random, expected.data) ?? cursor
      }
    } finally {
      await product.close()
    }
  })

  test('a third of them and more', () => expect(led).toBeGreaterThan((8 * perWorld) / 3))
})

test('what stands beside a value is shown only to those who follow who says it', async () => {
  const claims = (assertedBy: string, modality = 'REPORTED', knownFrom = '2025-01-01') => [
    { key: `${assertedBy}-${modality}-${knownFrom}`, assertedBy, source: 'paper', modality, knownFrom },
  ]
  const told = { record: 'property', subject: 'ann' }
  const records = [
    { record: 'source', key: 'paper', kind: 'ARTICLE' },
    ...['ann', 'bob', 'eve'].map((key) => ({
      record: 'entity',
      key,
      kind: 'COMPANY',
      names: [{ text: key, lang: 'en', type: 'OFFICIAL' }],
    })),
    { ...told, key: 'c', name: 'COUNTRY', value: 'CN', claims: [...claims('bob'), ...claims('eve', 'FORECAST')] },
    { ...told, key: 'f', name: 'FOUNDED_ON', value: '2010', claims: claims('eve', 'REPORTED', '2025-06-01') },
  ] as TupuRecord[]
  const product = await createProduct(records, { now, recordedAt })
  const ask = async (view: string) => {
    const list =
      'companies(where: {country: {eq: "CN"}, or: [{foundedOn: {gte: "2000"}}, {foundedOn: {isNull: true}}]}, orderBy: [{field: NAME}]) { edges { node { key foundedOn } } }'
    const { data, errors } = await product.execute(`{ view(${view}) { ${list} } }`)
    expect(errors).toBeUndefined()
    return (data as { view: { companies: { edges: { node: unknown }[] } } }).view.companies.edges.map(
      ({ node }) => node,
    )
  }
  const [unknown, known] = [[{ key: 'ann', foundedOn: null }], [{ key: 'ann', foundedOn: '2010' }]]
  expect(await ask('knownAt: "2026-01-01"')).toEqual(known)
  expect(await ask('knownAt: "2025-03-01"')).toEqual(unknown)
  expect(await ask('knownAt: "2026-01-01", accordingTo: ["bob"]')).toEqual(unknown)
  expect(await ask('knownAt: "2026-01-01", modality: [FORECAST]')).toEqual(unknown)
  product.store.write(
    [
      {
        ...told,
        key: 'e',
        name: 'FOUNDED_ON',
        value: '2009',
        claims: claims('bob', 'REPORTED', '2025-02-01'),
      } as TupuRecord,
    ],
    recordedAt,
  )
  expect(await ask('knownAt: "2026-01-01"')).toEqual([{ key: 'ann', foundedOn: '2009' }])
  await product.close()
})
