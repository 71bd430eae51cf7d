import { describe, expect, test } from 'vitest'
import { RecordsRefused } from '../../src/records/problem.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import type { Store } from '../../src/store/store.ts'
import { cast, claim, entity, event, figure, property, relation, source, statement } from '../records/sample.ts'
import { recordedAt, temporaryStore } from './temporary.ts'

const deal = relation({ key: 'deal' })
const facts = [deal, figure(), statement(), property(), event({ participants: [{ entity: 'bob', role: 'SUBJECT' }] })]

/** The first column of all rows, as one text. */
const list = (store: Store, sql: string) => store.read(`select group_concat(x, ' ') from (${sql})`, [])

function refusal(store: Store, records: Iterable<TupuRecord>): string {
  try {
    store.write(records, recordedAt)
  } catch (error) {
    if (error instanceof RecordsRefused) return error.message
    throw error
  }
  return 'nothing'
}

const total = (store: Store) => [...store.rowCounts().values()].reduce((sum, count) => sum + count, 0)

describe('writing', () => {
  test('takes records of every kind in any order', () => {
    const [forwards, backwards] = [temporaryStore(), temporaryStore()]
    forwards.write([...cast, ...facts], recordedAt)
    const summary = backwards.write([...facts, ...cast].toReversed(), recordedAt)
    expect(summary).toMatchObject({ entity: { added: 2 }, source: { added: 1 }, event: { added: 1, unchanged: 0 } })
    expect(backwards.rowCounts()).toEqual(forwards.rowCounts())
    const mixed = temporaryStore()
    mixed.write([...facts, ...cast], recordedAt)
    expect(mixed.rowCounts()).toEqual(forwards.rowCounts())
  })

  test('leaves what is there already as it is', () => {
    const store = temporaryStore()
    store.write([...cast, ...facts], recordedAt)
    const before = total(store)
    const again = store.write([...facts, ...cast, entity('bob', { kind: 'FUND' })].slice(0, -1), '2027-01-01')
    expect(Object.values(again).map(({ added }) => added)).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(again).toMatchObject({ entity: { unchanged: 2 }, relation: { unchanged: 1 } })
    expect(refusal(store, [entity('bob', { kind: 'FUND' })])).toBe(
      'entity bob: kind: expected COMPANY, which bob is already, found FUND',
    )
    expect(list(store, `select kind as x from entity where key = 'bob'`)).toBe('COMPANY')
    expect(total(store)).toBe(before)
  })

  test('is all or nothing', () => {
    const store = temporaryStore()
    const before = total(store)
    expect(refusal(store, [...cast, deal, figure({ subject: 'nobody' }), property()])).toContain('nobody')
    function* broken() {
      yield* cast
      throw new Error('the disk is gone')
    }
    expect(() => store.write(broken(), recordedAt)).toThrow('the disk is gone')
    expect(total(store)).toBe(before)
    expect(store.write([...cast, ...facts], recordedAt).figure.added).toBe(1)
  })

  test('tells every reference that is missing: record, field and key', () => {
    const lost = [
      relation({ key: 'a', to: 'nobody', product: 'nothing' }),
      figure({ key: 'b', claims: [claim({ source: 'nowhere', via: ['paper', 'elsewhere'] })] }),
      statement({ key: 'c', about: ['bob', 'stranger'] }),
      entity('d', { names: [{ text: 'D', lang: 'en', type: 'OFFICIAL', assertedBy: 'rumour' }] }),
      source('e', { publisher: 'press', authors: ['ann', 'ghost'], primarySource: 'first' }),
    ]
    expect(refusal(temporaryStore(), [...cast, ...lost]).split('\n')).toEqual([
      'relation a: to: there is no entity with the key nobody',
      'relation a: product: there is no entity with the key nothing',
      'figure b: claims[0].source: there is no source with the key nowhere',
      'figure b: claims[0].via[1]: there is no source with the key elsewhere',
      'statement c: about[1]: there is no entity with the key stranger',
      'entity d: names[0].assertedBy: there is no entity with the key rumour',
      'source e: publisher: there is no entity with the key press',
      'source e: primarySource: there is no source with the key first',
      'source e: authors[1]: there is no entity with the key ghost',
    ])
  })

  test.each([
    ['a key given twice', [deal, relation({ key: 'deal', to: 'ann' })], 'relation deal: key: expected each key once'],
    ['a key of a fact of another kind', [figure({ key: 'deal' })], 'found deal, that of a RELATION already stored'],
    [
      'a product that is none',
      [relation({ product: 'bob' })],
      'product: expected an entity of kind PRODUCT, found bob, which is a COMPANY',
    ],
    [
      'the key of another claim',
      [figure({ claims: [claim({ key: 'mine' })] }), property({ claims: [claim({ key: 'mine' })] })],
      'claims[0].key: expected a key of its own, found mine, that of a claim of bob.revenue.',
    ],
    [
      'the identifiers of two other entities',
      [
        ...['c', 'd'].map((key) => entity(key, { identifiers: [{ scheme: 'lei', value: key }] })),
        entity('e', { identifiers: ['c', 'd'].map((value) => ({ scheme: 'lei', value })) }),
      ],
      'entity e: identifiers: expected those of one entity, found those of c and d',
    ],
    [
      'the identifier of another entity for one that is there',
      [
        entity('c', { identifiers: [{ scheme: 'lei', value: '1' }] }),
        entity('bob', { identifiers: [{ scheme: 'lei', value: '1' }] }),
      ],
      'entity bob: identifiers[0]: lei 1 is that of entity c already',
    ],
    [
      'a claim that is forgotten before it is known',
      [relation({ claims: [claim({ knownTo: '2020-01-01' })] })],
      'claims[0].knownTo: expected an instant after 2026-01-01T00:00:00.000Z',
    ],
  ])('refuses %s', (name, records, message) => {
    const store = temporaryStore()
    store.write(name.startsWith('a key of') ? [...cast, deal] : cast, recordedAt)
    expect(refusal(store, records)).toContain(message)
  })

  test('finds a fact given twice even where the first one waits for its subject', () => {
    const twice = [deal, deal, ...cast]
    expect(refusal(temporaryStore(), twice)).toContain('relation deal: key: expected each key once')
  })
})

