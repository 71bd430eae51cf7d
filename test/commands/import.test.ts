import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
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
    const dry = await tupu('import', '--dry-run', ...deals)
    expect(numbers(dry.stdout, 'entity')).toEqual([5, 0, 0, 0])
    expect((await tupu('import', '--dry-run', 'package.json', '--format', 'jsonl')).code).toBe(1)
    expect(readdirSync(folder)).toEqual([])
    const { stdout } = await tupu('import', ...deals)
    expect(numbers(stdout, 'entity')).toEqual([5, 0, 0, 0])
    await tupu('import', '--dry-run', ...deals)
    expect(readdirSync(folder)).toEqual(['tupu.db'])
  })

  test('a dry run of several files tells of each what it does after those before it', async () => {
    const write = (name: string, record: object) => {
      const path = join(folder, name)
      writeFileSync(path, `${JSON.stringify(record)}\n`)
      return path
    }
    const company = {
      record: 'entity',
      key: 'co',
      kind: 'COMPANY',
      names: [{ text: 'Co', lang: 'en', type: 'OFFICIAL' }],
    }
    const one = write('one.jsonl', company)
    const two = write('two.jsonl', { record: 'source', key: 'news', kind: 'ARTICLE', publisher: 'co' })
    const dry = await tupu('import', '--dry-run', one, two)
    const told = (text: string) => text.replaceAll(' (dry run: nothing was written)', '')
    expect(dry.code).toBe(0)
    const wrong = await tupu('import', '--dry-run', two, one)
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('there is no entity with the key co')])
    expect(readdirSync(folder).sort()).toEqual(['one.jsonl', 'two.jsonl'])
    expect(told(dry.stdout)).toBe((await tupu('import', one, two)).stdout)
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

  test('tells problems as problems, of which a record may have two', async () => {
    const rejects = join(folder, 'rejects.txt')
    const file = join(folder, 'two.jsonl')
    writeFileSync(file, '{"record":"source","key":"s","kind":"ARTICLE","publisher":"x","authors":["y"]}\n')
    const { stdout } = await tupu('import', file, '--keep-going', rejects)
    expect(stdout).toContain(`\n2 problems, see ${rejects}; what has any was left out\n`)
    expect(readFileSync(rejects, 'utf8').trimEnd().split('\n').slice(1)).toHaveLength(2)
  })

  test('has to be able to write what is refused, before it writes anything', async () => {
    writeFileSync(join(folder, 'file'), '')
    const closed = join(folder, 'closed')
    writeFileSync(closed, '', { mode: 0o444 })
    for (const [path, told] of [
      [join(folder, 'none', 'rejects'), 'there is no such folder'],
      [join(folder, 'file', 'rejects'), 'there is no such folder'],
      [folder, 'expected a file, found a folder'],
      // The superuser may write all.
      ...(process.getuid?.() === 0 ? [] : [[closed, 'no permission to write it']]),
    ] as const) {
      expect(await tupu('import', ...deals, '--keep-going', path)).toEqual({
        code: 1,
        stdout: '',
        stderr: `--keep-going ${path}: ${told}. Name a file that can be written.\n`,
      })
    }
    expect(existsSync(join(folder, 'tupu.db'))).toBe(false)
  })

  test.runIf(existsSync('/dev/full'))('writes nothing if what is refused finds no room', async () => {
    const table = join(folder, 'deals.csv')
    writeFileSync(table, 'company,investor,year,amount\n甲,乙,2021,3000万\n丙,丁,not a year,5\n')
    const mapping = ['--mapping', 'examples/deals/deals.yaml']
    const { code, stderr } = await tupu('import', table, ...mapping, '--keep-going', '/dev/full')
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^--keep-going \/dev\/full: the disk is full\. .*\n$/)])
    expect((await tupu('export', 'jsonl')).stdout).toBe('')
  })

  describe('a source in several files, given whole', () => {
    const [one, two] = ['one.csv', 'two.csv']
    const mapping = ['--mapping', 'examples/deals/deals.yaml']
    const replace = [...mapping, '--replace-source', 'my-deals']
    const write = (name: string, ...rows: string[]) => {
      const path = join(folder, name)
      writeFileSync(path, `company,investor,year,amount\n${rows.join('\n')}\n`)
      return path
    }

    test('keeps what any of them says, and retracts what none says any more', async () => {
      const both = [write(one, '甲,乙,2021,1', '丙,丁,2021,2'), write(two, '甲,戊,2022,3', '丙,己,2022,4')]
      await tupu('import', ...both, ...mapping)
      const same = await tupu('import', ...both, ...replace)
      expect([same.code, same.stderr, numbers(same.stdout, 'relation')]).toEqual([0, '', [0, 0, 4, 0]])
      write(one, '甲,乙,2021,1')
      write(two, '甲,戊,2022,3')
      const { code, stdout } = await tupu('import', ...both, ...replace)
      expect([code, numbers(stdout, 'relation')]).toEqual([0, [0, 0, 2, 2]])
      expect(stdout).toContain(both.join(', '))
    })

    test('keeps what it said as long as anything is left out, and says so', async () => {
      const rejects = ['--keep-going', join(folder, 'rejects.txt')]
      const file = write(one, '甲,乙,2021,1', '丙,丁,2021,2', '丙,己,2022,4')
      await tupu('import', file, ...mapping)
      write(one, '甲,乙,2021,1', '丙,丁,some year,2')
      const left = await tupu('import', file, ...replace, ...rejects)
      expect([left.code, numbers(left.stdout, 'relation')]).toEqual([0, [0, 0, 1, 0]])
      expect(left.stdout).toContain('nothing of my-deals was retracted')
      // A record that only the store can refuse.
      const records = join(folder, 'a.jsonl')
      writeFileSync(records, '{"record":"redirect","key":"x","to":"nobody"}\n')
      const refused = await tupu('import', '--replace-source', 'my-deals', records, ...rejects)
      expect(refused.stdout).toContain('nothing of my-deals was retracted')

      write(one, '甲,乙,2021,1', '丙,丁,2021,2')
      const mended = await tupu('import', file, ...replace, ...rejects)
      expect(numbers(mended.stdout, 'relation')).toEqual([0, 0, 2, 1])
      expect(mended.stdout).not.toContain('nothing of')
    })

    test('keeps what it said if a file of it gives nothing, whatever the reason', async () => {
      const both = [write(one, '甲,乙,2021,1'), write(two, '甲,戊,2022,3')]
      await tupu('import', ...both, ...mapping)
      write(two)
      const empty = join(folder, 'empty.jsonl')
      writeFileSync(empty, '')
      for (const [files, silent] of [
        [both, both[1]],
        [[both[1]], both[1]],
        [[empty], empty],
      ] as const) {
        const { code, stdout } = await tupu(
          'import',
          ...(files as string[]),
          ...(silent === empty ? replace.slice(2) : replace),
        )
        expect([code, stdout]).toEqual([
          0,
          expect.stringContaining(`nothing of my-deals was retracted, since ${silent} gave no record`),
        ])
      }
      const source = join(folder, 'source.jsonl')
      writeFileSync(source, '{"record":"source","key":"my-deals","kind":"DATASET"}\n')
      const { stdout } = await tupu('import', source, ...replace.slice(2))
      expect(numbers(stdout, 'relation')).toEqual([0, 0, 0, 2])
    })

    test('is left as it was if one of them is refused', async () => {
      const both = [write(one, '甲,乙,2021,1'), write(two, '甲,戊,2022,3')]
      await tupu('import', ...both, ...mapping)
      write(one, '甲,丁,2021,1')
      write(two, '甲,戊,some year,3')
      const { code, stderr } = await tupu('import', ...both, ...replace)
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining(`${both.join(', ')}: 1 problem; nothing was written.`),
      ])
      write(one, '甲,乙,2021,1')
      write(two, '甲,戊,2022,3')
      expect(numbers((await tupu('import', ...both, ...replace)).stdout, 'relation')).toEqual([0, 0, 2, 0])
    })
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

  test.each([
    ['a database that has some', 'wal'],
    ['an empty one, which is filled without a log', 'journal'],
  ])(
    'killed in the middle of a large file leaves %s as it was, with its indexes',
    {
      timeout: 300_000,
    },
    async (_what, written) => {
      const nothing = join(folder, 'nothing.jsonl')
      writeFileSync(nothing, '')
      await tupu('import', ...(written === 'wal' ? deals : [nothing]))
      const table = join(folder, 'large.csv')
      const rows = Array.from({ length: 40_000 }, (_, i) => `公司${i},投资人${i},2021,${i + 1}万`)
      writeFileSync(table, `company,investor,year,amount\n${rows.join('\n')}\n`)
      const database = join(folder, 'tupu.db')
      const contents = () => {
        const connection = new Database(database)
        try {
          expect(connection.pragma('integrity_check', { simple: true })).toBe('ok')
          return connection
            .prepare(`select group_concat(name) as indexes, (select count(*) from fact) as facts from sqlite_schema`)
            .get()
        } finally {
          connection.close()
        }
      }
      const before = contents()
      const size = statSync(database).size
      const args = ['bin/tupu.js', 'import', table, '--mapping', 'examples/deals/deals.yaml']
      const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, TUPU_DB: database } })
      const closed = once(child, 'close')
      // What doesn't fit into the cache is written by then.
      const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0
      const spilt = () => (written === 'wal' ? sizeOf(`${database}-wal`) : sizeOf(database) - size)
      while (spilt() < 1_000_000 && child.exitCode === null) await sleep(5)
      child.kill('SIGKILL')
      expect((await closed)[1]).toBe('SIGKILL')
      expect(sizeOf(`${database}-${written}`)).toBeGreaterThan(0)
      // It only reads, and so has to have taken back what was begun.
      expect((await tupu('check', '--quick')).stdout).toContain('no problems')
      expect(contents()).toEqual(before)
      const { stdout } = await tupu('import', table, '--mapping', 'examples/deals/deals.yaml')
      expect(numbers(stdout.replaceAll(',', ''), 'relation')).toEqual([40_000, 0, 0, 0])
      const finished = new Database(database)
      expect(finished.pragma('journal_mode', { simple: true })).toBe('wal')
      finished.close()
    },
  )

  test('suggests a mapping in the encoding and format that are given', async () => {
    const table = join(folder, 'list.txt')
    writeFileSync(table, Buffer.from('b9abcbbe0961620ad6c7c6d709620a', 'hex'))
    const { stdout } = await tupu('import', '--suggest', table, '--encoding', 'gb18030', '--format', 'tsv')
    expect(stdout).toContain('format: tsv\nencoding: gb18030\n')
    expect(stdout).toContain('column: 公司\n')
  })

  test.each([1, 8_000])(
    'what is wrong after the mapping is told with its columns and entry, in %i rows',
    async (count) => {
      const [table, mapping] = [join(folder, 'a.csv'), join(folder, 'a.yaml')]
      writeFileSync(
        mapping,
        `source: { key: s, kind: DATASET }
assertedAs: x
entities: [{ kind: COMPANY, key: { column: id }, names: [{ text: { column: name }, lang: en }] }]
relations: [{ kind: OWNS, from: { column: id }, to: { column: id }, amount: { column: a } }]
figures:
  - subject: { column: id }
    metric: REVENUE
    period: { column: year }
    value: { column: v }
    unit: CURRENCY
    currency: CNY
`,
      )
      const rows = Array.from({ length: count }, (_, i) => `c${i},${'Name '.repeat(15)},,2023,1`)
      writeFileSync(table, `id,name,a,year,v\n${rows.join('\n')}\nx,X,5,2023,1\nx,X,,long ago,1\n`)
      const { code, stderr } = await tupu('import', table, '--mapping', mapping)
      expect(code).toBe(1)
      expect(stderr).toContain(`a.csv:${count + 2}: column a: relations[0]: amount: an amount needs a currency`)
      expect(stderr).toContain(`a.csv:${count + 3}: column year: figures[0]: period: expected a label`)
    },
  )

  test('looks for all files before it writes the first', async () => {
    const { code, stderr } = await tupu('import', deals[0]!, join(folder, 'none.csv'), folder, ...deals.slice(1))
    expect([code, stderr]).toEqual([
      1,
      `${join(folder, 'none.csv')}: there is no such file\n${folder}: expected a file, found a folder\n`,
    ])
    expect(existsSync(join(folder, 'tupu.db'))).toBe(false)
    expect((await tupu('import', deals[0]!, '--mapping', folder)).stderr).toBe(
      `${folder}: expected a file with a mapping, found a folder\n`,
    )
  })

  test('a signal takes back what was begun, and it is told what is in', { timeout: 120_000 }, async () => {
    const database = join(folder, 'tupu.db')
    for (const [files, told, relations] of [
      [['-'], 'Stopped: nothing was written.\n', 0],
      [[deals[0]!, '-'], `Stopped: ${deals[0]} is in, nothing else was written.\n`, 4],
    ] as const) {
      const args = ['bin/tupu.js', 'import', ...files, ...deals.slice(1)]
      const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, TUPU_DB: database } })
      let [out, error] = ['', '']
      child.stdout.on('data', (data) => (out += data))
      child.stderr.on('data', (data) => (error += data))
      child.stdin.write('company,investor,year,amount\n甲,戊,2021,1\n')
      if (files.length > 1) await expect.poll(() => out, { timeout: 30_000 }).toContain('relation')
      else await expect.poll(() => existsSync(database), { timeout: 30_000 }).toBe(true)
      await sleep(2000)
      child.kill('SIGINT')
      expect(await once(child, 'close')).toEqual([null, 'SIGINT'])
      expect(error).toBe(told)
      const { stdout } = await tupu('export', 'jsonl')
      expect(stdout.split('\n').filter((line) => line.startsWith('{"record":"relation"'))).toHaveLength(relations)
    }
  })

  test('a damaged database is named, with what to do', { timeout: 120_000 }, async () => {
    const table = join(folder, 'large.csv')
    const rows = Array.from({ length: 1_000 }, (_, i) => `公司${i},投资人${i},2021,${i + 1}万`)
    writeFileSync(table, `company,investor,year,amount\n${rows.join('\n')}\n`)
    const args = ['import', table, ...deals.slice(1)]
    await tupu(...args)
    const database = join(folder, 'tupu.db')
    const whole = readFileSync(database)
    const damaged = new Set<string>()
    for (const part of [1, 2, 4, 6]) {
      const bytes = Buffer.from(whole)
      const page = Math.floor(((whole.length / 4096) * part) / 8)
      bytes.fill(0xee, page * 4096, (page + 1) * 4096)
      writeFileSync(database, bytes)
      const { code, stderr } = await tupu(...args)
      if (code !== 0) damaged.add(stderr)
      const exported = await tupu('export', 'jsonl', '--out', join(folder, 'out.jsonl'))
      if (exported.code !== 0) damaged.add(exported.stderr)
    }
    expect([...damaged]).toEqual([
      `${database} is damaged; tupu check tells how far. Restore it from a copy, or set TUPU_DB to another path.\n`,
    ])
  })

  test('says what is missing', async () => {
    expect(
      (await tupu('import', join(folder, 'nothing.csv'), '--mapping', 'examples/deals/deals.yaml')).stderr,
    ).toMatch(/no such file/)
    expect((await tupu('import', 'examples/deals/deals.csv')).stderr).toMatch(/--mapping/)
    expect((await tupu('export', 'xls')).stderr).toMatch(/jsonl/)
  })
})
