import { afterAll, describe, expect, test } from 'vitest'
import { faults } from './faults.ts'
import { Benches, tryOut } from './workshop.ts'

const queries = 400
const usualSeed = 3
const timeout = 600_000
const benches = new Benches(2)
const caught: string[] = []

describe.concurrent('a fault in the compiler makes the product differ from the reference', () => {
  // The same queries: what these find would make every fault look caught.
  test.each([usualSeed, 6])('without a fault they are alike (seed %i)', { timeout }, async (seed) => {
    const { difference, broken, firstBroken } = await benches.use(() => tryOut(null, seed, queries))
    expect(difference).toBeNull()
    expect(broken, String(firstBroken)).toBe(0)
  })

  test.each(faults)('$name', { timeout }, async (fault) => {
    const outcome = await benches.use(() => tryOut(fault, fault.seed ?? usualSeed, queries))
    if (outcome.difference === null)
      expect.fail(`no difference in ${outcome.queries} queries; ${outcome.broken} broke: ${outcome.firstBroken}`)
    caught.push(`${String(outcome.queries).padStart(4)}  ${fault.name}: ${outcome.difference.split('\n')[0]}`)
  })

  afterAll(() => console.log(`Queries up to the first difference:\n${caught.sort().join('\n')}`))
})
