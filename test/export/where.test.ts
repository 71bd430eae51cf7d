import { describe, expect, test } from 'vitest'
import { whereOf } from '../../src/export/where.ts'
import type { FactRecord, TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { drawWorld } from '../reference/generate/worlds.ts'
import { countsOf, filled, seeded } from './text.ts'

const isFact = (record: TupuRecord): record is FactRecord => record.record !== 'entity' && record.record !== 'source'

/** The keys of those who take part in a fact. */
function parties(fact: FactRecord): string[] {
  const keys = {
    relation: () => fact.record === 'relation' && [fact.from, fact.to, fact.product],
    figure: () => fact.record === 'figure' && [fact.subject],
    property: () => fact.record === 'property' && [fact.subject],
    statement: () => fact.record === 'statement' && [fact.speaker, ...(fact.about ?? [])],
    event: () => fact.record === 'event' && (fact.participants ?? []).map((one) => one.entity),
  }[fact.record]()
  return (keys || []).filter((key) => key !== undefined)
}

/** The facts within some hops, found by walking over the records. */
function near(facts: FactRecord[], key: string, hops: number): string[] {
  const found = new Set([key])
  for (let hop = 0; hop < hops; hop++) {
    const touched = facts.filter((fact) => parties(fact).some((one) => found.has(one)))
    for (const one of touched.flatMap(parties)) found.add(one)
  }
  const within = facts.filter((fact) => parties(fact).length > 0 && parties(fact).every((one) => found.has(one)))
  return within.map((fact) => fact.key!).sort()
}

const factsIn = (store: Store, where: string[]) =>
  [...store.records({ where: whereOf(where) })].filter(isFact).map((fact) => fact.key!)

/** Writing a part into an empty database fails if anything that it refers to is missing. */
async function closed(store: Store, where: string[]): Promise<void> {
  const part = [...store.records({ where: whereOf(where) })]
  const empty = openSqlite({ path: ':memory:', statementTimeout: 5000 })
  empty.write(part, '2030-01-01T00:00:00.000Z')
  expect([...empty.records()]).toEqual(part)
  await empty.close()
}

describe('a part', () => {
  test.each([0, 1, 2, 3])('within %i hops of an entity', async (hops) => {
    for (const world of [1, 2, 3]) {
      const store = filled(drawWorld(world))
      const records = [...store.records()]
      for (const { key } of records.filter((one) => one.record === 'entity').slice(0, 4)) {
        const where = [`entity=${key},hops=${hops}`]
        expect(factsIn(store, where).sort()).toEqual(near(records.filter(isFact), key!, hops))
        await closed(store, where)
      }
    }
  })

  test('of a source: the facts of which a claim names it, before or behind another', async () => {
    const store = filled(drawWorld(5))
    const records = [...store.records()]
    for (const { key } of records.filter((one) => one.record === 'source')) {
      const named = records.filter(
        (one) => isFact(one) && one.claims.some(({ source, via }) => source === key || via?.includes(key!)),
      )
      expect(factsIn(store, [`source=${key}`])).toEqual(named.map((one) => one.key))
      await closed(store, [`source=${key}`])
    }
  })

  test('of kinds: only these and what they refer to', async () => {
    const store = seeded()
    expect(countsOf(store, whereOf(['kind=event', 'kind=property'])!)).toMatchObject({ event: 8, property: 20 })
    expect(countsOf(store, whereOf(['kind=event'])!).relation).toBeUndefined()
    expect(countsOf(store, whereOf(['kind=entity'])!)).toEqual({ entity: 29, source: 1 })
    for (const kind of ['entity', 'source', 'relation', 'figure', 'statement']) await closed(store, [`kind=${kind}`])
  })

  test('of several sorts: each has to be met', async () => {
    const store = seeded()
    const where = ['entity=zhipu', 'entity=minimax', 'source=zhipu-prospectus', 'kind=figure']
    const both = [...factsIn(store, ['entity=zhipu']), ...factsIn(store, ['entity=minimax'])]
    const named = factsIn(store, ['source=zhipu-prospectus'])
    const figures = factsIn(store, ['kind=figure'])
    const expected = figures.filter((key) => both.includes(key) && named.includes(key))
    expect(factsIn(store, where)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(0)
    await closed(store, where)
  })
})

test.each([
  ['enity=zhipu', 'expected entity=KEY, entity=KEY,hops=N, source=KEY or kind=KIND.'],
  ['entity=', 'expected a key behind "=", such as "zhipu", found "".'],
  ['entity=zhipu,hops=x', 'expected entity=KEY or entity=KEY,hops=N with a number from 0 to 100.'],
  ['entity=zhipu,hops=101', 'expected entity=KEY or entity=KEY,hops=N with a number from 0 to 100.'],
  ["source=x' or 1", 'expected a key behind "=", such as "zhipu", found "x\' or 1".'],
  [
    'kind=people',
    'expected one of entity, source, relation, figure, statement, event, property behind "=", found "people".',
  ],
])('%s is refused in a sentence', (text, expected) => {
  expect(() => whereOf([text])).toThrow(`--where ${JSON.stringify(text)}: ${expected}`)
})

test('a key that there is not is told', () => {
  const store = seeded()
  expect(() => factsIn(store, ['entity=nobody'])).toThrow('There is no entity with the key "nobody".')
  expect(() => factsIn(store, ['source=nothing'])).toThrow('There is no source with the key "nothing".')
})
