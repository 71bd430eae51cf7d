import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ftm } from '../../src/export/ftm/ftm.ts'
import { jsonl } from '../../src/export/jsonl.ts'
import { ftmRecords } from '../../src/import/ftm/ftm.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { recordedAt } from '../store/temporary.ts'
import { awkwardRecords, filled, seeded, textOf } from './text.ts'

/** Writes lines of FollowTheMoney into a store of its own. */
async function imported(text: string): Promise<Store> {
  const store = openSqlite({ path: ':memory:', statementTimeout: 5000 })
  const session = store.session({ recordedAt })
  async function* chunks() {
    yield Buffer.from(text)
  }
  const listener = { onProblem: (problem: string) => expect.fail(problem) }
  for await (const batch of ftmRecords(chunks(), 'a.ftm.json', listener)) {
    for (const { record, full } of batch) session.put(record, undefined, full)
  }
  session.commit()
  return store
}

const told = (store: Store) => textOf(jsonl, store.records()).text
const written = (store: Store) => textOf(ftm, store.records())

async function roundTrip(lines: readonly object[]): Promise<void> {
  const first = await imported(lines.map((line) => JSON.stringify(line)).join('\n'))
  const { text } = written(first)
  const second = await imported(text)
  expect(told(second)).toBe(told(first))
  expect(written(second).text).toBe(text)
  await Promise.all([first.close(), second.close()])
}

const word = fc.constantFrom('Acme Ltd', '晨星科技', 'Анна', 'José', '山田タロウ', 'x "y" \\', '李', 'A & B', '𠮷')
const words = fc.uniqueArray(word, { maxLength: 3 })
const date = fc.constantFrom('2019', '2020-02', '2021-03-04')
const some = <T>(values: fc.Arbitrary<T>) => fc.uniqueArray(values, { maxLength: 2 }) as fc.Arbitrary<T[]>
const datasets = fc.uniqueArray(fc.constantFrom('leaks', 'us_sec', 'Öffentlich', 'zz'), { minLength: 1, maxLength: 2 })
const origin = fc.record(
  {
    datasets,
    first_seen: fc.constantFrom('2024-01-02T03:04:05', '2023-01-01'),
    last_seen: fc.constantFrom('2025-06-07T00:00:00', '2025-01-01'),
  },
  { requiredKeys: ['datasets', 'first_seen'] },
)
const provenance = fc.record(
  {
    publisher: fc.constantFrom(['Register'], ['leaks']),
    sourceUrl: fc.uniqueArray(fc.constantFrom('https://a.example/1', 'https://b.example/?x=1&y'), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  { requiredKeys: [] },
)
const ids = ['p1', 'NK-Acme', 'body', '王', 'a.b']
const links = [
  ['Ownership', 'owner', 'asset'],
  ['Directorship', 'director', 'organization'],
  ['Employment', 'employee', 'employer'],
  ['UnknownLink', 'subject', 'object'],
  ['Membership', 'member', 'organization'],
  ['Succession', 'successor', 'predecessor'],
  ['Family', 'person', 'relative'],
  ['Representation', 'agent', 'client'],
] as const

const party = fc.record({
  schema: fc.constantFrom('Company', 'Organization', 'PublicBody', 'LegalEntity', 'Person'),
  properties: fc.tuple(
    fc.record({
      name: words,
      alias: words,
      previousName: words,
      abbreviation: words,
      // From a page nothing but a name is kept without one of these.
      country: fc.uniqueArray(fc.constantFrom('cn', 'vg', 'suhh', 'us'), { maxLength: 3 }),
      website: fc.constant(['https://acme.example']),
      jurisdiction: some(fc.constantFrom('vg', 'hk')),
      incorporationDate: some(date),
      dissolutionDate: some(date),
      legalForm: words,
      status: words,
      sector: words,
      summary: words,
      address: words,
      leiCode: some(fc.constantFrom('L1', 'L2')),
      registrationNumber: some(fc.constantFrom('123', 'A/5')),
      taxNumber: some(fc.constantFrom('T1')),
      vatCode: some(fc.constantFrom('V1')),
      swiftBic: some(fc.constantFrom('B1', 'n/a')),
    }),
    provenance,
  ),
  referents: some(fc.constantFrom('old-1', 'Old 2')),
  origin,
})
const link = fc.record({
  sort: fc.constantFrom(...links),
  from: fc.constantFrom(...ids),
  to: fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 }),
  properties: fc.tuple(
    fc.record({
      role: some(fc.constantFrom('shareholder', 'chair, acting', '董事')),
      percentage: some(fc.constantFrom('51', '12.5', '10%', ' 10 % ', '> 25', '25-50%', '12,5', 'most')),
      ownershipType: some(fc.constantFrom('direct')),
      startDate: fc.array(date, { maxLength: 1 }),
      endDate: fc.array(fc.constant('2024'), { maxLength: 1 }),
      summary: words,
    }),
    provenance,
  ),
  origin,
})

