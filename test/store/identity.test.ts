import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { createProduct } from '../product.ts'
import { cast, claim, entity, event, figure, property, relation, source, statement } from '../records/sample.ts'
import { recordedAt, temporaryStore } from './temporary.ts'

const at = '2026-02-01T00:00:00.000Z'
const now = '2026-03-01T00:00:00.000Z'

/** All rows of all tables, as text, but for those that count commits. */
function rows(store: Store): Record<string, unknown> {
  const tables = [...store.rowCounts().keys()].filter((table) => !/^(link|subject)_(state|due)$/.test(table)).sort()
  return Object.fromEntries(
    tables.map((table) => {
      const columns = store.read(
        `select group_concat(iif(type = 'BLOB', 'hex("' || name || '")', '"' || name || '"')) from pragma_table_info('${table}')`,
        [],
      )
      return [
        table,
        store.read(
          `select group_concat(json_array(${columns}), char(10)) from (select * from "${table}" order by 1, 2)`,
          [],
        ),
      ]
    }),
  )
}

const twin = entity('rob', {
  names: [{ text: '罗伯', lang: 'zh-Hans', type: 'OFFICIAL' }],
  identifiers: [{ scheme: 'lei', value: '2' }],
})
const said: TupuRecord[] = [
  source('news', { publisher: 'rob', authors: ['ann'] }),
  relation({ key: 'of-bob' }),
  relation({ key: 'of-rob', to: 'rob' }),
  figure({ subject: 'rob' }),
  statement({ about: ['rob'] }),
  property({ subject: 'rob', name: 'COUNTRY', value: 'CN', claims: [claim({ assertedBy: 'rob' })] }),
  event({ participants: [{ entity: 'rob', role: 'SUBJECT' }] }),
]

