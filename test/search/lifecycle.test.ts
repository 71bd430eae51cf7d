import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readQuery } from '../../src/search/query.ts'
import { findAll } from '../../src/search/search.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { createProduct } from '../product.ts'
import { cast, claim, entity, event, source, statement } from '../records/sample.ts'
import { recordedAt, temporaryFolder, temporaryStore } from '../store/temporary.ts'

const later = '2026-02-01T00:00:00.000Z'
const name = (text: string) => ({ names: [{ text, lang: 'zh-Hans', type: 'OFFICIAL' }] })

const keys = (store: Store, text: string): string[] =>
  store
    .search((index) => findAll(index, readQuery(text), { seen: (_, ids) => new Set(ids) }))
    .hits.map(({ key }) => key)

describe('search after', () => {
  test('an import and the same again finds each once', () => {
    const store = temporaryStore()
    for (const at of [recordedAt, later]) {
      const session = store.session({ recordedAt: at })
      session.put(entity('tang', name('棠梨煎雪')))
      session.commit()
      expect(keys(store, '棠梨')).toEqual(['tang'])
    }
  })

  test('a new name or title finds by it', () => {
    const store = temporaryStore()
    store.write([source('paper', { title: '旧题目' }), entity('tang', name('棠梨煎雪'))], recordedAt)
    const session = store.session({ recordedAt: later })
    session.put(source('paper', { title: '新题目' }))
    session.put(entity('tang', name('梨园春')))
    session.commit()
    expect(keys(store, '梨园')).toEqual(['tang'])
    expect(keys(store, 'liyuanchun')).toEqual(['tang'])
    expect(keys(store, '棠梨')).toEqual(['tang'])
    expect(keys(store, '新题')).toEqual(['paper'])
    expect(keys(store, '旧题')).toEqual([])
  })

  test('another title of an event finds it by that, and by the old one where that is known', async () => {
    const fair = (title: string) => event({ key: 'fair', title: { en: title }, claims: [claim()] })
    const product = await createProduct([...cast, fair('Fair of quinces')], {
      now: '2026-03-01T00:00:00.000Z',
      recordedAt,
    })
    product.store.write([fair('Fair of medlars')], later)
    const query = `query ($text: String!) {
      search(text: $text) { edges { node { ... on Event { title } } } }
      view(knownAt: "2026-01-15") { search(text: $text) { edges { node { ... on Event { title } } } } }
    }`
    const found = async (text: string) => {
      type Hits = { edges: { node: { title: string } }[] }
      const { search, view } = (await product.execute(query, { text })).data as { search: Hits; view: { search: Hits } }
      return [search, view.search].map(({ edges }) => edges.map(({ node }) => node.title))
    }
    expect(await found('medlars')).toEqual([['Fair of medlars'], []])
    expect(await found('quinces')).toEqual([[], ['Fair of quinces']])
    await product.close()
  })

  test('a merge finds the other by both names, and after a split each again', () => {
    const store = temporaryStore()
    store.write([entity('tang', name('棠梨煎雪')), entity('li', name('梨园春'))], recordedAt)
    store.merge('tang', 'li', later)
    expect(keys(store, '棠梨')).toEqual(['li'])
    expect(keys(store, 'tlyx')).toEqual([])
    expect(keys(store, 'tljx')).toEqual(['li'])
    expect(keys(store, 'tang')).toEqual(['li'])
    store.split('tang')
    expect(keys(store, '棠梨')).toEqual(['tang'])
    expect(keys(store, 'tang')).toEqual(['tang'])
    expect(keys(store, '梨园')).toEqual(['li'])
  })

  test.each([
    ['a statement', statement({ key: 'said', summary: { en: 'Quinces ripen late' }, claims: [claim({ slot: 'a' })] })],
    ['an event', event({ key: 'fair', title: { en: 'Fair of quinces' }, claims: [claim({ slot: 'a' })] })],
  ])('a retraction finds %s only where it was known', async (_, fact) => {
    const records = [...cast, fact]
    const product = await createProduct(records, { now: '2026-03-01T00:00:00.000Z', recordedAt })
    const query = `{ search(text: "quinces") { totalCount } view(knownAt: "2026-01-15") { search(text: "quinces") { totalCount } } }`
    expect((await product.execute(query)).data).toMatchObject({ search: { totalCount: 1 } })
    const session = product.store.session({ recordedAt: later, replaceSources: ['paper'] })
    for (const record of cast) session.put(record)
    session.commit()
    expect((await product.execute(query)).data).toEqual({
      search: { totalCount: 0 },
      view: { search: { totalCount: 1 } },
    })
    await product.close()
  })

  test('forgetting somebody finds nothing of them, and nothing stays in the file', async () => {
    const path = join(temporaryFolder(), 'tupu.db')
    const store = openSqlite({ path, statementTimeout: 5000 })
    store.write(
      [entity('yu', { kind: 'PERSON', ...name('虞姬舞剑') }), entity('vlk', { kind: 'PERSON', ...name('Vlkodlak') })],
      recordedAt,
    )
    store.write([entity('tang', name('棠梨煎雪'))], later)
    expect(keys(store, 'vlkodlak')).toEqual(['vlk'])
    store.forget('yu', later)
    store.forget('vlk', later)
    for (const text of ['虞姬', '虞', 'yuji', 'yjwj', 'vlkodlak', 'vlkodlek', 'vlk'])
      expect(keys(store, text)).toEqual([])
    expect(keys(store, '棠梨')).toEqual(['tang'])
    await store.close()
    const file = readFileSync(path)
    expect(file.includes(Buffer.from('煎雪'))).toBe(true)
    for (const trace of ['虞姬', '姬舞', 'lkodla', 'kaldok', 'yujiw'])
      expect(file.includes(Buffer.from(trace))).toBe(false)
  })

  test('a number is given anew finds the new one', () => {
    const store = temporaryStore()
    store.write([entity('yu', { kind: 'PERSON', ...name('虞姬舞剑') })], recordedAt)
    store.forget('yu', later)
    store.write([entity('tang', name('棠梨煎雪'))], '2026-02-02T00:00:00.000Z')
    expect(keys(store, '棠梨')).toEqual(['tang'])
    expect(keys(store, '虞姬')).toEqual([])
  })

  test('a roll back finds what there was', () => {
    const store = temporaryStore()
    store.write([entity('tang', name('棠梨煎雪'))], recordedAt)
    const session = store.session({ recordedAt: later })
    session.put(entity('li', name('梨园春')))
    session.rollback()
    expect(keys(store, '梨园')).toEqual([])
    expect(keys(store, '棠梨')).toEqual(['tang'])
  })
})

