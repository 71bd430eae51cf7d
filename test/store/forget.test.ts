import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { loadFiles } from '../../src/import/load.ts'
import { seedFiles } from '../../src/import/seed.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { checkSqlite } from '../../src/store/sqlite/check.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { claim, entity, event, figure, property, relation, source, statement } from '../records/sample.ts'
import { recordedAt, temporaryFolder, temporaryStore } from './temporary.ts'

const later = '2026-02-01T00:00:00.000Z'
const secret = 'Zyxwvut'

const eve = (name: string) =>
  entity('eve-zyxwvut', {
    kind: 'PERSON',
    names: [
      { text: name, lang: 'en', type: 'OFFICIAL', source: 'page', locator: { quote: `So says ${name}` } },
      { text: '司徒秘密', lang: 'zh-Hans', type: 'ALIAS' },
    ],
    identifiers: [{ scheme: 'passport', value: 'Q7654321' }],
    lists: [{ list: 'roles', completeness: 'PARTIAL', source: 'paper', locator: { quote: `all of ${name}` } }],
  })
const traces = [secret, secret.toLowerCase(), '司徒秘密', 'Q7654321', 'zyxwvut']
const name = `Eve ${secret}`

const records = [
  entity('ann', { kind: 'PERSON' }),
  entity('bob'),
  source('paper', { title: `${name} tells all`, url: 'https://example.org/eve-zyxwvut' }),
  source('page', { url: `https://example.org/people/Eve_${secret}` }),
  source('eve-zyxwvut.blog', {
    title: 'Blog',
    authors: ['eve-zyxwvut'],
    publisher: 'eve-zyxwvut',
    place: `Home of ${name}`,
  }),
  eve(name),
  entity('tu', { names: [{ text: '司机', lang: 'zh-Hans', type: 'ALIAS' }] }),
  entity('eva', { kind: 'PERSON', names: [{ text: `Eva ${secret}`, lang: 'en', type: 'ALIAS' }] }),
  relation({ from: 'eve-zyxwvut', claims: [claim({ printed: name, locator: { quote: `${name} invests` } })] }),
  property({ subject: 'eva', value: `knows ${secret}` }),
  statement({ speaker: 'eve-zyxwvut' }),
  // Keys that are made of the person's, those of the claims, too.
  event({
    title: { en: `${name} lists` },
    participants: [
      { entity: 'eve-zyxwvut', role: 'SUBJECT' },
      { entity: 'bob', role: 'VENUE' },
      { entityAs: name, role: 'OTHER' },
    ],
    claims: [
      claim({ printed: `${name} came`, slot: 'row:eve-zyxwvut', locator: { line: 3, quote: name } }),
      claim({ assertedBy: undefined, assertedAs: name }),
    ],
  }),
  event({ key: 'feast-of-eve-zyxwvut', participants: [{ entity: 'eve-zyxwvut', role: 'SUBJECT' }] }),
  // What the person says of others stays.
  property({
    key: 'kept',
    claims: [claim({ assertedBy: 'eve-zyxwvut', source: 'eve-zyxwvut.blog', printed: name, slot: 'eve-zyxwvut' })],
  }),
]

/** All bytes of the database, of its log and of the log's index. */
const bytes = (path: string) =>
  ['', '-wal', '-shm']
    .filter((end) => existsSync(path + end))
    .map((end) => readFileSync(path + end).toString('latin1'))
    .join('')

/** What stands around each trace in the file. */
const found = (path: string) =>
  traces.flatMap((trace) => {
    const all = bytes(path)
    const at = all.indexOf(Buffer.from(trace).toString('latin1'))
    return at < 0 ? [] : [all.slice(at - 40, at + 40)]
  })

test('forgetting leaves no byte of the person in the file or its log, free pages and gaps included', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  store.write(records, recordedAt)
  // Names that were corrected, facts that were changed and a merge leave their remains, too.
  const session = store.session({ recordedAt: later })
  session.put(eve(`${name} the Second`))
  for (let i = 0; i < 300; i++) session.put(relation({ key: `r${i}`, from: 'eve-zyxwvut', title: `${secret} ${i}` }))
  session.commit()
  store.merge('eva', 'eve-zyxwvut', later)
  expect(found(path)).toHaveLength(traces.length)

  const { mentions, wiped } = store.forget('eve-zyxwvut', later)
  expect([mentions, wiped]).toEqual([{ count: 0, places: [] }, true])
  expect(found(path)).toEqual([])
  const left = [...store.records()]
  expect(left.map(({ record, key }) => `${record} ${key!.replace(/[0-9a-f]{10}$/, '#')}`).sort()).toEqual([
    'entity ann',
    'entity bob',
    'entity tu',
    'event unknown.event.#',
    'event unknown.event.#',
    'property kept',
    'source paper',
    'source unknown.source.#',
  ])
  // Readings are kept of the characters that others have in their names.
  expect(store.read('select group_concat(character) from (select character from search_reading order by 1)', [])).toBe(
    '司,机',
  )
  await store.close()
  const checked = [...checkSqlite({ path, today: '2026-03-01', shown: 5 })].flatMap(({ findings }) => findings)
  expect(checked).toEqual([])
})

