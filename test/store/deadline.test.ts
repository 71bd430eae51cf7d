import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { ON_TIME, Overdue, StatementTimeout } from '../../src/store/store.ts'
import { cast } from '../records/sample.ts'
import { endless } from './endless.ts'
import { recordedAt, temporaryFolder, temporaryStore } from './temporary.ts'

const timeout = 700
const label = 'select label from entity where key = @p0'

describe('a statement that asks for time', () => {
  const counting = `with recursive n (i) as (select 1 union all select i + 1 from n where i < @p0 and ${ON_TIME}(i)) select max(i) from n`

  test('is ended after the time that it has, and the next is answered', () => {
    const store = temporaryStore()
    const long = `select json from (${counting.replace('max(i)', "max(i) || '' as json")})`
    for (let i = 0; i < 2; i++) {
      expect(() => store.read(long, [10 ** 9], 20)).toThrow(Overdue)
      expect(() => store.readBytes(long, [10 ** 9], 20)).toThrow(Overdue)
      expect(store.read(long, [10], 20)).toBe('10')
    }
  })

  test('goes on where nobody limits it, here or in another process', async () => {
    const store = temporaryStore()
    const text = `select '' || (${counting})`
    expect(store.read(text, [100_000])).toBe('100000')
    expect(await store.readApart(text, [100_000])).toBe('100000')
  })
})

describe('a dear statement', () => {
  test('sees what was written, and gets its values by name', async () => {
    const store = temporaryStore()
    store.write(cast, recordedAt)
    expect(await store.readApart(label, ['bob'])).toBe('bob')
    expect(await store.readApart(label, ['nobody'])).toBeNull()
    expect(await store.readApart(`select @p1 || '/' || @p0 || '/' || typeof(@p2)`, [20, 1.5, null])).toBe('1.5/20/null')
  })

  test('is ended at its timeout, while others are answered', async () => {
    const store = temporaryStore(timeout, 1)
    store.write(cast, recordedAt)
    await store.readApart(label, ['bob'])
    const start = performance.now()
    const slow = Promise.resolve(store.readApart(endless, [])).catch((error: unknown) => error)
    expect(store.read(label, ['ann'])).toBe('ann')
    expect(performance.now() - start).toBeLessThan(timeout / 2)
    const error = await slow
    expect(error).toBeInstanceOf(StatementTimeout)
    expect((error as StatementTimeout).milliseconds).toBe(timeout)
    const took = performance.now() - start
    expect(took).toBeGreaterThan(timeout - 50)
    expect(took).toBeLessThan(timeout * 2)
  })

  test('finds a new process after one was ended', async () => {
    const store = temporaryStore(timeout, 1)
    store.write(cast, recordedAt)
    for (let i = 0; i < 3; i++) {
      await expect(store.readApart(endless, [])).rejects.toBeInstanceOf(StatementTimeout)
      expect(await store.readApart(label, ['bob'])).toBe('bob')
    }
  })

  test('that waits for a process is ended at its timeout too', async () => {
    const store = temporaryStore(timeout, 1)
    const start = performance.now()
    const all = [0, 1, 2, 3].map(() => Promise.resolve(store.readApart(endless, [])))
    const results = await Promise.allSettled(all)
    expect(results.map((result) => result.status)).toEqual(Array(4).fill('rejected'))
    expect(performance.now() - start).toBeLessThan(timeout * 2)
  })

  test('that is wrong is told so, and its process goes on', async () => {
    const store = temporaryStore()
    await expect(store.readApart('select missing_column', [])).rejects.toThrow('no such column: missing_column')
    await expect(store.readApart('delete from entity returning key', [])).rejects.toThrow('readonly database')
    expect(await store.readApart("select 'fine'", [])).toBe('fine')
  })

  test('gives long texts whole', async () => {
    const text = await temporaryStore().readApart(`select replace(hex(zeroblob(4000000)), '0', '谱')`, [])
    expect(text).toHaveLength(8_000_000)
  })

  test('is ended when the store is closed', async () => {
    const store = temporaryStore()
    const slow = Promise.resolve(store.readApart(endless, [])).catch((error: Error) => error.message)
    await wait(50)
    await store.close()
    expect(await slow).toBe('The database was closed')
  })
})

test.runIf(process.platform === 'linux')(
  'a child ends with its parent, even in the middle of a statement',
  async () => {
    const script = new URL('killed-process.ts', import.meta.url)
    const parent = fork(script, [join(temporaryFolder(), 'tupu.db')], {
      execArgv: [],
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    const [child] = (await once(parent, 'message')) as [number]
    expect(() => process.kill(child, 0)).not.toThrow()
    parent.kill('SIGKILL')
    await expect.poll(() => isRunning(child), { timeout: 5000 }).toBe(false)
  },
)

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
