import { readFileSync } from 'node:fs'
import { buildSchema, validate } from 'graphql'
import { expect, test } from 'vitest'
import { countRows } from './compare.ts'
import { seeds } from './differential.ts'
import { drawWorld } from './generate/worlds.ts'
import { generate } from './generate.ts'
import { inFull } from './records.ts'
import { createReference } from './reference.ts'
import { seedRecords } from './seed.ts'

const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'))
const recordedAt = '2026-01-01T00:00:00.000Z'
const now = '2026-01-02T00:00:00.000Z'

test('the generator draws valid queries that mostly return rows and rarely end in an error', {
  timeout: 120_000,
}, async () => {
  const reference = createReference({ schema, records: inFull(seedRecords(), recordedAt), now })
  const ground = { schema, view: reference.view, probe: reference }
  let withRows = 0
  let withErrors = 0
  for (const seed of seeds(1, 200)) {
    const query = await generate(seed, ground)
    expect(validate(schema, query.document)).toEqual([])
    const { data, errors = [] } = await reference.execute(query.document, query.variables, query.operationName)
    for (const error of errors) expect(error.extensions.code, query.text).toMatch(/^(BAD_USER_INPUT|AMBIGUOUS)$/)
    if (countRows(data)) withRows += 1
    if (errors.length) withErrors += 1
  }
  expect(withRows).toBeGreaterThanOrEqual(100)
  expect(withErrors).toBeLessThanOrEqual(20)
})

test('the same seed draws the same query', async () => {
  const reference = createReference({ schema, records: inFull(drawWorld(7), recordedAt), now })
  const ground = { schema, view: reference.view, probe: reference }
  for (const seed of seeds(2, 20)) {
    const [one, other] = [await generate(seed, ground), await generate(seed, ground)]
    expect([other.text, other.variables]).toEqual([one.text, one.variables])
  }
})

test('random worlds are records that can be imported', () => {
  for (const seed of seeds(3, 100)) expect(() => inFull(drawWorld(seed), recordedAt)).not.toThrow()
})
