import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const run = promisify(execFile)
const root = new URL('../../', import.meta.url).pathname
const deals = ['examples/deals/deals.csv', '--mapping', 'examples/deals/deals.yaml']

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tupu-import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function tupu(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, TUPU_DB: join(folder, 'tupu.db') }
  try {
    const { stdout, stderr } = await run(process.execPath, ['bin/tupu.js', ...args], { cwd: root, env })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, stdout, stderr }
  }
}

const numbers = (text: string, kind: string) =>
  text
    .match(new RegExp(`^${kind} +(\\d+) +(\\d+) +(\\d+) +(\\d+)$`, 'm'))
    ?.slice(1)
    .map(Number)

describe('tupu import', () => {
  test('writes a table, and the same table again changes nothing', async () => {
    const first = await tupu('import', ...deals)
    expect([numbers(first.stdout, 'entity'), numbers(first.stdout, 'relation')]).toEqual([
      [5, 0, 0, 0],
      [4, 0, 0, 0],
    ])
    const again = await tupu('import', ...deals)
    expect([numbers(again.stdout, 'entity'), numbers(again.stdout, 'relation')]).toEqual([
      [0, 0, 5, 0],
      [0, 0, 4, 0],
    ])
  })

  test('a dry run writes nothing', async () => {
    await tupu('import', '--dry-run', ...deals)
    const { stdout } = await tupu('import', ...deals)
    expect(numbers(stdout, 'entity')).toEqual([5, 0, 0, 0])
  })

  test('one wrong row keeps all out, unless it is left out on purpose', async () => {
    const table = join(folder, 'deals.csv')
    const rejects = join(folder, 'rejects.txt')
    writeFileSync(table, 'company,investor,year,amount\n甲,乙,2021,3000万\n丙,丁,not a year,5\n')
    const mapping = ['--mapping', 'examples/deals/deals.yaml']
    const refused = await tupu('import', table, ...mapping)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/deals\.csv.*3.*year/s)
    expect(refused.stderr).toContain('nothing was written')
    expect(refused.stderr).not.toContain('    at ')
    const { code, stdout } = await tupu('import', table, ...mapping, '--keep-going', rejects)
    expect(code).toBe(0)
    expect(numbers(stdout, 'relation')).toEqual([1, 0, 0, 0])
    expect(readFileSync(rejects, 'utf8')).toContain('not a year')
  })

  test('what it exports it imports again, byte for byte', async () => {
    await tupu('import', ...deals)
    const [one, two] = [join(folder, 'one.jsonl'), join(folder, 'two.jsonl')]
    expect((await tupu('export', 'jsonl', '--out', one)).code).toBe(0)
    rmSync(join(folder, 'tupu.db'))
    expect((await tupu('import', one)).stderr).toBe('')
    await tupu('export', 'jsonl', '--out', two)
    expect(readFileSync(two, 'utf8')).toBe(readFileSync(one, 'utf8'))
  })

  test('says what is missing', async () => {
    expect(
      (await tupu('import', join(folder, 'nothing.csv'), '--mapping', 'examples/deals/deals.yaml')).stderr,
    ).toMatch(/no such file/)
    expect((await tupu('import', 'examples/deals/deals.csv')).stderr).toMatch(/--mapping/)
    expect((await tupu('export', 'xls')).stderr).toMatch(/jsonl/)
  })
})
