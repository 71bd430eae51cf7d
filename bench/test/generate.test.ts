import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { record } from '../../src/records/record.ts'
import { generate } from '../graph/generate.ts'
import { Shape } from '../graph/shape.ts'

const digest = (size: number) => {
  const hash = createHash('sha256')
  for (const one of generate(size)) hash.update(JSON.stringify(one))
  return hash.digest('hex')
}

test('the same size gives the same records', () => {
  assert.equal(digest(1000), digest(1000))
  assert.notEqual(digest(1000), digest(2000))
})

test('there are as many of each as the size says, each is a valid record, and degrees are uneven', () => {
  const shape = new Shape(1000)
  const counts: Record<string, number> = {}
  const investments = new Map<string, number>()
  for (const one of generate(1000)) {
    assert.ok(record.safeParse(one).success, JSON.stringify(one))
    const kind = one.record === 'relation' ? one.kind : one.record
    counts[kind] = (counts[kind] ?? 0) + 1
    if (one.record === 'relation' && one.kind === 'INVESTED_IN')
      investments.set(one.from, (investments.get(one.from) ?? 0) + 1)
  }
  assert.deepEqual(counts, {
    source: 20,
    entity: 1200,
    property: 2000,
    ANALYST_AT: 200,
    event: shape.rounds,
    INVESTED_IN: shape.investments,
    statement: shape.statements,
    figure: shape.figures,
  })
  const degrees = [...investments.values()].sort((a, b) => b - a)
  const middle = degrees[degrees.length >> 1]!
  assert.ok(degrees[0]! > 10 * middle, `the most is ${degrees[0]}, the median ${middle}`)
})