test('forgetting tells where else the name stands, and while somebody reads, that the log has it still', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  store.write(
    [...records, statement({ key: 'about-others', speaker: 'ann', summary: { en: `I met ${name}` } })],
    recordedAt,
  )
  const reader = new Database(path, { readonly: true })
  reader.exec('begin')
  reader.prepare('select count(*) from entity').get()
  const { mentions, wiped } = store.forget('eve-zyxwvut', later)
  expect(mentions.places).toEqual(['statement.summary_en of about-others'])
  expect(wiped).toBe(false)
  reader.close()
  await store.close()
  expect(bytes(path).includes('Q7654321')).toBe(false)
}, 60_000)

describe('a source given whole after somebody in it was forgotten', () => {
  const fund = (more: object = {}) => claim({ assertedBy: 'fund', ...more })
  const parties = [
    entity('ann', { kind: 'PERSON', names: [{ text: 'Ann Example', lang: 'en', type: 'OFFICIAL' }] }),
    ...['fund', 'co'].map((key) => entity(key)),
    source('paper'),
  ]
  const party = (more: object = {}) =>
    event({
      key: 'party',
      participants: [
        { entity: 'co', role: 'SUBJECT' },
        { entity: 'ann', role: 'PUBLISHER' },
      ],
      claims: [fund()],
      ...more,
    })
  const facts = [
    relation({ key: 'asserted', from: 'fund', to: 'co', claims: [claim({ printed: 'Ann Example says so' })] }),
    figure({ key: 'both', subject: 'co', claims: [fund(), claim({ locator: { line: 2, quote: 'Ann Example: 12' } })] }),
    relation({ key: 'own', from: 'ann', to: 'co', claims: [fund()] }),
    party(),
  ]
  const again = (store: Store, records: TupuRecord[]) => {
    const session = store.session({ recordedAt: later, replaceSources: ['paper'] })
    for (const record of records) session.put(record)
    return session.commit()
  }
  const standing = (store: Store) =>
    [...store.records()].flatMap((record) =>
      'claims' in record ? record.claims.map(({ retractedAt }) => `${record.key} ${retractedAt ?? 'stands'}`) : [],
    )

  test('says what it said, and what they asserted stays without them', () => {
    const store = temporaryStore()
    store.write([...parties, ...facts], recordedAt)
    store.forget('ann', later)
    const before = [...store.records()]
    // The facts come before the entity, which none of them can be waiting for.
    const summary = again(store, [...facts, ...parties])
    expect([...store.records()]).toEqual(before)
    expect(standing(store)).toEqual(['asserted stands', 'both stands', 'both stands', 'party stands'])
    expect(summary).toMatchObject({ whole: true, forgotten: 3, relation: { unchanged: 1 }, figure: { unchanged: 1 } })
    expect(summary).toMatchObject({ event: { retracted: 0 } })
    // What is gone from it is retracted as ever.
    expect(again(store, [...parties, facts[1]!, party()]).relation.retracted).toBe(1)
  })

  test('keeps all that it said where an event of theirs has another key by now', () => {
    const store = temporaryStore()
    const records = [...parties, ...facts.slice(0, 3), party({ key: 'party-of-ann' })]
    store.write(records, recordedAt)
    store.forget('ann', later)
    expect(again(store, records).whole).toBe(false)
    expect(again(store, [...parties, party({ key: 'party-of-ann' })]).whole).toBe(false)
    expect(standing(store).filter((one) => !one.endsWith('stands'))).toEqual([])
    expect(again(store, parties)).toMatchObject({ whole: true, relation: { retracted: 1 }, event: { retracted: 1 } })
  })

  test('leaves out what is told of them under a key that only an identifier tells to be theirs', () => {
    const store = temporaryStore()
    const identifiers = [{ scheme: 'passport', value: 'X1' }]
    store.write([entity('ann', { kind: 'PERSON', identifiers }), ...parties.slice(1)], recordedAt)
    store.forget('ann', later)
    const other = [
      relation({ from: 'other', to: 'co', claims: [fund()] }),
      entity('other', { kind: 'PERSON', identifiers }),
    ]
    expect(again(store, other)).toMatchObject({ forgotten: 2, relation: { added: 0 } })
  })
})

