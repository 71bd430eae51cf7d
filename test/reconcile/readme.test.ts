import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { startServer } from '../server/start.ts'
import { post } from './client.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

it('answers as the README shows', async () => {
  const example =
    /```sh\ncurl http:\/\/127\.0\.0\.1:4000\/reconcile --data-urlencode 'queries=([^']+)'\n```\s+```json\n(.*?)```/s
  const [, queries, answer] = readme.match(example)!
  const server = await startServer()
  const response = await post(server.url, { queries: queries! })
  expect(await response.json()).toEqual(JSON.parse(answer!))
  await server.close()
})
