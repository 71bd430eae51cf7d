import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { expect } from 'vitest'

const folder = join(import.meta.dirname, 'schemas')

const ajv = new Ajv({ allErrors: true, strict: false })
formats.default(ajv)
// Tupu asks for no authentication, so a manifest that tells of one would be wrong.
ajv.addSchema({
  $id: 'http://swagger.io/v2/schema.json',
  definitions: { securityDefinitions: { additionalProperties: { not: {} } } },
})

const ids = new Map<string, string>()
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { $id: string }
  ajv.addSchema(schema)
  ids.set(file.slice(0, -'.json'.length), schema.$id)
}

/** Fails unless a value is as the published schema of this name has it. */
export function expectValid(name: string, value: unknown): void {
  const validate = ajv.getSchema(ids.get(name)!)
  if (!validate) throw new Error(`there is no schema ${name}`)
  expect(validate(value) ? [] : validate.errors, name).toEqual([])
}
