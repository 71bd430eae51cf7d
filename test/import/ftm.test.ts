import { describe, expect, test } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { recordedAt, temporaryStore } from '../store/temporary.ts'
import { file, readAll } from './files.ts'

let days = 0
/** An instant after those before. */
const nextInstant = () => new Date(Date.UTC(2026, 0, ++days)).toISOString()

const line = (id: string, schema: string, properties: Record<string, string[]>, more: object = {}) =>
  JSON.stringify({
    id,
    schema,
    properties,
    datasets: ['leaks'],
    first_seen: '2024-01-02T03:04:05',
    last_seen: '2025-06-07T00:00:00',
    ...more,
  })

const lines = [
  line(
    'NK-Acme',
    'Company',
    {
      name: ['Acme Ltd', 'Acme'],
      previousName: ['Apex'],
      country: ['cn'],
      jurisdiction: ['vg'],
      incorporationDate: ['2001-02'],
      registrationNumber: ['123'],
      leiCode: ['5493001KJTIIGC8Y1R12'],
      website: ['https://acme.example'],
      topics: ['sanction'],
    },
    { referents: ['old-acme'] },
  ),
  line('p1', 'Person', { name: ['张三'], alias: ['Zhang San'], country: ['suhh'] }),
  line('body', 'PublicBody', { name: ['Ministry'] }),
  line('own-1', 'Ownership', {
    owner: ['p1'],
    asset: ['NK-Acme'],
    percentage: ['51'],
    role: ['shareholder'],
    startDate: ['2019-05-01'],
    sourceUrl: ['https://register.example/1'],
    publisher: ['Register'],
    retrievedAt: ['2025-01-01'],
  }),
  line('dir', 'Directorship', { director: ['p1'], organization: ['NK-Acme'], role: ['chair'], endDate: ['2020'] }),
  line('emp', 'Employment', { employee: ['p1'], employer: ['body'] }),
  line('link', 'UnknownLink', { subject: ['p1'], object: ['body', 'NK-Acme'] }),
  line('v', 'Vessel', { name: ['Boat'] }),
]

test('FollowTheMoney comes in with its provenance, and what can not be kept is told', async () => {
  const path = file('a.ftm.jsonl', lines.join('\n'))
  const { records, problems, notes } = await readAll({ path })
  expect(problems).toEqual([])
  const acme = records.find((one) => one.record === 'entity' && one.kind === 'COMPANY')!
  expect(acme).toMatchObject({
    key: expect.stringMatching(/^nk-acme\.[0-9a-f]{12}$/),
    names: [
      { text: 'Acme Ltd', type: 'OFFICIAL', lang: 'und-Latn', source: 'ftm-leaks' },
      { text: 'Acme', type: 'OFFICIAL' },
      { text: 'Apex', type: 'FORMER' },
    ],
    identifiers: [
      { scheme: 'ftm', value: 'NK-Acme' },
      { scheme: 'ftm', value: 'old-acme' },
      { scheme: 'lei', value: '5493001KJTIIGC8Y1R12' },
      { scheme: 'registration-number:vg', value: '123' },
    ],
  })
  const properties = records.flatMap((one) =>
    one.record === 'property' ? `${one.name} ${one.value} ${one.claims[0]!.printed ?? ''}`.trim() : [],
  )
  expect(properties).toEqual([
    'COUNTRY CN',
    'COUNTRY VG jurisdiction VG',
    'FOUNDED_ON 2001-02',
    'WEBSITE https://acme.example',
    'TYPE PublicBody',
  ])
  const owns = records.find((one) => one.record === 'relation' && one.kind === 'OWNS')!
  expect(owns).toMatchObject({
    key: 'own-1',
    from: 'p1',
    to: acme.key,
    title: 'shareholder, 51 %',
    validFrom: '2019-05-01',
  })
  expect(owns).toMatchObject({
    claims: [
      { assertedAs: 'Register', via: ['ftm-leaks'], knownFrom: '2024-01-02T03:04:05.000Z', assertedOn: '2025-01-01' },
    ],
  })
  expect(records.flatMap((one) => (one.record === 'relation' ? one.kind : []))).toEqual([
    'OWNS',
    'DIRECTOR_OF',
    'EMPLOYED_BY',
    'LINKED_TO',
    'LINKED_TO',
  ])
  expect(records.filter((one) => one.record === 'source').map((one) => one.kind)).toEqual(['DATASET', 'WEB_PAGE'])
  expect(notes.map((one) => one.replace(/^.*: not kept/, 'not kept')).sort()).toEqual([
    'not kept, 1 times: Company.topics',
    'not kept, 1 times: country suhh, which has no code of two letters',
    'not kept, 1 times: entity of the schema Vessel',
    'not kept, 1 times: last_seen beside retrievedAt',
  ])
  const store = temporaryStore()
  expect(store.write(records, recordedAt)).toMatchObject({ entity: { added: 3 }, relation: { added: 5 } })
})

