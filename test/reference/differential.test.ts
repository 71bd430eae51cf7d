import { afterAll, describe, expect, test } from 'vitest'
import { createProduct } from '../product.ts'
import { emptyDistribution, runTrial, seeds } from './differential.ts'
import { drawWorld } from './generate/worlds.ts'
import { inFull } from './records.ts'
import { createReference } from './reference.ts'
import { seedRecords } from './seed.ts'

const runs = Number(process.env.TUPU_DIFFERENTIAL_RUNS ?? 500)
const seed = Number(process.env.TUPU_DIFFERENTIAL_SEED ?? 20_251_219)
const now = '2026-01-02T03:04:05.678Z'
const recordedAt = '2026-01-01T00:00:00.000Z'

const worlds = Math.max(1, Math.ceil(runs / 20))
const onSeed = Math.ceil(runs * 0.25)
const perWorld = Math.ceil((runs - onSeed) / worlds)
const distribution = emptyDistribution()

async function trial(name: string, records: ReturnType<typeof seedRecords>, draws: readonly number[]) {
  const product = await createProduct(records, { now, recordedAt })
  try {
    const reference = createReference({ schema: product.schema, records: inFull(records, recordedAt), now })
    const subject = { name, schema: reference.schema, reference, product }
    const differences = await runTrial(subject, draws, distribution)
    expect(differences.join('\n\n'), `TUPU_DIFFERENTIAL_SEED=${seed}`).toBe('')
  } finally {
    await product.close()
  }
}

describe(`${runs} random queries: the product answers as the reference does`, () => {
  const draws = seeds(seed, onSeed + worlds * perWorld)

  test('on the founding graph', { timeout: 600_000 }, () => trial('seed', seedRecords(), draws.slice(0, onSeed)))

  test.each(draws.slice(0, worlds))('on the random world %i', { timeout: 600_000 }, async (world) => {
    const first = onSeed + draws.indexOf(world) * perWorld
    await trial(`world ${world}`, drawWorld(world), draws.slice(first, first + perWorld))
  })

  test('at least half return rows; 30 % go four levels deep with where, cursor and view', () => {
    expect(distribution.withRows / distribution.queries).toBeGreaterThanOrEqual(0.5)
    expect(distribution.deep / distribution.queries).toBeGreaterThanOrEqual(0.3)
  })

  afterAll(() => console.log(distribution))
})
