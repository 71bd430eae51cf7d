import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { temporaryFolder, temporaryStore } from '../store/temporary.ts'
import { asking } from './asking.ts'

const company = (key: string): TupuRecord => ({
  record: 'entity',
  key,
  kind: 'COMPANY',
  names: [{ text: key, lang: 'en', type: 'OFFICIAL' }],
})
const partners = (from: string, to: string, more: object = {}): TupuRecord => ({
  record: 'relation',
  key: `${from}-${to}`,
  kind: 'PARTNER_OF',
  from,
  to,
  claims: [{ key: `${from}-${to}.c`, assertedBy: 'a', source: 's', modality: 'REPORTED', knownFrom: '2025-01-01' }],
  ...more,
})
const chain: TupuRecord[] = [
  { record: 'source', key: 's', kind: 'DATASET' },
  ...['a', 'b', 'c', 'd'].map(company),
  partners('a', 'b'),
  partners('b', 'c'),
]

const lengths = async ({ ask }: ReturnType<typeof asking>, from: string, to: string) => {
  const answer = (await ask(`{ paths(from: {key: "${from}"}, to: {key: "${to}"}) { length } }`)) as {
    paths: { length: number }[]
  }
  return answer.paths.map(({ length }) => length)
}

/** The links as they are answered from memory, which must be there. */
const inMemory = (asked: ReturnType<typeof asking>, from: string, to: string) => {
  expect(asked.graph.current()).not.toBeNull()
  return lengths(asked, from, to)
}

test('links follow imports, imports again, retractions, merges and splits', async () => {
  const store = temporaryStore()
  const asked = asking(store)
  expect(await asked.ask('{ entities { totalCount } }')).toEqual({ entities: { totalCount: 0 } })
  store.write(chain, '2026-01-01')
  expect(await inMemory(asked, 'a', 'c')).toEqual([2])
  const { version } = asked.graph.current()!.data
  store.write(chain, '2026-01-02')
  expect(asked.graph.current()!.data.version).toBe(version)

  store.write([partners('c', 'd')], '2026-01-03')
  expect(await inMemory(asked, 'a', 'd')).toEqual([3])
  const session = store.session({ recordedAt: '2026-01-04', replaceSources: ['s'] })
  session.put(partners('a', 'b'))
  session.commit()
  expect(await inMemory(asked, 'a', 'd')).toEqual([])
  expect(await inMemory(asked, 'a', 'b')).toEqual([1])

  store.merge('b', 'd', '2026-01-05')
  expect(await inMemory(asked, 'a', 'd')).toEqual([1])
  store.split('b')
  expect(await inMemory(asked, 'a', 'd')).toEqual([])
  expect(await inMemory(asked, 'a', 'b')).toEqual([1])
})

test('what is being written is not seen, what another process commits is', async () => {
  const path = `${temporaryFolder()}/tupu.db`
  const [store, other] = [1, 2].map(() => openSqlite({ path, statementTimeout: 5000 })) as [Store, Store]
  onTestFinished(async () => {
    await Promise.all([store.close(), other.close()])
  })
  store.write(chain, '2026-01-01')
  const asked = asking(store)
  const session = other.session({ recordedAt: '2026-01-02' })
  session.put(partners('a', 'c'))
  expect(await inMemory(asked, 'a', 'c')).toEqual([2])
  session.commit()
  await nextTurn()
  expect(await inMemory(asked, 'a', 'c')).toEqual([1])
})

test('one snapshot keeps its links while others write', () => {
  const store = temporaryStore()
  store.write(chain, '2026-01-01')
  const { graph } = asking(store)
  store.snapshot(() => {
    const { version } = graph.current()!.data
    store.write([partners('a', 'd')], '2026-01-02')
    expect(graph.current()!.data.version).toBe(version)
  })
  expect(graph.current()!.data.links).toBe(3)
})

test('many links are read in a thread, and SQL answers meanwhile', async () => {
  const store = temporaryStore()
  store.write(chain, '2026-01-01')
  const asked = asking(store, 2 ** 24, 1)
  expect(asked.graph.current()).toBeNull()
  expect(await lengths(asked, 'a', 'c')).toEqual([2])
  await asked.graph.settled()
  expect(await inMemory(asked, 'a', 'c')).toEqual([2])
  expect(asked.graph.current()!.data.out.buffer).toBeInstanceOf(SharedArrayBuffer)

  store.write([partners('a', 'c')], '2026-01-02')
  expect(asked.graph.current()).toBeNull()
  expect(await lengths(asked, 'a', 'c')).toEqual([1])
  await asked.graph.settled()
  expect(await inMemory(asked, 'a', 'c')).toEqual([1])
})

test('without the memory for it, SQL answers', async () => {
  const store = temporaryStore()
  store.write(chain, '2026-01-01')
  for (const memory of [0, 100]) {
    const asked = asking(store, memory)
    expect(asked.graph.current()).toBeNull()
    expect(await lengths(asked, 'a', 'c')).toEqual([2])
  }
})

test('a relation that was not known for a while is no link then', async () => {
  const store = temporaryStore()
  const claim = { assertedBy: 'a', source: 's', modality: 'REPORTED' } as const
  const claims = [
    { ...claim, key: 'c1', knownFrom: '2025-01-01', knownTo: '2025-02-01' },
    { ...claim, key: 'c2', knownFrom: '2025-03-01' },
  ]
  store.write([...chain.slice(0, 5), partners('a', 'b', { claims })], '2026-01-01')
  for (const memory of [2 ** 24, 0]) {
    const { ask } = asking(store, memory)
    const at = (day: string) => `view(knownAt: "${day}") { paths(from: {key: "a"}, to: {key: "b"}) { length } }`
    expect(await ask(`{ before: ${at('2025-01-15')} gap: ${at('2025-02-15')} after: ${at('2025-03-15')} }`)).toEqual({
      before: { paths: [{ length: 1 }] },
      gap: { paths: [] },
      after: { paths: [{ length: 1 }] },
    })
  }
})
