import { expect, test } from 'vitest'
import { Pace } from '../../src/plan/pace.ts'

const afterRuns = (pace: Pace, ...milliseconds: number[]) => {
  for (const one of milliseconds) pace.ran(one)
  return pace.slow
}
const quick = (times: number) => Array.from({ length: times }, () => 1)

test('one hiccup makes no statement slow, a long run does', () => {
  expect(afterRuns(new Pace(), ...quick(5), 80)).toBe(false)
  expect(afterRuns(new Pace(), 200)).toBe(true)
})

test('hiccups in a row do, and rare ones never', () => {
  expect(afterRuns(new Pace(), 80, 80)).toBe(true)
  const pace = new Pace()
  for (let i = 0; i < 100; i++) expect(afterRuns(pace, 80, ...quick(20))).toBe(false)
})

test('one that is quick again and again is trusted anew', () => {
  const pace = new Pace()
  expect(afterRuns(pace, 5000, ...quick(190))).toBe(true)
  expect(afterRuns(pace, ...quick(15))).toBe(false)
})
