import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as vocabulary from '../../schema/vocabulary.ts'

const root = resolve(import.meta.dirname, '../..')

function files(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name))
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Local files that a file imports, and the packages. */
function imports(file: string): { local: string[]; packages: string[] } {
  const found = [...read(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1]!)
  return {
    local: found
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, resolve(root, dirname(file), name))),
    packages: found.filter((name) => !name.startsWith('.')),
  }
}

const sourceFiles = [...files('src'), ...files('schema')]

describe('the rooms of the house', () => {
  test('only a store folder knows a database driver', () => {
    const drivers = ['better-sqlite3', 'pg', 'kysely']
    const outside = sourceFiles
      .filter((file) => !/^src\/store\/[a-z]+\//.test(file))
      .filter((file) => imports(file).packages.some((name) => drivers.includes(name)))
    expect(outside).toEqual([])
  })

  test('there is no SQL in schema/', () => {
    const found = files('schema').filter((file) =>
      /\b(select|insert|update|delete)\s+[\w*(.']+.*\bfrom\b|\bwhere\s+\w+\.\w+\s*=/i.test(
        read(file)
          .replace(/description:[^\n]*/g, '')
          .replace(/\/\*\*.*?\*\/|\/\/[^\n]*/gs, ''),
      ),
    )
    expect(found).toEqual([])
  })

  test('src/plan says no word of the domain', () => {
    const words = [
      'company',
      'companies',
      'investor',
      'person',
      'analyst',
      'revenue',
      'modality',
      'asserted',
      'accordingTo',
      'known_from',
      ...Object.keys(vocabulary.RelationKind),
      ...Object.keys(vocabulary.Metric).filter((word) => word !== 'OTHER' && word !== 'RANK'),
    ]
    const found = files('src/plan').flatMap((file) => {
      const text = read(file).replace(/\/\*\*.*?\*\/|\/\/[^\n]*/gs, '')
      return words.filter((word) => new RegExp(`\\b${word}\\b`, 'i').test(text)).map((word) => `${file}: ${word}`)
    })
    expect(found).toEqual([])
  })

  test.each([
    ['src/plan', ['src/plan', 'src/store/store.ts', 'src/store/tables.ts']],
    ['src/store', ['src/store', 'src/records', 'schema/vocabulary.ts']],
    [
      'src/graph',
      [
        'src/graph',
        'src/plan/planner.ts',
        'src/plan/request.ts',
        'src/plan/value.ts',
        'src/records',
        'src/store/store.ts',
        'src/store/links.ts',
      ],
    ],
    ['src/records', ['src/records', 'schema/vocabulary.ts']],
    ['src/export', ['src/export', 'src/records', 'src/store/store.ts', 'src/store/label.ts', 'schema/vocabulary.ts']],
    ['src/import', ['src/import', 'src/records', 'src/store/store.ts', 'schema/vocabulary.ts']],
    ['schema', ['schema', 'src/plan', 'src/records', 'src/store/tables.ts']],
    ['src/search', ['src/search', 'src/records', 'src/store/store.ts']],
    [
      'src/server',
      [
        'src/server',
        'src/plan',
        'src/search',
        'src/graph',
        'src/config.ts',
        'src/store/store.ts',
        'src/records/codes.ts',
        'src/records/fold.ts',
        'src/records/language.ts',
        'schema/schema.ts',
        'schema/vocabulary.ts',
      ],
    ],
  ])('%s depends only on what comes after it in the flow', (folder, allowed) => {
    const wrong = files(folder).flatMap((file) =>
      imports(file)
        .local.filter((target) => !allowed.some((prefix) => target === prefix || target.startsWith(`${prefix}/`)))
        .map((target) => `${file} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })
})
