import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMatcher } from '../../src/search/match.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { entity } from '../records/sample.ts'
import { recordedAt, temporaryStore } from '../store/temporary.ts'
import { data, loadListed } from './listed.ts'

if (!data)
  console.info('Skipped: matching a column of A-share names needs TUPU_TEST_DATA, the folder with data/cn_listed')

const named = (text: string, type = 'OFFICIAL') => ({ names: [{ text, lang: 'zh-Hans', type }] })

describe('a name is matched', () => {
  const store = () => {
    const one = temporaryStore()
    one.write(
      [
        entity('huayu', named('华宇软件股份有限公司')),
        entity('huayu-auto', named('华域汽车')),
        entity('wang-1', { kind: 'PERSON', ...named('王伟') }),
        entity('wang-2', { kind: 'PERSON', ...named('王伟') }),
        entity('wang-3', { ...named('王伟') }),
      ],
      recordedAt,
    )
    return one
  }
  const matched = (text: string, kinds?: readonly string[]) =>
    createMatcher(store())
      .match(text, { limit: 3, ...(kinds ? { kinds } : {}) })
      .map(({ key, score, matchedBy, sure }) => ({ key, score, matchedBy, sure }))

  test('surely where one alone has it', () => {
    expect(matched('華宇軟件')).toEqual([{ key: 'huayu', score: 100, matchedBy: 'EXACT', sure: true }])
    expect(matched('王伟', ['COMPANY'])).toEqual([{ key: 'wang-3', score: 100, matchedBy: 'EXACT', sure: true }])
  })

  test('not surely where several have it, or none quite', () => {
    expect(matched('王伟').map(({ key, sure }) => [key, sure])).toEqual([
      ['wang-1', false],
      ['wang-2', false],
      ['wang-3', false],
    ])
    expect(matched('华宇')).toEqual([{ key: 'huayu', score: 87, matchedBy: 'PREFIX', sure: false }])
    expect(matched('华宇软件(北京)')).toEqual([{ key: 'huayu', score: 23, matchedBy: 'FUZZY', sure: false }])
    expect(matched('nobody')).toEqual([])
    expect(matched('华宇软件', [])).toEqual([])
    expect(matched('华宇'.repeat(200))).toEqual([])
  })
})

describe.skipIf(!data)('a column of 1,000 A-share names', () => {
  let store: Store
  beforeAll(async () => {
    store = openSqlite({ path: ':memory:', statementTimeout: 5000 })
    await loadListed(store, data!)
  }, 120_000)
  afterAll(() => store.close())

  const { Converter } = createRequire(import.meta.url)('opencc-js') as typeof import('opencc-js')
  const traditional = Converter({ from: 'cn', to: 't' })
  const taiwan = Converter({ from: 'cn', to: 'tw' })
  const wide = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
  const spoil = [
    (text: string) => text,
    traditional,
    taiwan,
    wide,
    (text: string) => wide(traditional(text)),
    (text: string) => ` ${text}\u3000`,
    (text: string) => `${text}股份有限公司`,
    (text: string) => [...text].join(' '),
    (text: string) => text.toLowerCase(),
    (text: string) => `“${traditional(text)}”`,
  ]

  test('means the right companies, 99 of 100 or more', { timeout: 60_000 }, () => {
    const companies = [...store.records({ where: { kinds: ['entity'] } })]
      .filter((record) => record.record === 'entity')
      .filter(({ kind }) => kind === 'COMPANY')
    expect(companies.length).toBeGreaterThan(3000)
    const column = Array.from({ length: 1000 }, (_, i) => companies[(i * 3) % companies.length]!)
    const matcher = createMatcher(store)
    const wrong: string[] = []
    let sure = 0
    for (const [i, { key, names }] of column.entries()) {
      const given = spoil[i % spoil.length]!(names[0]!.text)
      const [best] = matcher.match(given, { kinds: ['COMPANY'], limit: 5 })
      if (best?.sure) sure++
      if (best?.key !== key) wrong.push(`${given}: ${best?.key} instead of ${key} (${names[0]!.text})`)
    }
    expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(10)
    expect(sure).toBeGreaterThanOrEqual(980)
  })
})
