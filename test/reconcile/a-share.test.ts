import { join, resolve } from 'node:path'
import * as opencc from 'opencc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordsOf } from '../../src/import/read.ts'
import type { TupuRecord } from '../../src/records/record.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { startServer, type TestServer } from '../server/start.ts'
import { reconcile } from './client.ts'

const data = process.env.TUPU_TEST_DATA
if (!data)
  console.info(
    'Skipped: matching 1,000 A-share names needs TUPU_TEST_DATA, the folder with data/cn_listed/lemonhu/stock.csv',
  )

const fullWidth = (text: string) => text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const halfWidth = (text: string) => text.normalize('NFKC')
const traditional = opencc.Converter({ from: 'cn', to: 't' })
const hongKong = opencc.Converter({ from: 'cn', to: 'hk' })
const taiwan = opencc.Converter({ from: 'cn', to: 'tw' })

/** How a name may be written in a table; each name of the test is written in one of these ways. */
const writings: Record<string, (name: string) => string> = {
  'as it is': (name) => name,
  traditional,
  'traditional, as in Hong Kong': hongKong,
  'traditional, as in Taiwan': taiwan,
  'full width': fullWidth,
  'half width, lower case': (name) => halfWidth(name).toLowerCase(),
  'traditional, full width': (name) => fullWidth(traditional(halfWidth(name))),
  'between spaces': (name) => `\u3000${name} \t`,
}

const wanted = 1_000
const batch = 100

type Company = { key: string; name: string }

describe.skipIf(!data)('a column of 1,000 A-share short names', () => {
  let store: Store
  let server: TestServer
  const companies: Company[] = []

  beforeAll(async () => {
    const path = join(data!, 'data/cn_listed/lemonhu/stock.csv')
    const mapping = resolve(import.meta.dirname, '../../examples/a-share/mapping.yaml')
    const records: TupuRecord[] = []
    const listener = { onProblem: (problem: string) => expect.fail(problem) }
    for await (const { record } of recordsOf({ path, mapping }, listener)) {
      records.push(record as TupuRecord)
      if (record.record === 'entity') companies.push({ key: record.key, name: record.names[0]!.text })
    }
    store = openSqlite({ path: ':memory:', statementTimeout: 20_000 })
    store.write(records, '2026-01-01T00:00:00.000Z')
    server = await startServer({ store })
  }, 60_000)
  afterAll(async () => {
    await server?.close()
    await store?.close()
  })

  it('is matched to the right companies at 99 % or better', { timeout: 120_000 }, async () => {
    const ways = Object.entries(writings)
    const step = Math.floor(companies.length / wanted)
    const cells = Array.from({ length: wanted }, (_, i) => {
      const { key, name } = companies[i * step]!
      const [way, write] = ways[i % ways.length]!
      return { key, name, way, text: write(name) }
    })
    expect(cells.filter((cell) => cell.text !== cell.name).length).toBeGreaterThan(wanted / 3)

    const wrong: string[] = []
    const rash: string[] = []
    let matched = 0
    for (let start = 0; start < wanted; start += batch) {
      const page = cells.slice(start, start + batch)
      const results = await reconcile(
        server.url,
        Object.fromEntries(page.map(({ text }, i) => [`q${i}`, { query: text, type: 'COMPANY' }])),
      )
      for (const [i, { key, text, way }] of page.entries()) {
        const first = results[`q${i}`]!.result[0]
        if (first?.match) matched++
        if (first?.match && first.id !== key) rash.push(`${text} (${way}): ${first.id} instead of ${key}`)
        if (first?.id !== key) wrong.push(`${text} (${way}): ${first?.id ?? 'nothing'} instead of ${key}`)
      }
    }
    const right = wanted - wrong.length
    console.info(`${right} of ${wanted} names lead to the right company, ${matched} without a doubt`)
    expect(rash, 'wrong without a doubt').toEqual([])
    expect(right / wanted, wrong.join('\n')).toBeGreaterThanOrEqual(0.99)
  })
})