describe('what is stored', () => {
  test('has the label that is shown in Simplified Chinese', () => {
    const names = (...langs: string[]) => ({ names: langs.map((lang) => ({ text: lang, lang, type: 'OFFICIAL' })) })
    const store = temporaryStore()
    const all = [
      names('en', 'zh-Hant', 'zh-Hans'),
      names('ja', 'en', 'zh-Hant'),
      names('ja', 'en'),
      names('ko', 'de', 'de'),
      names('en', 'zh-TW', 'zh', 'zh-CN'),
      names('en', 'zh-Hant-HK', 'zh'),
      names('en', 'zh-Latn', 'zh-MO'),
      names('zh-Latn', 'de', 'en-GB'),
    ]
    store.write(
      all.map((fields, i) => entity(`e${i}`, fields)),
      recordedAt,
    )
    expect(list(store, 'select label as x from entity order by key')).toBe('zh-Hans zh-Hant en de zh-CN zh zh-MO en-GB')
  })

  test('has another label when its name is told to be a former one', () => {
    const store = temporaryStore()
    const named = (...types: string[]) =>
      entity('e', { names: types.map((type, i) => ({ text: `N${i}`, lang: 'en', type })) })
    const shown = () => list(store, 'select label as x from entity')
    const put = (record: TupuRecord, day: string) => store.write([record], `2026-02-${day}T00:00:00.000Z`).entity
    put(named('OFFICIAL'), '01')
    expect(put(named('FORMER', 'OFFICIAL'), '02')).toMatchObject({ changed: 1 })
    expect(shown()).toBe('N1')
    expect(put(named('OFFICIAL', 'FORMER'), '03')).toMatchObject({ changed: 1 })
    expect(shown()).toBe('N0')
    expect(put(named('OFFICIAL', 'FORMER'), '04')).toMatchObject({ changed: 0, unchanged: 1 })
  })

  test('has names folded, with and without their legal form', () => {
    const store = temporaryStore()
    store.write([entity('e', { names: [{ text: '智譜　有限公司', lang: 'zh-Hant', type: 'OFFICIAL' }] })], recordedAt)
    expect(list(store, `select folded || '|' || norm as x from name`)).toBe('智谱 有限公司|智谱')
  })

  test('has each place in a source once', () => {
    const store = temporaryStore()
    const at = (locator: object) => claim({ locator })
    store.write(
      [...cast, relation({ claims: [at({ line: 1 }), at({ quote: 'x' })] }), figure({ claims: [at({ line: 1 })] })],
      recordedAt,
    )
    expect(store.rowCounts().get('passage')).toBe(2)
  })

  test('knows facts from the first claim to the end of the last, and whether there is a gap', () => {
    const known = (knownFrom: string, knownTo?: string) =>
      claim({ knownFrom, knownTo, printed: knownFrom, key: `c${knownFrom}` })
    const store = temporaryStore()
    const fact = (key: string, ...claims: object[]) =>
      relation({ key, claims: claims.map((c, i) => ({ ...c, key: `${key}${i}` })) })
    store.write(
      [
        ...cast,
        fact('a', known('2025-01-02', '2025-02-01'), known('2025-01-01', '2025-01-03')),
        fact('b', known('2025-01-01', '2025-02-01'), known('2025-02-01')),
        fact('c', known('2025-03-01'), known('2025-01-01', '2025-02-01')),
      ],
      recordedAt,
    )
    const hull = `select key || ' ' || substr(known_from, 1, 10) || ' ' || substr(known_to, 1, 10) || ' ' || known_gaps as x`
    for (const table of ['fact', 'relation']) {
      expect(list(store, `${hull} from ${table} order by key`)).toBe(
        'a 2025-01-01 2025-02-01 0 b 2025-01-01 9999-12-31 0 c 2025-01-01 9999-12-31 1',
      )
    }
  })

  test('shares a comparison key only where figures can be compared', () => {
    const same = [figure(), figure({ value: '13' }), figure({ period: { start: '2024-01-01', end: '2024-12-31' } })]
    const others = [
      figure({ basis: 'ADJUSTED' }),
      figure({ scope: { en: 'China' } }),
      figure({ currency: 'USD' }),
      figure({ period: '2023' }),
      figure({ subject: 'ann' }),
      figure({ metric: 'NET_LOSS' }),
    ]
    const store = temporaryStore()
    store.write([...cast, ...same, ...others], recordedAt)
    expect(list(store, 'select count(*) as x from figure group by cmp_key order by 1')).toBe('1 1 1 1 1 1 3')
  })

  test('sorts numbers by their value and dates by their first day', () => {
    const store = temporaryStore()
    const values = ['-5', '100', '9', '-10', '0.5']
    store.write([...cast, ...values.map((value) => figure({ value })), property({ key: 'p' })], recordedAt)
    expect(list(store, 'select value as x from figure order by value_key')).toBe('-10 -5 0.5 9 100')
    store.write(
      ['2025', '2024-12', '2025-01-01'].map((validFrom) => relation({ validFrom })),
      recordedAt,
    )
    expect(list(store, 'select valid_from as x from relation order by valid_from_day, valid_from')).toBe(
      '2024-12 2025 2025-01-01',
    )
  })
})
