import { serverAudits } from 'graphql-http'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examples } from '../../src/server/playground/examples.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { StatementTimeout, type Store } from '../../src/store/store.ts'
import { chromiumPath } from './chromium.ts'
import { type Answer, answerOf } from './fake-server.ts'
import { startServer, type TestServer } from './start.ts'

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

const ask = async (query: string, variables?: object, { url } = server): Promise<Answer> =>
  answerOf(
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query, variables }),
    }),
  )

/** A store in which every statement is dear, that runs those in its own way and is otherwise another one. */
function withDear(store: Store, readApart: Store['readApart']): Store {
  return {
    dialect: store.dialect,
    statements: 0,
    read: (statement, values) => store.read(statement, values),
    readBytes: (statement, values) => store.readBytes(statement, values),
    readApart,
    snapshot: (action) => store.snapshot(action),
    latestVersion: () => store.latestVersion(),
    readVersion: () => store.readVersion(),
    cells: (...asked) => store.cells(...asked),
    define: (name, answer) => store.define(name, answer),
    linkVersion: () => store.linkVersion(),
    links: () => store.links(),
    linksApart: (module) => store.linksApart(module),
    merge: (from, into, at) => store.merge(from, into, at),
    split: (key) => store.split(key),
    forget: (key, at) => store.forget(key, at),
    forgetPast: (key, names) => store.forgetPast(key, names),
    search: (ask) => store.search(ask),
    session: (options) => store.session(options),
    records: (options) => store.records(options),
    dump: (options) => store.dump(options),
    write: (records, recordedAt) => store.write(records, recordedAt),
    rowCounts: () => new Map([...store.rowCounts().keys()].map((table) => [table, 10 ** 9])),
    isEmpty: () => store.isEmpty(),
    ready: () => store.ready(),
    close: () => store.close(),
  }
}

describe('the examples of the playground', () => {
  for (const [index, query] of examples.entries()) {
    it(`number ${index + 1} is answered from the founding data, one statement a root field`, async () => {
      const before = server.store.statements
      const answer = await ask(query)
      expect(answer.body.errors).toBeUndefined()
      expect(JSON.stringify(answer.body.data)).toMatch(/"(key|totalCount)":/)
      expect(server.store.statements - before).toBe(query.includes('now: view') ? 2 : 1)
      expect(answer.body.extensions?.cost).toEqual({ requested: expect.any(Number), limit: 50_000 })
    })
  }
})

describe('null for an argument that can not be null', () => {
  it('is told with a code, like every mistake', async () => {
    const query =
      'query ($most: Int = 4) { paths(from: { key: "huafa-group" }, to: { key: "vercel" }, maxHops: $most) { length } }'
    expect((await ask(query)).body.errors).toBeUndefined()
    const { body } = await ask(query, { most: null })
    expect(body.errors).toMatchObject([{ path: ['paths'], extensions: { code: 'BAD_USER_INPUT' } }])
    expect(body.errors![0]!.message).toContain('$most')
  })
})

describe('cost', () => {
  it('grows with the lists that are asked for and is refused before anything runs', async () => {
    const query = (first: number) =>
      `{ companies(first: ${first}) { edges { node { relations(first: ${first}) { edges { node { claims { source { claims(first: ${first}) { totalCount edges { cursor } } } } } } } } } } }`
    const small = await ask(query(2))
    const before = server.store.statements
    const large = await ask(query(100))
    expect(small.status).toBe(200)
    expect(large.body.errors?.[0]?.extensions).toMatchObject({ code: 'COST_LIMIT_EXCEEDED', variable: 'TUPU_MAX_COST' })
    expect(server.store.statements).toBe(before)
  })
})

