import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadFiles } from '../../src/import/load.ts'
import { seedFiles, seedIfEmpty } from '../../src/import/seed.ts'
import { ReadError } from '../../src/records/read.ts'
import { recordedAt, temporaryFolder, temporaryStore } from '../store/temporary.ts'

const good = `- record: entity
  key: bob
  kind: COMPANY
  names: [{ text: Bob, lang: en, type: OFFICIAL }]
- record: source
  key: paper
  kind: ARTICLE
`
const lost = `- record: property
  subject: bob
  name: STATUS
  value: open
  claims:
    - assertedBy: nobody
      source: paper
      modality: REPORTED
`

function files(contents: Record<string, string>): string[] {
  const folder = temporaryFolder()
  return Object.entries(contents).map(([name, content]) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  })
}

test('files refer to each other in any order', () => {
  const store = temporaryStore()
  const summary = loadFiles(store, files({ 'a.yaml': lost.replace('nobody', 'bob'), 'b.yaml': good }), recordedAt)
  expect(summary).toMatchObject({ entity: { added: 1 }, source: { added: 1 }, property: { added: 1 } })
})

test('a reference to nothing is told with its file, line and field, and nothing is written', () => {
  const store = temporaryStore()
  const paths = files({ 'a.yaml': good, 'b.yaml': lost })
  const load = () => loadFiles(store, paths, recordedAt)
  expect(load).toThrow(ReadError)
  expect(load).toThrow(`${paths[1]}:6: claims[0].assertedBy: there is no entity with the key nobody`)
  expect(store.rowCounts().get('entity')).toBe(0)
})

test('a bad record in the middle leaves nothing', () => {
  const store = temporaryStore()
  const paths = files({ 'a.yaml': `${good}- record: entity\n  key: B\n${good.replaceAll(/bob|paper/g, 'x')}` })
  expect(() => loadFiles(store, paths, recordedAt)).toThrow(`${paths[0]}:9: key: expected a key`)
  expect(store.rowCounts().get('entity')).toBe(0)
})

test.each(['   ', '\\u3000', '\\u200B'])('a name of which nothing can be seen is none: "%s"', (blank) => {
  const paths = files({ 'a.yaml': good.replace('text: Bob', `text: "${blank}"`) })
  expect(() => loadFiles(temporaryStore(), paths, recordedAt)).toThrow(
    `${paths[0]}:4: names[0].text: expected a name, found only white space`,
  )
})

test('a key that two files give is told where it stands the second time', () => {
  const paths = files({ 'a.yaml': good, 'b.yaml': good })
  expect(() => loadFiles(temporaryStore(), paths, recordedAt)).toThrow(
    `${paths[1]}:2: key: expected each key once, found bob`,
  )
})

test('the seed is written into an empty database once', async () => {
  const store = temporaryStore()
  const summary = await seedIfEmpty(store, recordedAt)
  expect(summary!.entity.added).toBeGreaterThan(0)
  expect(await seedIfEmpty(store, recordedAt)).toBeNull()
  const again = loadFiles(store, seedFiles(), recordedAt)
  for (const kind of ['entity', 'source', 'relation', 'figure', 'statement', 'event', 'property'] as const) {
    expect(again[kind]).toEqual({ added: 0, changed: 0, unchanged: summary![kind].added, retracted: 0 })
  }
})

test('a database with entities of its own is not seeded', async () => {
  const store = temporaryStore()
  loadFiles(store, files({ 'a.yaml': good }), recordedAt)
  expect(await seedIfEmpty(store, recordedAt)).toBeNull()
  expect(store.rowCounts().get('entity')).toBe(1)
})
