import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FieldNode, getOperationAST, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct, type Product } from '../product.ts'
import { seed } from '../seed/read-seed.ts'

const folder = import.meta.dirname
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => name.slice(0, -'.graphql'.length))

const read = (name: string) => readFileSync(join(folder, name), 'utf8')

const finding = ['paths', 'neighborhood', 'commonNeighbors']

let product: Product
beforeAll(async () => {
  product = await createProduct(seed, { now: '2026-01-15T12:00:00.000Z', recordedAt: '2026-01-01T00:00:00.000Z' })
})
afterAll(() => product.close())

describe('the golden queries on the founding graph', () => {
  test.each(names)('%s', async (name) => {
    const document = parse(read(`${name}.graphql`))
    const variables = existsSync(join(folder, `${name}.variables.json`))
      ? JSON.parse(read(`${name}.variables.json`))
      : {}
    const before = product.statements()
    const result = await product.execute(document, variables)
    const used = product.statements() - before

    expect(result.errors ?? []).toEqual([])
    const roots = (getOperationAST(document)?.selectionSet.selections ?? []).filter(
      (s) => s.kind === 'Field',
    ) as FieldNode[]
    // What is found in memory needs a statement that looks up those that the arguments name, and its own only for more than numbers.
    const found = roots.filter(({ name }) => finding.includes(name.value))
    const told = found.filter((root) =>
      root.selectionSet!.selections.every((s) => s.kind === 'Field' && !s.selectionSet),
    )
    expect(used, 'statements run for the root fields').toBe(roots.length + found.length - told.length)

    const file = join(folder, `${name}.json`)
    const answer = `${JSON.stringify(result.data, null, 2)}\n`
    if (process.env.TUPU_UPDATE_GOLDEN) writeFileSync(file, answer)
    expect(answer).toBe(readFileSync(file, 'utf8'))
  })
})