describe('limits over the real schema', () => {
  it('lets introspection through and refuses what nests too deep', async () => {
    const nested = (times: number) =>
      `{ companies { ${'edges { node { competitors {'.repeat(times - 1)} totalCount ${'} } }'.repeat(times - 1)} } }`
    expect((await ask(nested(9))).body.errors?.[0]?.extensions.code).toBe('NESTED_LIST_LIMIT_EXCEEDED')
    expect((await ask(nested(3))).status).toBe(200)
  })

  it('compiles and runs what is nested just as deep as allowed', async () => {
    const lenient = await startServer({ environment: { TUPU_MAX_COST: '1000000000' } })
    const nested = `{ companies(first: 1) { ${'edges { node { competitors(first: 1) {'.repeat(7)} totalCount ${'} } }'.repeat(7)} } }`
    const answer = await ask(nested, {}, lenient)
    await lenient.close()
    expect(answer.body.errors).toBeUndefined()
  })

  it('refuses pages longer than 100 and cursors that are none', async () => {
    expect((await ask('{ companies(first: 101) { totalCount } }')).body.errors?.[0]?.extensions.code).toBe(
      'LIST_SIZE_LIMIT_EXCEEDED',
    )
    expect(
      (await ask('{ companies(after: "nonsense") { totalCount edges { cursor } } }')).body.errors?.[0]?.extensions.code,
    ).toBe('BAD_USER_INPUT')
  })
})

describe('bad text', () => {
  it('in variables is answered and the process lives on', async () => {
    const query = 'query ($t: String!) { company(by: { name: $t }) { key } }'
    for (const text of [
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udfff',
      "'; drop table entity; --",
      '%_\\',
      '智'.repeat(10_000),
    ]) {
      const answer = await ask(query, { t: text })
      expect([answer.status, answer.body.data]).toEqual([200, { company: null }])
    }
    expect((await ask(query, { t: '智谱' })).body.data).toEqual({ company: { key: 'zhipu' } })
  })
})

describe('a statement that runs too long', () => {
  it('is an error that says which limit it exceeded', async () => {
    const slow = withDear(server.store, () => Promise.reject(new StatementTimeout(5_000)))
    const other = await startServer({ store: slow })
    const answer = await ask('{ companies { totalCount } }', {}, other)
    await other.close()
    expect(answer.body.errors?.[0]?.extensions).toEqual({
      code: 'STATEMENT_TIMEOUT',
      limit: 5_000,
      variable: 'TUPU_STATEMENT_TIMEOUT',
    })
  })
})

describe('a statement that never ends', () => {
  it('is ended at its limit, and other requests are answered meanwhile', async () => {
    const endless = 'with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n'
    const store = openSqlite({ path: ':memory:', statementTimeout: 3_000 })
    let endlessNext = true
    const held = withDear(store, (...args) => {
      if (!endlessNext) return store.readApart(...args)
      endlessNext = false
      return store.readApart(endless, [])
    })
    const other = await startServer({ store: held })
    const begin = performance.now()
    const slow = ask('{ funds { totalCount } }', {}, other)
    await expect.poll(() => endlessNext).toBe(false)
    const quick = await ask('{ companies { totalCount } }', {}, other)
    const quickTook = performance.now() - begin
    const ended = await slow
    const endedAfter = performance.now() - begin
    await other.close()
    await store.close()
    expect(quick.body.data).toEqual({ companies: { totalCount: 0 } })
    expect(quickTook).toBeLessThan(2_500)
    expect(ended.body.errors?.[0]?.extensions).toMatchObject({ code: 'STATEMENT_TIMEOUT', limit: 3_000 })
    expect(endedAfter).toBeGreaterThan(2_900)
    expect(endedAfter).toBeLessThan(10_000)
  })
})

describe('a store that fails', () => {
  it('shows nothing of it', async () => {
    const broken = withDear(server.store, () => {
      throw new Error('no such table: secret_table in select 1')
    })
    const other = await startServer({ store: broken })
    const answer = await ask('{ companies { totalCount } }', {}, other)
    await other.close()
    expect(answer.body.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR')
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|select/)
  })
})

describe('GraphQL over HTTP', () => {
  for (const audit of serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch })) {
    it(`${audit.id}: ${audit.name}`, async () => {
      const result = await audit.fn()
      expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok')
    })
  }
})

describe.skipIf(!chromiumPath)('the playground in Chromium', () => {
  it('says who invested in Zhipu when its first query is run', async () => {
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage()
      await page.goto(server.url)
      await page.waitForSelector('.graphiql-execute-button')
      await expect.poll(() => page.locator('.graphiql-query-editor').innerText()).toContain('Zhipu')
      await page.click('.graphiql-execute-button')
      await expect
        .poll(() => page.locator('.result-window').innerText(), { timeout: 10_000 })
        .toMatch(/"totalCount":\s4/)
    } finally {
      await browser.close()
    }
  })
})