test('a line of another shape is told', async () => {
  const path = file(
    'a.ftm.json',
    ['{"id":1}', '{"id":"x","schema":"Person","properties":{"name":"x"}}', '[]', lines[1]].join('\n'),
  )
  const { records, problems } = await readAll({ path })
  expect(records.map((one) => one.record)).toEqual(['source', 'entity'])
  expect(problems.map((one) => one.slice(path.length))).toEqual([
    ':1: id: expected a text, found number 1',
    ':1: schema: expected a text, found nothing',
    ':1: properties: expected fields with values, found nothing',
    ':2: properties.name: expected a list, found "x"',
    expect.stringContaining(':3: '),
  ])
})

test('a name or caption of which nothing can be seen is none', async () => {
  const one = line('p9', 'Person', { name: ['\u200b', ' '], alias: ['李四'] })
  const two = line('p10', 'Person', { name: ['\u3000'] }, { caption: '\u200b' })
  const { records } = await readAll({ path: file('a.ftm.json', `${one}\n${two}\n`) })
  const names = records.flatMap((found) => (found.record === 'entity' ? found.names.map(({ text }) => text) : []))
  expect(names).toEqual(['李四', 'p10'])
})

describe('what is one entity', () => {
  const put = async (lines: readonly string[], store: Store = temporaryStore(), name = 'a.ftm.json') => {
    const { records, problems } = await readAll({ path: file(name, lines.join('\n')) })
    expect(problems).toEqual([])
    const session = store.session({ recordedAt: nextInstant() })
    for (const record of records) session.put(record, undefined, true)
    return { store, summary: session.commit() }
  }
  const entities = (store: Store) =>
    [...store.dump()].flatMap((one) => (one.record === 'entity' || one.record === 'redirect' ? one.key : []))
  const codes = (store: Store) =>
    [...store.records()].flatMap((one) =>
      one.record === 'property' && one.name === 'CODE' ? `${one.subject} ${one.value}` : [],
    )
  const holding = line('h1', 'Company', { name: ['Holding'], country: ['cy'], vatCode: ['CY10'], leiCode: ['L1'] })
  const part = line('h2', 'Company', { name: ['Subsidiary'], country: ['cy'], vatCode: ['CY10'], leiCode: ['L1'] })
  const owns = line('o', 'Ownership', { owner: ['h1'], asset: ['h2'], percentage: ['100'] })

  test('two ids of one dump are two entities, whatever codes they share', async () => {
    const { store, summary } = await put([holding, part, owns])
    expect(summary.shared).toEqual({
      count: 2,
      codes: [
        ['lei L1', 'h2', 'h1'],
        ['vat:cy CY10', 'h2', 'h1'],
      ],
    })
    expect(summary.met.count).toBe(0)
    expect([...store.records()].find((one) => one.record === 'relation')).toMatchObject({ from: 'h1', to: 'h2' })
    expect(codes(store)).toEqual(['h2 lei L1', 'h2 vat:cy CY10'])
    const again = (await put([part, holding, owns], store)).summary
    expect(again.property).toMatchObject({ added: 0, changed: 0 })
    expect(again.entity).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
  })

  test('a later line of the same data set is another entity, one of another is met by a code that leads to it', async () => {
    const { store } = await put([holding])
    const elsewhere = (id: string, properties: object) =>
      line(id, 'Company', { name: [id], country: ['cy'], ...properties }, { datasets: ['others'] })
    expect((await put([part], store)).summary.met.count).toBe(0)
    const { summary } = await put(
      [
        elsewhere('x1', { leiCode: ['L1'] }),
        elsewhere('x2', { leiCode: ['L1'] }),
        elsewhere('x3', { vatCode: ['CY10'] }),
      ],
      store,
    )
    expect(summary.met).toEqual({ count: 1, pairs: [['x1', 'h1']] })
    expect(codes(store)).toEqual(['h2 lei L1', 'h2 vat:cy CY10', 'x2 lei L1', 'x3 vat:cy CY10'])
  })

  test('a code that one of two kinds has already is told; those that stand for none are left out', async () => {
    const { store, summary } = await put([
      line('a', 'Company', { name: ['A'], innCode: ['77'] }),
      line('b', 'PublicBody', { name: ['B'], innCode: ['77'] }),
      line('c', 'Person', { name: ['C'], passportNumber: ['n/a'] }),
      line('d', 'Person', { name: ['D'], passportNumber: ['N/A', '-'] }),
    ])
    expect(summary.shared.codes).toEqual([['inn 77', 'b', 'a']])
    expect(entities(store)).toEqual(['a', 'b', 'c', 'd'])
    expect(codes(store)).toEqual(['b inn 77'])
  })

  test('an id that an entity had leads to it; of several, the others stay and are told', async () => {
    const { store } = await put([line('a', 'Company', { name: ['A'] }), line('b', 'Company', { name: ['B'] })])
    const { summary } = await put([line('n', 'Company', { name: ['N'] }, { referents: ['a', 'b'] })], store)
    expect(summary.met.pairs).toEqual([['n', 'a']])
    expect(summary.shared.codes).toEqual([['ftm b', 'n', 'b']])
    expect(codes(store)).toEqual([])
  })

  test('links to what is not kept are left out and told', async () => {
    const { summary } = await put([
      holding,
      line('v', 'Vessel', { name: ['Boat'] }),
      line('o1', 'Ownership', { owner: ['h1'], asset: ['v'] }),
    ])
    expect(summary.relation.added).toBe(0)
    expect(summary.loose).toEqual({ count: 1, ends: ['v'] })
    expect(summary.whole).toBe(true)
  })

  test('what is only seen again is unchanged, and known since it was first seen', async () => {
    const seen = (first_seen: string | undefined, last_seen: string, properties: object = {}) => [
      line('a', 'Company', { name: ['A'], country: ['cy'], ...properties }, { first_seen, last_seen }),
      line('b', 'Company', { name: ['B'], status: ['active'] }, { first_seen, last_seen }),
      line('o', 'Ownership', { owner: ['a'], asset: ['b'] }, { first_seen, last_seen }),
    ]
    const claims = (store: Store) =>
      [...store.dump()].flatMap((one) =>
        'claims' in one ? one.claims.map(({ knownFrom, assertedOn }) => [one.record, knownFrom, assertedOn]) : [],
      )
    const { store } = await put(seen('2024-01-02', '2025-06-07'))
    const known = '2024-01-02T00:00:00.000Z'
    for (const [first, last, expected] of [
      ['2024-01-02', '2025-06-08', '2025-06-08'],
      ['2024-01-02', '2025-06-08', '2025-06-08'],
      ['2025-06-09', '2025-06-09', '2025-06-09'],
      ['2024-01-02', '2025-06-07', '2025-06-09'],
    ] as const) {
      const { summary } = await put(seen(first, last), store)
      expect(summary.property).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
      expect(summary.relation).toMatchObject({ added: 0, changed: 0, unchanged: 1 })
      expect(claims(store)).toEqual([
        ['relation', known, expected],
        ['property', known, expected],
        ['property', known, expected],
      ])
    }
    const copy = temporaryStore()
    const session = copy.session({ recordedAt: nextInstant() })
    for (const record of store.dump()) session.put(record)
    session.commit()
    expect([...copy.dump()]).toEqual([...store.dump()])
  })

  test('a data set can be replaced by its name', async () => {
    const { store } = await put([line('a', 'Company', { name: ['A'], country: ['cy'] }, { datasets: ['gb_coh'] })])
    const session = store.session({ recordedAt: nextInstant(), replaceSources: ['gb_coh'] })
    expect(session.commit().property.retracted).toBe(1)
  })
})