describe('FollowTheMoney', () => {
  test('in, out and in again is the same graph', { timeout: 120_000 }, async () => {
    const graphs = fc.record({
      parties: fc.tuple(...ids.map(() => party)),
      links: fc.array(link, { maxLength: 4 }),
    })
    await fc.assert(
      fc.asyncProperty(graphs, async ({ parties, links: tied }) => {
        // An identifier is that of one entity: each has those of its own.
        const own = (values: string[], i: number) => values.map((value) => `${value}-${i}`)
        await roundTrip([
          ...parties.map(({ schema, properties: [said, from], referents, origin: whence }, i) => ({
            id: ids[i],
            schema,
            properties: {
              ...said,
              ...from,
              leiCode: own(said.leiCode, i),
              registrationNumber: own(said.registrationNumber, i),
              taxNumber: own(said.taxNumber, i),
            },
            referents: own(referents, i),
            ...whence,
          })),
          ...tied.map(({ sort: [schema, start, end], from, to, properties: [said, by], origin: whence }, i) => ({
            id: `Link ${i}`,
            schema,
            properties: { [start]: [from], [end]: to, ...said, ...by },
            ...whence,
          })),
        ])
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    [{ percentage: ['51'] }],
    [{ percentage: ['50%'] }],
    [{ percentage: ['150%'], role: ['shareholder, silent'] }],
    [{ percentage: ['25-50%'] }],
    [{ percentage: ['12,5'] }],
    [{ percentage: ['51', '10%'], role: ['shareholder'], ownershipType: ['direct'], status: ['in force'] }],
  ])('keeps what is a percentage one: %j', async (said) => {
    const origin = { datasets: ['leaks'], first_seen: '2024-01-01' }
    const ends = ['a', 'b'].map((id) => ({ id, schema: 'Company', properties: { name: [id] }, ...origin }))
    const properties = { owner: ['a'], asset: ['b'], ...said }
    const holding = { id: 'own', schema: 'Ownership', properties, ...origin }
    const lines = [...ends, holding]
    await roundTrip(lines)
    const store = await imported(lines.map((line) => JSON.stringify(line)).join('\n'))
    const out = written(store)
      .text.trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(out.find(({ id }) => id === 'own').properties).toEqual(properties)
    await store.close()
  })

  test('keeps apart what several lines of an entity say', async () => {
    const line = (name: string, dataset: string, more: object) => ({
      id: 'x',
      schema: 'Company',
      properties: { name: [name], ...more },
      datasets: [dataset],
      first_seen: '2024-01-01',
    })
    await roundTrip([
      line('A', 'one', { country: ['cn'], registrationNumber: ['1'] }),
      line('Acme', 'one', { alias: ['A1'] }),
      line('B', 'two', { country: ['us'], registrationNumber: ['2'], website: ['https://x.example'] }),
    ])
  })

  const outOf = async (lines: readonly object[]) => {
    const store = await imported(lines.map((line) => JSON.stringify(line)).join('\n'))
    const out = written(store).text.trim().split('\n')
    await store.close()
    return out.map((line) => JSON.parse(line))
  }

  test('keeps names with those who say them', async () => {
    const line = (name: string, dataset: string, sourceUrl: string[] = []) => ({
      id: 'x',
      schema: 'Company',
      properties: { name: [name], country: ['cn'], sourceUrl },
      datasets: [dataset],
    })
    const lines = [line('Alpha Ltd', 'd1'), line('Alpha Limited', 'd2')]
    await roundTrip(lines)
    const out = await outOf(lines)
    expect(out.map(({ properties, datasets }) => [properties.name, datasets[0]])).toEqual([
      [['Alpha Ltd'], 'd1'],
      [['Alpha Limited'], 'd2'],
    ])
    await roundTrip([...lines, line('Alpha', 'd1')])
    const pages = ['https://a.example/1', 'https://b.example/2']
    await roundTrip(pages.map((url, i) => line(`Alpha ${i}`, 'd1', [url])))
  })

  test('keeps the codes of registers, and no data set as a country', async () => {
    const line = (name: string, dataset: string, more: object) => ({
      id: 'x',
      schema: 'Company',
      properties: { name: [name], registrationNumber: ['r5'], ...more },
      datasets: [dataset],
    })
    const lines = [
      line('X', 'us_reg', { country: ['us'] }),
      line('Y', 'us_reg', { country: ['cn', 'us'] }),
      line('Z', 'old', { country: ['suhh', 'us'] }),
      line('Z', 'old', { jurisdiction: ['gb-sct', 'us'] }),
      line('X Inc', 'leaks', {}),
    ]
    await roundTrip(lines)
    const out = await outOf(lines)
    const countries = new Set(out.flatMap(({ properties }) => properties.country ?? []))
    expect([...countries].sort()).toEqual(['cn', 'gb-sct', 'suhh', 'us'])
  })

  test('makes up no name where another line has one', async () => {
    const line = (id: string, more: object) => ({ id, schema: 'Company', properties: more, datasets: ['leaks'] })
    const lines = [
      line('x', { country: ['cn'], leiCode: ['L1'] }),
      line('x', { name: ['X'] }),
      line('x', { address: ['Street 1'] }),
      line('y', { country: ['us'] }),
    ]
    await roundTrip(lines)
    const out = await outOf(lines)
    const names = out.flatMap(({ id, properties: { name = [], alias = [] } }) => [id, ...name, ...alias])
    expect(names).toEqual(['x', 'X', 'y', 'y'])
    const second = await imported([...lines, line('x', {})].map((one) => JSON.stringify(one)).join('\n'))
    const before = told(second)
    const session = second.session({ recordedAt })
    async function* chunks() {
      yield Buffer.from(JSON.stringify(line('x', { website: ['https://x.example'] })))
    }
    for await (const batch of ftmRecords(chunks(), 'b.ftm.json', { onProblem: (one) => expect.fail(one) }))
      for (const { record, full } of batch) session.put(record, undefined, full)
    session.commit()
    const entities = (text: string) => text.split('\n').filter((one) => one.includes('"record":"entity"'))
    expect(entities(told(second))).toEqual(entities(before))
    await second.close()
  })

  test('says what it has no place for', () => {
    const { text, notes } = written(seeded())
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.find(({ id, schema }) => id === 'zhipu' && schema === 'Company').properties.name).toContain('智谱')
    expect(written(seeded()).text).toBe(text)
    expect([...notes.keys()]).toEqual(
      expect.arrayContaining([
        'figures left out',
        'statements left out',
        'events left out',
        'INVESTED_IN written as UnknownLink',
      ]),
    )
    const lost = written(filled(awkwardRecords())).notes
    expect(Object.fromEntries(lost)).toMatchObject({
      'places of names in sources left out': 1,
      'parties that assert a name left out': 1,
      'publishers of sources left out': 1,
      'authors of sources left out': 1,
      'dates of publication of sources left out': 1,
      'licences of sources left out': 1,
    })
  })
})
