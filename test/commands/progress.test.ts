import { expect, test } from 'vitest'
import { Progress } from '../../src/commands/progress.ts'

/** Something that is written to, a terminal or not. */
function sink(isTTY: boolean) {
  let text = ''
  const write = (piece: string) => {
    text += piece
    return true
  }
  const stream = { isTTY, columns: 120, write } as unknown as NodeJS.WriteStream
  return { stream, text: () => text }
}

test('without a terminal, one line in ten seconds tells records, rate, share and time left', () => {
  const { stream, text } = sink(false)
  let now = 0
  let read = 0
  const progress = new Progress({ name: 'a.csv', size: 1000, read: () => read, stream, now: () => now })
  for (const [time, bytes] of [
    [4, 200],
    [10, 250],
    [12, 300],
    [20, 800],
  ] as const) {
    now = time * 1000
    read = bytes
    progress.add(1500)
  }
  progress.finishing()
  progress.end()
  expect(text()).toBe('a.csv: 3,000 records, 300/s, 25 %, 0:30 left\na.csv: 6,000 records, 300/s, 80 %, 0:05 left\n')
})

test('of a stream whose size nobody knows, only what has come is told', () => {
  const { stream, text } = sink(false)
  let now = 0
  const progress = new Progress({ name: '-', size: undefined, read: () => 5, stream, now: () => now })
  now = 10_000
  progress.add(20)
  expect(text()).toBe('-: 20 records, 2/s\n')
})

test('on a terminal it is a bar, which other lines do not break', () => {
  const { stream, text } = sink(true)
  let now = 0
  const progress = new Progress({ name: 'a.csv', size: 100, read: () => 50, stream, now: () => now })
  now = 1000
  progress.add(10)
  progress.say('Note: something')
  progress.end()
  expect(text()).toContain('█'.repeat(12) + '░'.repeat(12))
  expect(text()).toContain('10 records, 10/s, 50 %, 0:01 left')
  expect(text()).toContain('\r\u001b[KNote: something\n')
})