describe('merging', () => {
  test('makes the key lead to the other, of which all is then told, and splitting takes it back', async () => {
    const product = await createProduct([...cast, twin, ...said], { now, recordedAt })
    const query = `{ rob: company(by: { key: "rob" }) { key names { text } relations { totalCount } figures { totalCount }
      claimsMade { totalCount } events { totalCount } identifiers { value } } companies { totalCount } }`
    const before = rows(product.store)
    const answer = await product.execute(query)
    product.store.merge('rob', 'bob', at)
    expect((await product.execute(query)).data).toEqual({
      rob: {
        key: 'bob',
        names: [{ text: 'bob' }, { text: '罗伯' }],
        relations: { totalCount: 2 },
        figures: { totalCount: 1 },
        claimsMade: { totalCount: 1 },
        events: { totalCount: 1 },
        identifiers: [{ value: '2' }],
      },
      companies: { totalCount: 1 },
    })
    product.store.split('rob')
    expect(rows(product.store)).toEqual(before)
    expect(await product.execute(query)).toEqual(answer)
    await product.close()
  })

  test('makes what one put into the other no investment, and nobody a co-investor in oneself', async () => {
    const parties = ['fund', 'child', 'other'].map((key) => entity(key))
    const deals = ['fund', 'other'].map((from) =>
      relation({ key: `${from}-child`, kind: 'INVESTED_IN', from, to: 'child' }),
    )
    const product = await createProduct([...cast, ...parties, ...deals], { now, recordedAt })
    const query = `{ investors { edges { node { key } } } without: investors(where: { investments: { none: {} } }) { totalCount }
      company(by: { key: "child" }) { investors { totalCount } coInvestors { totalCount } }
      other: company(by: { key: "other" }) { coInvestors { edges { node { key } sharedCompanies { key } } } } }`
    expect((await product.execute(query)).data).toMatchObject({
      investors: { edges: [{ node: { key: 'fund' } }, { node: { key: 'other' } }] },
      other: { coInvestors: { edges: [{ node: { key: 'fund' }, sharedCompanies: [{ key: 'child' }] }] } },
    })
    product.store.merge('fund', 'child', at)
    expect((await product.execute(query)).data).toEqual({
      investors: { edges: [{ node: { key: 'other' } }] },
      without: { totalCount: 0 },
      company: { investors: { totalCount: 1 }, coInvestors: { totalCount: 0 } },
      other: { coInvestors: { edges: [] } },
    })
    await product.close()
  })

  test('leaves a statement about both about one, once', () => {
    const store = temporaryStore()
    store.write([...cast, twin, statement({ about: ['rob', 'bob'] })], recordedAt)
    const about = () => [...store.records()].flatMap((record) => (record.record === 'statement' ? [record.about] : []))
    expect(about()).toEqual([['rob', 'bob']])
    store.merge('rob', 'bob', at)
    expect(about()).toEqual([['bob']])
  })

  test('leaves what is told of its lists, which the other then has, too, and all of it can be forgotten', async () => {
    const lists = [{ list: 'investors', completeness: 'PARTIAL', source: 'paper', assertedBy: 'bob' }]
    const persons = ['ann-b', 'ann-c'].map((key) =>
      entity(key, { kind: 'PERSON', lists: [{ list: 'roles', completeness: 'PARTIAL', source: 'paper' }] } as never),
    )
    const product = await createProduct([...cast, entity('rob', { lists } as never), ...persons], { now, recordedAt })
    const query = '{ company(by: { key: "bob" }) { investors { completeness } } }'
    const told = async () => (await product.execute(query)).data
    expect(await told()).toEqual({ company: { investors: { completeness: 'UNKNOWN' } } })
    product.store.merge('rob', 'bob', at)
    expect(await told()).toEqual({ company: { investors: { completeness: 'PARTIAL' } } })
    product.store.merge('ann-b', 'ann', at)
    product.store.merge('ann-c', 'ann', at)
    product.store.forget('ann', at)
    expect(JSON.stringify(rows(product.store))).not.toContain('"ann')
    expect(product.store.read('select count(*) from pragma_foreign_key_check', [])).toBe(0)
    product.store.split('rob')
    expect(await told()).toEqual({ company: { investors: { completeness: 'UNKNOWN' } } })
    await product.close()
  })

  test('of a key that only leads to an entity is refused, and a split frees that key', () => {
    const store = temporaryStore()
    store.write([...cast, twin], recordedAt)
    store.merge('rob', 'bob', at)
    const again = entity('rob-2', { identifiers: [{ scheme: 'lei', value: '2' }] })
    const owns = relation({ key: 'owns', from: 'rob-2', to: 'bob' })
    const put = (recordedAt: string) => {
      const session = store.session({ recordedAt })
      for (const record of [again, owns]) session.put(record)
      session.commit()
    }
    put('2026-03-01')
    expect(() => store.merge('rob-2', 'ann', at)).toThrow(
      'rob-2 leads to another entity already; tupu split rob-2 first',
    )
    store.split('rob')
    // The key still leads to where the identifier was.
    expect(() => put('2026-03-02')).toThrow('lei 2 is that of entity rob already; tupu split rob-2 frees the key')
    // A key of its own that the same session has just written is no such key.
    const session = store.session({ recordedAt: '2026-03-02' })
    session.put(entity('fresh'))
    session.put(entity('fresh', { identifiers: [{ scheme: 'lei', value: '2' }] }))
    expect(() => session.commit()).toThrow(/that of entity rob already(?!; tupu split)/)
    store.split('rob-2')
    put('2026-03-03')
    const found = [...store.records()].find((record) => record.key === 'owns')
    expect(found).toMatchObject({ from: 'rob', to: 'bob' })
  })

  test.each([
    ['rob', 'rob', "rob can't be merged into itself."],
    ['rob', 'ann', 'rob is a COMPANY and ann is a PERSON: only entities of one kind can be merged.'],
    ['nobody', 'bob', 'There is no entity with the key nobody.'],
  ])('refuses %s into %s', (from, into, message) => {
    const store = temporaryStore()
    store.write([...cast, twin], recordedAt)
    expect(() => store.merge(from, into, at)).toThrow(message)
    expect(() => store.split('rob')).toThrow('rob has not been merged')
  })

  test('and splitting in the opposite order restores every row, whatever was merged into what', async () => {
    const keys = ['e0', 'e1', 'e2', 'e3', 'e4']
    const some = fc.constantFrom(...keys)
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(some, some), { maxLength: 12, selector: String }),
        fc.array(fc.tuple(some, some), { maxLength: 4 }),
        async (links, merges) => {
          const store = openSqlite({ path: ':memory:', statementTimeout: 5000 })
          const links_ = links.map(([from, to], i) =>
            relation({ key: `r${i}`, from, to, claims: [claim({ assertedBy: to })] }),
          )
          store.write([...cast, ...keys.map((key) => entity(key)), ...links_], recordedAt)
          const steps: Record<string, unknown>[] = []
          const done: string[] = []
          for (const [from, into] of merges) {
            const before = rows(store)
            try {
              store.merge(from, into, at)
            } catch {
              continue
            }
            steps.push(before)
            done.push(from)
          }
          for (const key of done.toReversed()) {
            store.split(key)
            expect(rows(store)).toEqual(steps.pop())
          }
          await store.close()
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('forgetting', () => {
  const ann = entity('ann', {
    kind: 'PERSON',
    names: [{ text: 'Ann Secret', lang: 'en', type: 'OFFICIAL', source: 'paper', locator: { quote: 'Ms Secret' } }],
    identifiers: [{ scheme: 'passport', value: 'X1' }],
  })
  const records = [
    ...cast.filter((one) => one.key !== 'ann'),
    ann,
    relation({ key: 'of-ann', claims: [claim({ locator: { quote: 'Ms Secret invests' } })] }),
    property({ key: 'other' }),
    event({ key: 'party', participants: [{ entity: 'ann', role: 'SUBJECT' }] }),
  ]

  test('leaves nothing of a person, and no import brings them back', async () => {
    const product = await createProduct(records, { now, recordedAt })
    product.store.forget('ann', at)
    const left = JSON.stringify(rows(product.store))
    for (const trace of ['Secret', 'X1', '"ann', 'of-ann']) expect(left).not.toContain(trace)
    expect(product.store.read('select count(*) from pragma_foreign_key_check', [])).toBe(0)
    const before = rows(product.store)
    const session = product.store.session({ recordedAt: now })
    for (const record of [
      ann,
      entity('other', { kind: 'PERSON', identifiers: [{ scheme: 'passport', value: 'X1' }] }),
      relation(),
    ]) {
      session.put(record)
    }
    expect(session.commit()).toMatchObject({ forgotten: 3, entity: { added: 0 }, relation: { added: 0 } })
    expect(rows(product.store)).toEqual(before)
    const { data } = await product.execute(
      '{ person(by: { key: "ann" }) { key } events { edges { node { participants { entityAs } } } } }',
    )
    expect(data).toMatchObject({
      person: null,
      events: { edges: [{ node: { participants: [{ entityAs: '(forgotten)' }] } }] },
    })
    await product.close()
  })

  test('is for persons only', () => {
    const store = temporaryStore()
    store.write(cast, recordedAt)
    expect(() => store.forget('bob', at)).toThrow('bob is a COMPANY: only a person can be forgotten.')
  })
})
