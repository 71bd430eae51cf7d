import { expect, it } from 'vitest'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { StatementTimeout, type Store } from '../../src/store/store.ts'
import { startServer } from '../server/start.ts'
import { post } from './client.ts'
import { expectValid } from './schemas.ts'

/** A store whose reading statements fail. */
function failing(store: Store, error: Error): Store {
  const read = () => {
    throw error
  }
  return new Proxy(store, {
    get(target, name) {
      const member = name === 'read' ? read : Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

it.each([
  [new StatementTimeout(5_000), 503, 'longer than 5,000 ms'],
  [new Error('SQLITE_ERROR: no such column: secret'), 500, 'Something went wrong'],
])('says without details that the store failed: %s', async (error, status, sentence) => {
  const store = openSqlite({ path: ':memory:', statementTimeout: 5_000 })
  const server = await startServer({ store: failing(store, error) })
  const asked = [
    await post(server.url, { queries: '{"q": {"query": "zhipu"}}' }),
    await post(server.url, { extend: '{"ids": ["zhipu"], "properties": [{"id": "COUNTRY"}]}' }),
    await fetch(`${server.url}/reconcile/suggest/entity?prefix=zhipu`),
    await fetch(`${server.url}/reconcile/suggest/property?prefix=lei`),
    await fetch(`${server.url}/reconcile/preview?id=zhipu`),
  ]
  for (const response of asked) {
    expect(response.status).toBe(status)
    const { errors } = (await response.json()) as { errors: { message: string }[] }
    expect(errors[0]!.message).toContain(sentence)
    expect(errors[0]!.message).not.toContain('secret')
  }
  await server.close()
  await store.close()
})

it.each([
  ['manifest', { versions: ['0.1'], name: 'a', identifierSpace: 'b', schemaSpace: 'c' }],
  ['manifest', { versions: ['0.2'], name: 'a', identifierSpace: 'b', schemaSpace: 'c', authentication: {} }],
  ['manifest', { versions: ['0.2'], name: 'a', identifierSpace: 'b', schemaSpace: 'c', view: { url: 'https://a' } }],
  ['reconciliation-query-batch', { q: { query: 'a', typ: 'b' } }],
  ['reconciliation-result-batch', { q: { result: [{ name: 'a', score: 1 }] } }],
  ['reconciliation-result-batch', { q: [] }],
  ['suggest-types-response', { result: [{ id: 'a' }] }],
  ['data-extension-response', { meta: [], rows: { a: { b: [{ text: 'c' }] } } }],
])('is measured with schemas that refuse: %s %j', (name, value) => {
  expect(() => expectValid(name, value)).toThrow()
})
