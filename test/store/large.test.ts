import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { claim, entity, property, relation, source } from '../records/sample.ts'
import { temporaryFolder } from './temporary.ts'

const at = '2026-02-01T00:00:00.000Z'

type Shape = { readonly firms: number; readonly apart: number; readonly slots: boolean; readonly late: boolean }

/** Firms with people, told by two sources, some things more than once; large enough for the indexes to be dropped. */
function* records({ firms, apart, slots, late }: Shape): Generator<TupuRecord> {
  yield entity('press', { kind: 'INSTITUTION' })
  yield source('one', { publisher: 'press' })
  yield source('two')
  const said = (from: string, row: string, line: number) => [
    claim({ source: from, assertedBy: 'press', via: [], locator: { line }, ...(slots && { slot: row }) }),
  ]
  for (let firm = 0; firm < firms; firm++) {
    const key = `firm-${firm}`
    const self = entity(key, { kind: 'COMPANY', identifiers: [{ scheme: 'code', value: String(firm) }] })
    if (!late) yield self
    for (let n = 0; n < 4; n++) {
      const person = `p-${(firm * 7919 + n) % (firms * 3)}`
      yield entity(person, { names: [{ text: `${person} ${n % 2}`, lang: 'en', type: 'OFFICIAL' }] })
      yield relation({ from: person, to: key, title: String(n), claims: said('one', `r:${firm}:${n}`, firm + 1) })
      // What was told long ago, once more by another source and by the same.
      const other = firm - apart
      if (other < 0) continue
      const before = `p-${(other * 7919 + n) % (firms * 3)}`
      const again = { from: before, to: `firm-${other}`, title: String(n) }
      yield relation({ ...again, claims: said('two', `r:${other}:${n}`, firm + 1) })
      yield relation({ ...again, claims: said('one', `r:${other}:${n}`, other + 1) })
    }
    yield property({ subject: key, value: String(firm), claims: said('two', `s:${firm}`, firm + 1) })
    if (late) yield self
  }
}

function write(store: Store, all: readonly TupuRecord[], size: number): void {
  for (let from = 0; from < all.length; from += size) {
    const session = store.session({ recordedAt: at })
    for (const record of all.slice(from, from + size)) session.put(record)
    session.commit()
  }
}

function open(): { store: Store; path: string } {
  const path = join(temporaryFolder(), 'tupu.db')
  return { store: openSqlite({ path, statementTimeout: 5000 }), path }
}

const indexesOf = (path: string) => {
  const database = new Database(path)
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
    const sql = `select name || ' ' || sql from sqlite_schema where type = 'index' and sql > '' order by name`
    return database.prepare<[], string>(sql).pluck().all()
  } finally {
    database.close()
  }
}

describe('a large session', () => {
  const shape = fc.record({
    firms: fc.integer({ min: 1500, max: 2000 }),
    apart: fc.integer({ min: 1, max: 1200 }),
    slots: fc.boolean(),
    late: fc.boolean(),
  })

  test('leaves the same in the database as many small ones', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(shape, async (given) => {
        const all = [...records(given)]
        const [large, small] = [open(), open()]
        try {
          write(large.store, all, all.length)
          write(small.store, given.late ? all.toSorted(entitiesFirst) : all, 900)
          const [expected, found] = [[...small.store.records()], [...large.store.records()]]
          expect(found.length).toBe(expected.length)
          for (const [i, record] of found.entries()) expect(inOrder(record)).toEqual(inOrder(expected[i]!))
          expect(indexesOf(large.path)).toEqual(indexesOf(small.path))
          const session = large.store.session({ recordedAt: '2026-03-01T00:00:00.000Z' })
          for (const record of all) session.put(record)
          const summary = session.commit()
          for (const kind of ['entity', 'source', 'relation', 'property'] as const) {
            expect({ kind, ...summary[kind] }).toMatchObject({ added: 0, changed: 0, retracted: 0 })
          }
        } finally {
          await large.store.close()
          await small.store.close()
        }
      }),
      { numRuns: 3 },
    )
  })

  test('that is given up leaves every index', async () => {
    const { store, path } = open()
    const before = indexesOf(path)
    const session = store.session({ recordedAt: at })
    for (const record of records({ firms: 2000, apart: 1, slots: true, late: false })) session.put(record)
    session.rollback()
    expect(indexesOf(path)).toEqual(before)
    expect(store.isEmpty()).toBe(true)
    await store.close()
  })
})

const rank = (record: TupuRecord) => (record.record === 'entity' || record.record === 'source' ? 0 : 1)
const entitiesFirst = (a: TupuRecord, b: TupuRecord) => rank(a) - rank(b)

/** The order of the names of an entity is that in which they came. */
const inOrder = (record: TupuRecord) =>
  record.record === 'entity'
    ? { ...record, names: record.names.toSorted((a, b) => (a.text < b.text ? -1 : 1)) }
    : record
