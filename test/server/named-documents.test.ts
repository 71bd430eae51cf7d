import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerOf, type FakeServer, startFakeServer } from './fake-server.ts'

let folder: string
let server: FakeServer | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tupu-'))
})
afterEach(async () => {
  await server?.close()
  server = undefined
  rmSync(folder, { recursive: true, force: true })
})

const query = 'query ($t: String) { echo(text: $t) }'
const variables = { t: 'a' }
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const persisted = (text: string, version = 1) => ({ persistedQuery: { version, sha256Hash: sha256(text) } })

async function start(environment: Record<string, string> = {}) {
  server = await startFakeServer(environment)
  const { url } = server
  return {
    post: async (params: object) =>
      answerOf(
        await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(params),
        }),
      ),
    get: async (params: Record<string, unknown>) => {
      const search = new URLSearchParams()
      for (const [name, value] of Object.entries(params))
        search.set(name, typeof value === 'string' ? value : JSON.stringify(value))
      return answerOf(await fetch(`${url}/graphql?${search}`))
    },
  }
}

const file = (value: unknown) => {
  const path = join(folder, 'trusted.json')
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

describe.each(['on', 'off'])('with the direct lane %s', (lane) => {
  const environment = { TUPU_DIRECT_LANE: lane }

  describe('automatic persisted queries', () => {
    it('are asked for, registered and then found, by POST and GET', async () => {
      const { post, get } = await start(environment)
      const unknown = await post({ extensions: persisted(query), variables })
      expect(unknown.status).toBe(200)
      expect(unknown.body.errors).toEqual([
        { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
      ])
      expect(unknown.headers.get('cache-control')).toContain('no-cache')
      expect((await post({ query, extensions: persisted(query), variables })).body.data).toEqual({ echo: 'a' })
      expect((await post({ extensions: persisted(query), variables })).body.data).toEqual({ echo: 'a' })
      expect((await get({ extensions: persisted(query), variables })).body.data).toEqual({ echo: 'a' })
    })

    it('are refused with another hash or an unknown version', async () => {
      const { post } = await start(environment)
      const other = await post({ query, extensions: persisted('{ now }'), variables })
      expect([other.status, other.body.errors?.[0]?.message]).toEqual([400, 'provided sha does not match query'])
      const version = await post({ query, extensions: persisted(query, 2), variables })
      expect([version.status, version.body.errors?.[0]?.message]).toEqual([400, 'Unsupported persisted query version'])
      const without = await post({ query, variables, extensions: { persistedQuery: { version: 1 } } })
      expect([without.status, without.body.errors?.[0]?.message]).toEqual([
        400,
        expect.stringMatching(/lacks "sha256Hash"/),
      ])
    })

    it('are not meant by null', async () => {
      const { post, get } = await start(environment)
      const params = { query, variables, extensions: { persistedQuery: null } }
      expect((await post(params)).body.data).toEqual({ echo: 'a' })
      expect((await get(params)).body.data).toEqual({ echo: 'a' })
    })

    it('can be turned off', async () => {
      const { post } = await start({ ...environment, TUPU_PERSISTED_QUERIES: 'off' })
      const answer = await post({ query, extensions: persisted(query), variables })
      expect(answer.body.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED')
    })

    it('keep those that were used last, within bounds', async () => {
      const { post } = await start(environment)
      const padded = (number: number) => `# ${number}${'x'.repeat(90_000)}\n${query}`
      for (let number = 0; number < 8; number++)
        await post({ query: padded(number), extensions: persisted(padded(number)), variables })
      expect((await post({ extensions: persisted(padded(0)), variables })).body.errors?.[0]?.message).toBe(
        'PersistedQueryNotFound',
      )
      expect((await post({ extensions: persisted(padded(7)), variables })).body.data).toEqual({ echo: 'a' })
    })
  })

  describe('trusted documents', () => {
    const formats = {
      'an object of texts': { one: query },
      "Apollo's manifest": {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'one', name: 'Echo', type: 'query', body: query }],
      },
    }

    it.each(Object.entries(formats))('are read from %s and asked by id', async (_, value) => {
      const { post, get } = await start({ ...environment, TUPU_TRUSTED_DOCUMENTS: file(value) })
      for (const named of [{ documentId: 'one' }, { doc_id: 'one' }, { id: 'one' }, { documentId: 'sha256:one' }]) {
        expect((await post({ ...named, variables })).body.data).toEqual({ echo: 'a' })
        expect((await get({ ...named, variables })).body.data).toEqual({ echo: 'a' })
      }
      expect((await post({ query: '{ now }' })).status).toBe(200)
      const unknown = await post({ documentId: 'two' })
      expect([unknown.status, unknown.body.errors?.[0]?.extensions.code]).toEqual([400, 'DOCUMENT_NOT_FOUND'])
      const other = await post({ documentId: 'one', query: '{ now }' })
      expect([other.status, other.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST'])
    })

    it.each(['documentId', 'doc_id', 'id'])('are not meant by null as %s', async (name) => {
      const { post } = await start(environment)
      expect((await post({ query, variables, [name]: null })).body.data).toEqual({ echo: 'a' })
    })

    it('that are unknown are told apart from a file that is not given', async () => {
      const { post } = await start(environment)
      const without = await post({ documentId: 'two' })
      expect(without.body.errors?.[0]?.message).toMatch(/the server was given none \(TUPU_TRUSTED_DOCUMENTS\)/)
      await server?.close()
      const other = await start({ ...environment, TUPU_TRUSTED_DOCUMENTS: file({ one: query }) })
      const unknown = await other.post({ documentId: 'two' })
      expect(unknown.body.errors?.[0]?.message).toMatch(/the file of them \(TUPU_TRUSTED_DOCUMENTS\) has others/)
    })

    it('are found by their hash as a persisted query', async () => {
      const { post } = await start({ ...environment, TUPU_TRUSTED_DOCUMENTS: file({ [sha256(query)]: query }) })
      expect((await post({ extensions: persisted(query), variables })).body.data).toEqual({ echo: 'a' })
    })

    it('are all that is answered, if so configured', async () => {
      const { post, get } = await start({
        ...environment,
        TUPU_TRUSTED_DOCUMENTS: file({ one: query }),
        TUPU_TRUSTED_ONLY: 'on',
      })
      expect((await post({ documentId: 'one', variables })).body.data).toEqual({ echo: 'a' })
      expect((await post({ query, variables })).body.data).toEqual({ echo: 'a' })
      expect((await post({ query, variables, extensions: persisted(query) })).body.data).toEqual({ echo: 'a' })
      for (const answer of [
        await post({ query: '{ now }' }),
        await get({ query: '{ now }' }),
        await post({ query: '{ now }', id: null, extensions: { persistedQuery: null } }),
        await post({ query: '{ now }', extensions: persisted('{ now }') }),
        await post({ extensions: persisted('{ now }') }),
      ]) {
        expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([403, 'DOCUMENT_NOT_TRUSTED'])
        expect(answer.body.errors?.[0]?.message).toContain('TUPU_TRUSTED_ONLY')
      }
    })
  })
})

describe('a file of trusted documents', () => {
  const variable = 'TUPU_TRUSTED_DOCUMENTS'

  it.each([
    ['{', 'is not valid JSON'],
    [{}, 'holds no documents'],
    [[query], 'holds no documents'],
    [{ one: 7 }, 'has no text of a document under "one"'],
    [{ operations: [null] }, 'has no text of a document under'],
  ])('%j is refused with a sentence', async (value, sentence) => {
    await expect(start({ TUPU_TRUSTED_DOCUMENTS: file(value) })).rejects.toThrow(sentence)
  })

  it('holds nothing that could not be answered', async () => {
    const path = file({ one: query, 'sha256:two': '{', three: '{ zzzzzz }', four: '{ echo(text: 1) }' })
    await expect(start({ TUPU_TRUSTED_DOCUMENTS: path })).rejects.toThrow(
      [
        `${variable}: ${path} has a document under "sha256:two" that can't be answered: Syntax Error: Expected Name, found <EOF>. (line 1, column 2)`,
        `${variable}: ${path} has a document under "three" that can't be answered: Cannot query field "zzzzzz" on type "Query". (line 1, column 3)`,
        `${variable}: ${path} has a document under "four" that can't be answered: String cannot represent a non string value: 1 (line 1, column 14)`,
      ].join('\n'),
    )
    const long = file({ one: query })
    await expect(start({ TUPU_TRUSTED_DOCUMENTS: long, TUPU_MAX_TOKENS: '2' })).rejects.toThrow(
      /"one".*TUPU_MAX_TOKENS/,
    )
  })

  it('must be there', async () => {
    await expect(start({ TUPU_TRUSTED_DOCUMENTS: join(folder, 'none.json') })).rejects.toThrow(
      /can't be read \(ENOENT\)/,
    )
    await expect(start({ TUPU_TRUSTED_ONLY: 'on' })).rejects.toThrow('TUPU_TRUSTED_DOCUMENTS names no file')
  })
})