describe('search during a write', () => {
  test('finds what there was before, at once and whole, and afterwards all', () => {
    const store = temporaryStore()
    store.write([entity('tang', name('棠梨煎雪'))], recordedAt)
    const session = store.session({ recordedAt: later })
    for (let i = 0; i < 2000; i++) session.put(entity(`e${i}`, name(`梨园春${i}`)))
    expect(keys(store, '梨园')).toEqual([])
    expect(keys(store, '棠梨')).toEqual(['tang'])
    store.search((index) => {
      expect(index.namesWith([[{ text: '棠梨' }]], undefined, 10)).toHaveLength(1)
      session.commit()
      // The search began before the commit.
      expect(index.namesWith([[{ text: '梨园' }]], undefined, 10)).toEqual([])
    })
    expect(keys(store, '梨园').length).toBeGreaterThanOrEqual(300)
    expect(keys(store, '梨园春1999')).toEqual(['e1999'])
  })
})

describe('names of characters and words', () => {
  test.each([
    ['TCL科技', 'T C L 科技'],
    ['TCL科技', 't.c.l.科'],
    ['A股·指数4', 'A股指数4'],
    ['北京智谱AI', 'zhipuai'],
    ['北京智谱AI研究', 'zhi pu AI'],
  ])('%s is found as %s', (stored, typed) => {
    const store = temporaryStore()
    store.write([entity('one', name(stored)), entity('other', name('棠梨煎雪'))], recordedAt)
    expect(keys(store, typed)).toEqual(['one'])
  })
})

describe('an index', () => {
  test('is made at opening where there is none', async () => {
    const path = join(temporaryFolder(), 'tupu.db')
    const first = openSqlite({ path, statementTimeout: 5000 })
    first.write([entity('tang', name('棠梨煎雪'))], recordedAt)
    await first.close()
    const { default: Database } = await import('better-sqlite3')
    const raw = new Database(path)
    raw.exec(`insert into search_name (search_name) values ('delete-all'); update search_state set upto = 0`)
    raw.close()
    const store = openSqlite({ path, statementTimeout: 5000 })
    expect(keys(store, '棠梨')).toEqual(['tang'])
    await store.close()
  })

  test('gets the conditions of statements where it had none of them', async () => {
    const path = join(temporaryFolder(), 'tupu.db')
    const options = { path, statementTimeout: 5000 }
    const first = openSqlite(options)
    first.write(
      [...cast, statement({ key: 'said', condition: { 'zh-Hans': '只要盈利路线不变', en: 'If the route stays' } })],
      recordedAt,
    )
    expect(keys(first, '盈利路线')).toEqual(['said'])
    await first.close()
    const { default: Database } = await import('better-sqlite3')
    const before = new Database(path)
    before.exec('delete from search_text where rowid % 4 = 1')
    before.pragma('user_version = 17')
    before.close()
    const store = openSqlite(options)
    expect(keys(store, '路线 盈利')).toEqual(['said'])
    expect(keys(store, 'route')).toEqual(['said'])
    await store.close()
  })
})