test('a file in which one of the forgotten wrote or asserted something is imported without them', () => {
  const store = temporaryStore()
  const file = [
    entity('ann', { kind: 'PERSON', names: [{ text: 'Ann Example', lang: 'en', type: 'OFFICIAL' }] }),
    source('blog', { title: 'The blog of Ann Example', publisher: 'ann', authors: ['ann', 'bob'] }),
    entity('bob', {
      names: [{ text: 'Bob', lang: 'en', type: 'OFFICIAL', source: 'blog', assertedBy: 'ann', locator: { line: 3 } }],
      lists: [{ list: 'investors', completeness: 'PARTIAL', source: 'blog', assertedBy: 'ann' }],
    }),
  ]
  const put = (records: TupuRecord[], onRefused?: () => void) => {
    const session = store.session({ recordedAt: later, onRefused })
    for (const record of records) session.put(record)
    return session.commit()
  }
  put(file)
  store.forget('ann', later)
  const before = [...store.records()]
  expect(before).toMatchObject([{ key: 'blog', authors: ['bob'] }, { key: 'bob' }])
  const outcome = { forgotten: 1, source: { unchanged: 1, changed: 0 }, entity: { unchanged: 1, changed: 0 } }
  for (const records of [file, file.toReversed()]) {
    expect(put(records)).toMatchObject(outcome)
    expect(put(records, () => expect.fail('nothing is to be refused'))).toMatchObject(outcome)
    expect([...store.records()]).toEqual(before)
  }
  expect(put([source('diary', { authors: ['ann'] })]).source.added).toBe(1)
})

test('the founding data comes in again without its author, and changes nothing', () => {
  const store = temporaryStore()
  loadFiles(store, seedFiles(), recordedAt)
  store.forget('shi-feiyue', later)
  const before = [...store.records()]
  loadFiles(store, seedFiles(), '2026-02-02T00:00:00.000Z')
  expect([...store.records()]).toEqual(before)
})

test('what others said of one who is forgotten, and say no more, can be erased to the last byte', async () => {
  const path = join(temporaryFolder(), 'tupu.db')
  const store = openSqlite({ path, statementTimeout: 5000 })
  const put = (at: string, ...records: TupuRecord[]) => {
    const session = store.session({ recordedAt: at })
    for (const record of records) session.put(record)
    return session.commit()
  }
  const met = (whom: string, more: object = {}) =>
    statement({
      key: 'met',
      speaker: 'bob',
      summary: { en: `I met ${whom}` },
      claims: [claim({ assertedBy: 'bob', source: 'press', locator: { line: 1, quote: `Bob met ${whom}` } })],
      ...more,
    })
  const lists = (whom: string) =>
    event({
      key: 'lists',
      participants: [{ entityAs: whom, role: 'OTHER' }],
      claims: [claim({ assertedBy: 'bob', locator: { line: 2 } })],
    })
  // One fact whose claim is corrected, and so is over, while the fact is not.
  const open = (whom: string) =>
    property({ key: 'open', claims: [claim({ assertedBy: 'bob', printed: `open, says ${whom}`, slot: 'open' })] })
  const still = property({ key: 'still', name: 'STATUS', value: `of ${name}`, claims: [claim({ assertedBy: 'bob' })] })
  put(
    recordedAt,
    eve(name),
    entity('bob'),
    source('paper'),
    source('page'),
    source('press'),
    met(name),
    lists(name),
    open(name),
    still,
  )
  expect(() => store.forgetPast('eve-zyxwvut', [name])).toThrow('tupu forget eve-zyxwvut comes first')
  expect(store.forget('eve-zyxwvut', later).mentions.count).toBe(5)
  // Whatever is said now stays, whoever it names.
  expect(store.forgetPast('eve-zyxwvut', [name]).mentions.count).toBe(5)
  put('2026-02-02', met('somebody'), lists('somebody'), open('somebody'))
  const now = (text: string) =>
    [...store.records()].filter((one) => JSON.stringify(one).includes(text)).map(({ key }) => key)
  expect(now(secret)).toHaveLength(4)
  expect(() => store.forgetPast('eve-zyxwvut', ['Eve'])).toThrow('too short')
  expect(store.forgetPast('eve-zyxwvut', [name])).toEqual({
    mentions: { count: 1, places: ['property.value of still'] },
    wiped: true,
  })
  expect(now(secret)).toEqual(['still'])
  expect(now('somebody').sort()).toEqual(['lists', 'met', 'open'])
  put('2026-02-03', property({ ...still, value: 'of somebody' }))
  expect(store.forgetPast('eve-zyxwvut', [name]).mentions.count).toBe(0)
  await store.close()
  expect(found(path)).toEqual([])
  const checked = [...checkSqlite({ path, today: '2026-03-01', shown: 5 })].flatMap(({ findings }) => findings)
  expect(checked).toEqual([])
})
