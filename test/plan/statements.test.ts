import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type DocumentNode, getOperationAST, getVariableValues, parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schema } from '../../schema/schema.ts'
import { Graph } from '../../src/graph/graph.ts'
import { createPlanner, type Planner } from '../../src/plan/planner.ts'
import { createFinders } from '../../src/server/finders.ts'
import { openSqlite } from '../../src/store/sqlite/sqlite.ts'
import { ON_TIME, type Store } from '../../src/store/store.ts'
import { seed } from '../seed/read-seed.ts'

/** A step of a statement as SQLite means to take it, with the table that it reads. */
type Step = { readonly table: string; readonly detail: string }

let folder: string
let store: Store
let planner: Planner
let sql: string[]
let connection: Database.Database

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tupu-'))
  const path = join(folder, 'plans.db')
  store = openSqlite({ path, statementTimeout: 5000 })
  store.write(seed, '2026-01-01T00:00:00.000Z')
  connection = new Database(path, { readonly: true })
  connection.function(ON_TIME, (_row: unknown) => 1n)
  const noting = new Proxy(store, {
    get(target, name: keyof Store) {
      if (name === 'read') return note
      if (name === 'readBytes') return noteBytes
      if (name === 'define') return define
      const member = target[name]
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  const note: Store['read'] = (statement, values) => {
    sql.push(statement)
    return store.read(statement, values)
  }
  const noteBytes: Store['readBytes'] = (statement, values) => {
    sql.push(statement)
    return store.readBytes(statement, values)
  }
  const define: Store['define'] = (name, answer) => {
    store.define(name, answer)
    connection.function(name, { varargs: true }, () => null)
  }
  const graph = new Graph(noting, 2 ** 24)
  planner = createPlanner(schema, noting, createFinders(schema, noting, graph), graph.calls)
})
afterAll(async () => {
  connection.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** How SQLite would run the statements of an operation. */
async function steps(document: DocumentNode, given: Record<string, unknown> = {}): Promise<Step[]> {
  sql = []
  const declared = getOperationAST(document)!.variableDefinitions ?? []
  const variables = getVariableValues(schema, declared, given).variableValues!.coerced
  await planner.direct(document, undefined, variables)!.run(() => '2026-01-15T12:00:00.000Z')
  expect(sql).not.toEqual([])
  return sql.flatMap((statement) => {
    const values = Object.fromEntries(Array.from(statement.matchAll(/@(p\d+)/g), ([, name]) => [name, null]))
    const rows = connection.prepare<object, { detail: string }>(`explain query plan ${statement}`).all(values)
    // The rows of a page, or those that lead to it, are read as they are found.
    const pages = new Set(rows.flatMap(({ detail }) => /^(?:CO-ROUTINE|MATERIALIZE) (t\d+)$/.exec(detail)?.[1] ?? []))
    return rows.map(({ detail }) => {
      const alias = /^(?:SCAN|SEARCH) (t\d+)\b/.exec(detail)?.[1]
      const found = alias && new RegExp(`(?:from|join) (\\w+) ${alias}\\b`).exec(statement)?.[1]
      const table = alias && (pages.has(found ?? '') || (pages.has(alias) && detail === `SCAN ${alias}`)) ? '' : found
      return { table: table ?? '', detail: alias ? detail.replace(alias, table || 'a page') : detail }
    })
  })
}

const scans = (all: readonly Step[]) =>
  all.filter(({ table, detail }) => table && detail.startsWith('SCAN')).map(({ detail }) => detail)

const sorts = (all: readonly Step[]) =>
  all.filter(({ detail }) => detail.includes('TEMP B-TREE')).map(({ detail }) => detail)

const folderOfQueries = join(import.meta.dirname, '../queries')

const counted = 'all of them are counted'
const byKey = 'a root list in the order of its keys'

/** What may be read from end to end, and why that is right. */
const allowed: Record<string, readonly (readonly [detail: string, reason: string])[]> = {
  'according-to-frost-sullivan': [
    ['SCAN claim USING COVERING INDEX claim_by_fact', counted],
    ['SCAN event', counted],
    ['SCAN event USING INDEX event_key', byKey],
    ['SCAN figure', counted],
    ['SCAN figure USING INDEX figure_key', byKey],
    ['SCAN relation USING COVERING INDEX relation_in', counted],
    ['SCAN statement', counted],
  ],
  'conditions-of-statements': [
    ['SCAN statement', counted],
    ['SCAN statement USING INDEX statement_key', byKey],
  ],
  'known-before-and-after': [
    ['SCAN figure', counted],
    ['SCAN claim USING COVERING INDEX claim_by_fact', counted],
    ['SCAN entity', counted],
    ['SCAN source USING COVERING INDEX source_by_primary', counted],
  ],
  'listings-and-competitors': [['SCAN relation USING INDEX relation_key', byKey]],
  'most-influential': [['SCAN entity USING INDEX entity_by_influence', 'a root list in that order']],
  'page-backwards': [['SCAN statement', 'a root list by modality, which is worked out of claims']],
  'page-forwards': [
    ['SCAN statement USING INDEX statement_key', byKey],
    ['SCAN statement', counted],
  ],
  'sources-and-via': [
    ['SCAN source USING INDEX sqlite_autoindex_source_1', byKey],
    ['SCAN source USING COVERING INDEX source_by_primary', counted],
  ],
}

describe('no table that grows is read from end to end', () => {
  const names = readdirSync(folderOfQueries).flatMap((file) =>
    file.endsWith('.graphql') ? file.slice(0, -'.graphql'.length) : [],
  )

  test.each(names)('by the golden query %s', async (name) => {
    const file = (ending: string) => join(folderOfQueries, name + ending)
    const given = existsSync(file('.variables.json')) ? JSON.parse(readFileSync(file('.variables.json'), 'utf8')) : {}
    const found = scans(await steps(parse(readFileSync(file('.graphql'), 'utf8')), given))
    const expected = (allowed[name] ?? []).map(([detail]) => detail)
    expect([...new Set(found)].sort()).toEqual([...expected].sort())
  })
})

const page = 'pageInfo { hasNextPage endCursor } edges { cursor node { key name } }'
const rounds =
  'fundingRounds(first: 10) { edges { node { key title date participants { entity { key name } role } } } }'

/** The names of one thing, or the places of one page. */
const few = 'USE TEMP B-TREE FOR ORDER BY'
/** The entries of one page, or of one list. */
const list = 'USE TEMP B-TREE FOR group_concat(ORDER BY)'

/** The hot ones, with what they sort: never more than a page, or what one thing has. */
const hot: Record<string, readonly [query: string, sorts: readonly string[], reads: string]> = {
  'one thing by its key': [
    '{ company(by: { key: "a" }) { id key name(lang: EN) } }',
    [few],
    'SEARCH entity USING INTEGER PRIMARY KEY (rowid=?)',
  ],
  'one thing by its id': [
    '{ node(id: "Company:a") { id ... on Company { key name country } } }',
    [],
    'SEARCH property USING COVERING INDEX property_by_subject (subject_id=? AND name=?)',
  ],
  'things in the order of their keys': [
    `{ companies(first: 100) { ${page} } }`,
    [],
    'SEARCH entity USING INDEX entity_by_kind (kind=?)',
  ],
  'things in the order of their names': [
    `{ companies(first: 100, orderBy: [{ field: NAME }]) { ${page} } }`,
    [],
    'SEARCH entity USING INDEX entity_by_kind_label (kind=?)',
  ],
  'things that meet two conditions': [
    `{ companies(first: 100, where: { country: { eq: "CN" }, foundedOn: { gte: "2015" } }, orderBy: [{ field: NAME }]) { ${page} } }`,
    [],
    'SEARCH subject_by_value USING COVERING INDEX subject_by_value_label (name=? AND value=? AND subject_kind=?)',
  ],
  'the same and more, from the last name on': [
    `{ companies(last: 100, where: { and: [{ country: { eq: "CN" } }, { foundedOn: { gte: "2015" } }] }, orderBy: [{ field: NAME }]) {
      totalCount edges { node { id influence foundedOn } } } }`,
    [list],
    'SEARCH subject_by_value USING COVERING INDEX subject_by_value_label (name=? AND value=? AND subject_kind=?)',
  ],
  'what was said last of the first companies of an investor': [
    `{ fund(by: { key: "a" }) { investments(first: 20) { edges { node {
      name
      statements(first: 5, orderBy: [{ field: SAID_ON, direction: DESC }]) { edges { node { summary saidOn speaker { name } } } }
      figures(first: 4) { edges { node { metric value } } }
    } } } } }`,
    [few],
    'SEARCH statement_about USING COVERING INDEX statement_about_by_entity (entity_id=?)',
  ],
  'the first figures of a company': [
    '{ company(by: { key: "a" }) { figures(first: 4) { edges { node { metric value } } } } }',
    [],
    'SEARCH figure USING INDEX figure_by_subject_key (subject_id=?)',
  ],
  'the financing rounds of a company': [
    `{ company(by: { key: "a" }) { key name ${rounds} } }`,
    [few, list],
    'participant_by_entity (entity_id=?)',
  ],
  'the same as it was known': [
    `{ view(knownAt: "2025-01-01") { company(by: { key: "a" }) { key ${rounds} } } }`,
    [few, list],
    'participant_by_entity (entity_id=?)',
  ],
}

describe('hot queries', () => {
  test.each(Object.entries(hot))('%s', async (_, [query, sorted, reads]) => {
    const all = await steps(parse(query))
    expect(scans(all)).toEqual([])
    expect(sorts(all).sort()).toEqual([...sorted].sort())
    expect(all.map(({ detail }) => detail).join('\n')).toContain(reads)
  })

  test('a condition on the value of a property is looked up in its index', async () => {
    const all = await steps(parse(`{ companies(first: 100, where: { country: { eq: "CN" } }) { ${page} } }`))
    const details = all.map(({ detail }) => detail)
    expect(details).toContainEqual(
      expect.stringMatching(/^SEARCH property USING COVERING INDEX property_by_value \(name=\? AND value=\?\)/),
    )
    expect(details).toContainEqual(
      expect.stringMatching(/^SEARCH property USING COVERING INDEX property_by_subject \(subject_id=\? AND name=\?\)/),
    )
  })
})
