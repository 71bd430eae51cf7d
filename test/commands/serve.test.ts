import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  out: string
  err: string
}

function run(args: string[], environment: Record<string, string> = {}): Run {
  const env = { ...process.env, PORT: '0', TUPU_DB: join(folder, 'data', 'tupu.db'), ...environment }
  const child = spawn(process.execPath, [bin, ...args], { env, cwd: folder })
  children.push(child)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const result: Run = { child, ended, out: '', err: '' }
  child.stdout.on('data', (data) => {
    result.out += data
  })
  child.stderr.on('data', (data) => {
    result.err += data
  })
  return result
}

async function started(environment: Record<string, string> = {}): Promise<{ server: Run; url: string }> {
  const server = run(['serve'], environment)
  await expect.poll(() => server.out + server.err, { timeout: 15_000 }).toMatch(/Health .*\n/)
  return { server, url: /GraphQL\s+(\S+)/.exec(server.out)![1]! }
}

async function failure(args: string[], environment: Record<string, string> = {}): Promise<string> {
  const command = run(args, environment)
  expect(await command.ended).toBe(1)
  expect(command.err).not.toMatch(/\n\s+at /)
  return command.err.trim()
}

describe('tupu serve', () => {
  it('creates and seeds the database once, prints its addresses, answers, and stops on SIGTERM', async () => {
    const first = await started()
    expect(first.server.out).toMatch(/^Founding data put into .*tupu\.db: \d+ entity/)
    expect(first.server.out).toMatch(/Playground {2}http:\/\/127\.0\.0\.1:\d+\/graphql\n/)
    expect(first.server.out).toMatch(/Health {6}http:\/\/127\.0\.0\.1:\d+\/health\n/)
    const search = new URLSearchParams({ query: '{ company(by: { key: "zhipu" }) { name } }' })
    expect(await (await fetch(`${first.url}?${search}`)).json()).toMatchObject({ data: { company: { name: '智谱' } } })
    first.server.child.kill('SIGTERM')
    expect(await first.server.ended).toBe(0)

    const second = await started()
    expect(second.server.out).not.toContain('Founding data')
    second.server.child.kill('SIGTERM')
    expect(await second.server.ended).toBe(0)
  }, 40_000)

  it('stops although nobody reads its log any longer', async () => {
    const { server } = await started()
    server.child.stderr!.destroy()
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  }, 20_000)

  it('says which setting is wrong', async () => {
    expect(await failure(['serve'], { PORT: 'http' })).toBe(
      'PORT is "http", but a whole number from 0 to 65535 was expected.',
    )
  })

  it('says that the port is in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const sentence = await failure(['serve'], { PORT: String(port) })
    other.close()
    expect(sentence).toContain(`Port ${port} on 127.0.0.1 is in use`)
  })

  it('says what is wrong with the database', async () => {
    const path = join(folder, 'not-a-database.db')
    writeFileSync(path, 'this is a text, and a text is no database '.repeat(100))
    expect(await failure(['serve'], { TUPU_DB: path })).toBe(
      `${path} is not a SQLite database. Move it away, or set TUPU_DB to another path.`,
    )
    expect(await failure(['serve'], { TUPU_DB: folder })).toContain('is a folder')
  })

  it('warns of settings that do not exist', async () => {
    const { server } = await started({ TUPU_MAX_DEPHT: '3' })
    await expect.poll(() => server.err).toContain('"variable":"TUPU_MAX_DEPHT","msg":"unknown setting"')
  })
})

describe('tupu seed', () => {
  it('adds the founding data and, when run again, nothing', async () => {
    const first = run(['seed'])
    expect(await first.ended).toBe(0)
    expect(first.out).toMatch(/^Added to .*tupu\.db: [1-9]\d* entity/)
    const second = run(['seed'])
    expect(await second.ended).toBe(0)
    expect(second.out).toMatch(/: 0 entity, 0 source, 0 relation, .*0 property\.\n$/)
  })
})

describe('tupu', () => {
  it('lists its commands and refuses others', async () => {
    const help = run(['--help'])
    expect(await help.ended).toBe(0)
    expect(help.out.match(/^ {2}\w+/gm)?.map((name) => name.trim())).toEqual([
      ...['serve', 'seed', 'import', 'export', 'check', 'merge', 'split', 'forget', 'schema', 'help'],
    ])
    expect(await failure(['nonsense'])).toContain("unknown command 'nonsense'")
  })
})
