import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { jsonl } from '../../src/export/jsonl.ts'
import { type AnyRecord, decision, isDecision, record, type TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { ExportFilter, SessionSummary, Store } from '../../src/store/store.ts'
import { createProduct } from '../product.ts'
import { claim, entity, event, figure, property, relation, source, statement } from '../records/sample.ts'
import { temporaryStore } from '../store/temporary.ts'

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString()

function put(store: Store, records: Iterable<AnyRecord>, at: string) {
  const session = store.session({ recordedAt: at })
  try {
    for (const record of records) session.put(record)
    return session.commit()
  } finally {
    session.rollback()
  }
}

const dumped = (store: Store, where?: ExportFilter) => [...jsonl.write(store.dump({ where }))].join('')
const told = (store: Store) => [...jsonl.write(store.records())].join('')
const line = z.union([record, decision])
const parsed = (text: string) => Array.from(text.trimEnd().split('\n'), (one) => line.parse(JSON.parse(one)))

/** A store that is filled with what another was dumped as. */
function copied(store: Store): Store {
  const copy = temporaryStore()
  put(copy, parsed(dumped(store)), day(1000))
  return copy
}

const named = (key: string, ...texts: string[]) =>
  entity(key, {
    names: texts.map((text) => ({ text, lang: 'en', type: 'OFFICIAL', assertedBy: 'ann', source: 'paper' })),
    identifiers: [{ scheme: 'id', value: key }],
    lists: [{ list: 'investors', completeness: 'PARTIAL', source: 'paper', assertedBy: key }],
  })

const start: TupuRecord[] = [
  entity('ann', { kind: 'PERSON' }),
  source('paper', { publisher: 'b', authors: ['a', 'c'] }),
  ...['a', 'b', 'c', 'd'].map((key) => named(key, `${key} one`, `${key} two`)),
]

/** With a name that others have, too, at a line of its own. */
const sameName = (
  key: string,
  line: number,
  completeness: 'PARTIAL' | 'COMPLETE' = line % 2 ? 'PARTIAL' : 'COMPLETE',
) => {
  const evidence = { source: 'paper', locator: { line } }
  return entity(key, {
    names: [{ text: 'Same Co', lang: 'en', type: 'OFFICIAL', ...evidence }],
    lists: [{ list: 'investors', completeness, ...evidence }],
  })
}

function changesNothing(summary: SessionSummary): void {
  const { entity, source, relation, figure, statement, event, property, redirect, tombstone } = summary
  const outcomes = { entity, source, relation, figure, statement, event, property, redirect, tombstone }
  for (const [kind, { added, changed, retracted }] of Object.entries(outcomes))
    expect([kind, added, changed, retracted]).toEqual([kind, 0, 0, 0])
}

const of = (key: string): TupuRecord[] => [
  relation({ from: key, to: 'd', key: `r-${key}`, claims: [claim({ assertedBy: key })] }),
  figure({ subject: key }),
  property({ subject: key }),
  statement({ about: [key], speaker: key }),
  event({ participants: [{ entity: key, role: 'SUBJECT' }] }),
]

describe('what was decided', () => {
  test('goes out and in again: redirects, that which is told, and that which a split takes back', () => {
    const store = temporaryStore()
    put(store, [...start, ...['a', 'b', 'c'].flatMap(of)], day(0))
    const before = told(store)
    store.merge('c', 'b', day(1))
    // Met by its identifier: another key of what is merged by now.
    put(
      store,
      [{ ...named('other', 'c three'), identifiers: [{ scheme: 'id', value: 'c' }], lists: undefined } as TupuRecord],
      day(2),
    )
    put(store, [named('b', 'b later'), property({ subject: 'c', value: 'since' })], day(3))
    store.merge('b', 'a', day(4))
    const text = dumped(store)
    expect(text).toContain('{"record":"redirect","key":"other","to":"b"}\n')
    expect(text.trimEnd().split('\n').slice(-2)).toEqual([
      `{"record":"redirect","key":"c","to":"b","mergedAt":"${day(1)}"}`,
      `{"record":"redirect","key":"b","to":"a","mergedAt":"${day(4)}"}`,
    ])
    const copy = copied(store)
    expect(dumped(copy)).toBe(text)
    expect(told(copy)).toBe(told(store))
    for (const one of [store, copy]) {
      one.split('b')
      one.split('c')
    }
    expect(told(copy)).toBe(told(store))
    // But for what came since, all is as it was.
    for (const record of before.split('\n').filter((one) => one.includes('"record":"relation"')))
      expect(told(copy)).toContain(record)
  })

  test('whatever has been corrected between two merges', () => {
    const store = temporaryStore()
    put(store, start, day(0))
    store.merge('b', 'a', day(1))
    put(store, [source('paper', { publisher: 'c', authors: ['c', 'd'] })], day(2))
    put(
      store,
      [
        {
          ...named('a', 'a one'),
          lists: [{ list: 'investors', completeness: 'PARTIAL', source: 'paper', assertedBy: 'c' }],
        } as TupuRecord,
      ],
      day(3),
    )
    store.merge('c', 'd', day(4))
    const copy = copied(store)
    expect(dumped(copy)).toBe(dumped(store))
    for (const key of ['c', 'b']) for (const one of [store, copy]) one.split(key)
    expect(told(copy)).toBe(told(store))
    expect(told(store)).toContain('"publisher":"c"')
    expect(told(store)).toContain('"authors":["c","d"]')
  })

  test('and what was said of a list before, which a view of that time still tells', async () => {
    const lists = (completeness: string, knownFrom: string, more = {}) =>
      entity('a', { lists: [{ list: 'investors', completeness, knownFrom, source: 'paper', ...more }] })
    const store = temporaryStore()
    put(store, [...start, lists('PARTIAL', '2020-01-01')], day(0))
    expect(put(store, [lists('COMPLETE', '2024-01-01')], day(1)).entity.changed).toBe(1)
    for (const record of [
      lists('PARTIAL', '2020-01-01'),
      lists('COMPLETE', '2024-01-01'),
      lists('COMPLETE', '2025-01-01'),
    ])
      expect(put(store, [record], day(2)).entity).toMatchObject({ changed: 0, unchanged: 1 })
    expect(put(store, [lists('COMPLETE', '2023-01-01')], day(3)).entity.changed).toBe(1)
    store.merge('a', 'b', day(4))
    const text = dumped(store)
    expect(text.match(/"completeness":"[A-Z]+","source":"paper","knownFrom":"202[0-9]-01-01/g)).toEqual([
      '"completeness":"PARTIAL","source":"paper","knownFrom":"2020-01-01',
      '"completeness":"COMPLETE","source":"paper","knownFrom":"2023-01-01',
    ])
    expect(dumped(copied(store))).toBe(text)
    const product = await createProduct(parsed(text).filter((one) => !isDecision(one)) as TupuRecord[], {
      now: day(9),
      recordedAt: day(5),
    })
    const asked = ['2019-06-01', '2022-06-01', '2024-06-01'].map(
      (at, i) => `y${i}: view(knownAt: "${at}") { company(by: { key: "a" }) { investors { completeness } } }`,
    )
    const { data } = await product.execute(`{ ${asked.join(' ')} }`)
    expect(JSON.stringify(data).match(/UNKNOWN|PARTIAL|COMPLETE/g)).toEqual(['UNKNOWN', 'PARTIAL', 'COMPLETE'])
    await product.close()
  })

  test('changes nothing where it is decided already, and what contradicts it is refused', () => {
    const store = temporaryStore()
    put(store, start, day(0))
    store.merge('b', 'a', day(1))
    const summary = put(store, parsed(dumped(store)), day(2))
    expect(summary.redirect).toEqual({ added: 0, changed: 0, unchanged: 1, retracted: 0 })
    const redirect = (key: string, to: string): AnyRecord => ({ record: 'redirect', key, to })
    expect(() => put(store, [redirect('b', 'c')], day(3))).toThrow('b leads to a already, not to c; tupu split b first')
    expect(() => put(store, [redirect('a', 'b')], day(3))).toThrow('expected another entity than a')
    expect(() => put(store, [redirect('x', 'nobody')], day(3))).toThrow('there is no entity with the key nobody')
    expect(() => put(store, [redirect('ann', 'a')], day(3))).toThrow('only entities of one kind')
    expect(put(store, [redirect('new-key', 'b')], day(3)).redirect.added).toBe(1)
    expect(dumped(store)).toContain('{"record":"redirect","key":"new-key","to":"a"}')
  })

  test('lets each file be imported again: what it says belongs to the key that it says it of', () => {
    const store = temporaryStore()
    const file = [source('paper', { publishedOn: '2024-01-01' }), sameName('acme', 3), sameName('acme-dup', 8)]
    put(store, file, day(0))
    const before = told(store)
    store.merge('acme-dup', 'acme', day(1))
    for (const records of [file, file.toReversed(), parsed(dumped(store))]) {
      const summary = put(store, records, day(2))
      changesNothing(summary)
      expect(summary.entity.unchanged).toBe(2)
    }
    // A correction is one of the record that is corrected.
    put(store, [sameName('acme-dup', 9, 'COMPLETE')], day(3))
    store.split('acme-dup')
    expect(told(store)).toBe(before.replaceAll('"line":8', '"line":9'))
  })

  test('is told as one: with the lists of what was merged, but for those that the entity tells of itself', () => {
    const store = temporaryStore()
    const lists = (...given: [string, 'PARTIAL' | 'COMPLETE'][]) => ({
      lists: given.map(([list, completeness]) => ({ list, completeness })),
    })
    put(
      store,
      [
        entity('a', lists(['partners', 'COMPLETE'])),
        entity('b', lists(['partners', 'PARTIAL'], ['investors', 'PARTIAL'])),
        entity('c', lists(['rounds', 'COMPLETE'])),
      ],
      day(0),
    )
    store.merge('c', 'b', day(1))
    store.merge('b', 'a', day(2))
    const entities = [...store.records()].filter((one) => one.record === 'entity')
    expect(entities).toMatchObject([
      {
        key: 'a',
        ...lists(['investors', 'PARTIAL'], ['partners', 'COMPLETE'], ['rounds', 'COMPLETE']),
      },
    ])
  })

  test('is kept of the forgotten, so that they stay out of the copy too', () => {
    const store = temporaryStore()
    put(
      store,
      [...start, entity('eve', { kind: 'PERSON', identifiers: [{ scheme: 'passport', value: 'X1' }] })],
      day(0),
    )
    store.forget('eve', day(1))
    const text = dumped(store)
    expect(text.match(/"record":"tombstone"/g)).toHaveLength(2)
    expect(text).not.toContain('eve')
    const copy = copied(store)
    expect(dumped(copy)).toBe(text)
    expect(put(copy, [entity('eve', { kind: 'PERSON' })], day(2))).toMatchObject({ forgotten: 1, entity: { added: 0 } })
    // Also within one session: who is named before the tombstone was there is not erased, that is for tupu forget.
    const other = temporaryStore()
    expect(put(other, parsed(text).concat(entity('eve', { kind: 'PERSON' })), day(2)).forgotten).toBe(1)
  })

  test('comes with a part that it is about, which can be written on its own', () => {
    const store = temporaryStore()
    put(store, [...start, ...of('a'), ...of('b')], day(0))
    store.merge('b', 'a', day(1))
    const part = dumped(store, { entities: [{ key: 'b', hops: 0 }] })
    expect(part).toContain('{"record":"redirect","key":"b","to":"a"')
    const copy = temporaryStore()
    put(copy, parsed(part), day(2))
    copy.split('b')
    expect(told(copy)).toContain('{"record":"entity","key":"b"')
    expect(dumped(store, { entities: [{ key: 'ann', hops: 0 }] })).not.toContain('redirect')
  })

  test('whatever was written, merged, split and forgotten in whatever order', { timeout: 120_000 }, async () => {
    const keys = fc.constantFrom('a', 'b', 'c', 'd')
    const step = fc.oneof(
      fc.record({ do: fc.constant('merge' as const), key: keys, into: keys }),
      fc.record({ do: fc.constant('split' as const), key: keys, into: keys }),
      fc.record({ do: fc.constant('facts' as const), key: keys, into: keys }),
      fc.record({ do: fc.constant('name' as const), key: keys, into: keys }),
      fc.record({ do: fc.constant('alias' as const), key: keys, into: keys }),
      fc.record({ do: fc.constant('same' as const), key: keys, into: keys }),
      fc.record({ do: fc.constant('forget' as const), key: keys, into: keys }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const store = openSqlite({ path: ':memory:', statementTimeout: 5000 })
        put(store, start, day(0))
        for (const [i, { do: what, key, into }] of steps.entries()) {
          try {
            if (what === 'merge') store.merge(key, into, day(i + 1))
            else if (what === 'split') store.split(key)
            else if (what === 'facts') put(store, of(key), day(i + 1))
            else if (what === 'name') put(store, [named(key, `${key} ${into} ${i}`)], day(i + 1))
            else if (what === 'same') put(store, [sameName(key, i + 1)], day(i + 1))
            else if (what === 'forget') store.forget('ann', day(i + 1))
            else {
              const names = [{ text: `alias ${i}`, lang: 'en', type: 'ALIAS' }]
              put(store, [entity(`${key}-${i}`, { names, identifiers: [{ scheme: 'id', value: key }] })], day(i + 1))
            }
          } catch (error) {
            expect((error as Error).name).toBe('StoreError')
          }
        }
        const copy = openSqlite({ path: ':memory:', statementTimeout: 5000 })
        const text = dumped(store)
        put(copy, parsed(text), day(1000))
        expect(dumped(copy)).toBe(text)
        for (const records of [parsed(text), parsed(text).toReversed()]) {
          changesNothing(put(store, records, day(1001)))
          expect(dumped(store)).toBe(text)
        }
        expect(told(copy)).toBe(told(store))
        for (const key of ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd', 'a', 'b', 'c', 'd']) {
          for (const one of [store, copy]) {
            try {
              one.split(key)
            } catch {}
          }
        }
        expect(told(copy)).toBe(told(store))
        await Promise.all([store.close(), copy.close()])
      }),
      { numRuns: 60 },
    )
  })
})
