import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../store/temporary.ts'
import { root, tupuIn } from './tupu.ts'

/** Runs a command whose output nobody reads. */
async function unread(database: string, args: readonly string[], ...streams: ('stdout' | 'stderr')[]) {
  const env = { ...process.env, TUPU_DB: database }
  const child = spawn(process.execPath, ['bin/tupu.js', ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of streams) child[stream].destroy()
  const [told, [code]] = await Promise.all([streams.includes('stderr') ? '' : text(child.stderr), once(child, 'close')])
  return [code, told]
}

test('a command whose output is cut short says nothing of it, and finishes what it began', async () => {
  const { database, tupu } = tupuIn(temporaryFolder())
  const deals = ['examples/deals/deals.csv', '--mapping', 'examples/deals/deals.yaml']
  const wide = join(temporaryFolder(), 'wide.csv')
  writeFileSync(wide, `name${',c'.repeat(2000).replaceAll(/c/g, (_, at) => `c${at}`)}\nA${',1'.repeat(2000)}\n`)
  expect(await unread(database, ['schema'], 'stdout')).toEqual([0, ''])
  expect(await unread(database, ['import', '--suggest', wide], 'stdout')).toEqual([0, ''])
  expect(await unread(database, ['import', ...deals], 'stdout', 'stderr')).toEqual([0, ''])
  expect((await tupu('export', 'jsonl')).stdout.split('\n').length).toBeGreaterThan(5)
  expect(await unread(database, ['export', 'jsonl'], 'stdout')).toEqual([0, expect.not.stringContaining('EPIPE')])
  expect(await unread(database, ['check', '--json'], 'stdout')).toEqual([0, ''])
})
