import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const module = new URL('../../src/commands/log-lines.ts', import.meta.url).href

/** What a process has written that logs this many lines and then ends in this way. */
function written(lines: number, end: string): string {
  const script = `import { linesTo } from '${module}'
    const log = linesTo(1)
    for (let n = 0; n < ${lines}; n++) log.write(n + ' 图谱\\n')
    ${end}`
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout
}

const expected = (lines: number) => Array.from({ length: lines }, (_, n) => `${n} 图谱\n`).join('')

test.each([
  ['by itself', ''],
  ['at once', 'process.exit(0)'],
  ['by a mistake', 'throw new Error()'],
])('no line is lost when the process ends %s', (_, end) => {
  expect(written(1, end)).toBe(expected(1))
  expect(written(20_000, end)).toBe(expected(20_000))
})

test('a line is written soon while the process goes on', () => {
  const seen = written(1, `setTimeout(() => process.kill(process.pid, 'SIGKILL'), 2000)`)
  expect(seen).toBe(expected(1))
})
