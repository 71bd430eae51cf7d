import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const bin = new URL('../../bin/tupu.js', import.meta.url).pathname

let folder: string
let children: ChildProcess[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tupu-'))
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function run(args: string[], environment: Record<string, string> = {}) {
  const env = { ...process.env, PORT: '0', TUPU_DB: join(folder, 'tupu.db'), ...environment }
  const child = spawn(process.execPath, [bin, ...args], { env, cwd: folder })
  children.push(child)
  const result = {
    child,
    ended: new Promise<number | null>((resolve) => child.once('close', resolve)),
    out: '',
    err: '',
  }
  child.stdout.on('data', (data) => {
    result.out += data
  })
  child.stderr.on('data', (data) => {
    result.err += data
  })
  return result
}

/** Asks over a connection of its own; the request id tells who answered, since those of one worker differ in their beginning only. */
function ask(url: string, query: string): Promise<{ worker: string; body: { data: unknown } }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', connection: 'close' }
    const asked = request(url, { method: 'POST', headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      response.on('end', () =>
        resolve({ worker: String(response.headers['x-request-id']).slice(8), body: JSON.parse(text) }),
      )
    })
    asked.once('error', reject).end(JSON.stringify({ query }))
  })
}

const many = (url: string, query: string) => Promise.all(Array.from({ length: 40 }, () => ask(url, query)))

describe('tupu serve --workers', () => {
  // Systems other than Linux can't share a port in this way.
  it.skipIf(process.platform !== 'linux')(
    'answers from several threads that all see what is written, and stops in order',
    async () => {
      const server = run(['serve', '--workers', '2'])
      await expect.poll(() => server.out + server.err, { timeout: 30_000 }).toMatch(/Health .*\n/)
      expect(server.out).toContain('Workers     2\n')
      const url = /GraphQL\s+(\S+)/.exec(server.out)![1]!

      const paths = '{ paths(from: { key: "huafa-group" }, to: { key: "vercel" }) { length } }'
      const before = await many(url, paths)
      expect(new Set(before.map(({ worker }) => worker)).size).toBe(2)
      for (const { body } of before) expect(body.data).toEqual({ paths: [{ length: 2 }] })

      const file = join(folder, 'more.yaml')
      writeFileSync(
        file,
        [
          '- { record: source, key: test-source, kind: WEB_PAGE, title: Test }',
          '- { record: relation, kind: PARTNER_OF, from: huafa-group, to: vercel, claims: [{ source: test-source, modality: REPORTED, assertedAs: Somebody }] }',
        ].join('\n'),
      )
      const written = run(['import', file])
      expect(await written.ended, written.err).toBe(0)
      const after = await many(url, paths)
      expect(new Set(after.map(({ worker }) => worker)).size).toBe(2)
      for (const { body } of after) expect(body.data).toEqual({ paths: [{ length: 1 }] })

      server.child.kill('SIGTERM')
      expect(await server.ended).toBe(0)
    },
    60_000,
  )

  it('says what is wrong with what is asked', async () => {
    const failure = async (args: string[], environment?: Record<string, string>) => {
      const command = run(['serve', ...args], environment)
      expect(await command.ended).toBe(1)
      return command.err
    }
    expect(await failure(['--workers', 'two'])).toBe(
      '--workers is "two", but a whole number from 1 to 64 was expected.\n',
    )
    expect(await failure(['--workers', '2'], { TUPU_DB: ':memory:' })).toContain('TUPU_DB is ":memory:"')
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const sentence = await failure(['--workers', '2'], { PORT: String(port) })
    other.close()
    expect(sentence).toContain(`Port ${port} on 127.0.0.1 is in use`)
  }, 30_000)
})
