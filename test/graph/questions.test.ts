import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { recordsOf } from '../../src/import/read.ts'
import { largerData } from '../larger-data.ts'
import { seed } from '../seed/read-seed.ts'
import { temporaryStore } from '../store/temporary.ts'
import { asking } from './asking.ts'

const recordedAt = '2026-01-01T00:00:00.000Z'

function seeded(memory?: number) {
  const store = temporaryStore()
  store.write(seed, recordedAt)
  return asking(store, memory)
}

const mistake = (code: string, message: RegExp) => ({ errors: [{ code, message: expect.stringMatching(message) }] })

describe.each([
  ['in memory', undefined],
  ['in SQL', 0],
])('questions about links, answered %s', (_, memory) => {
  test('a path gives the evidence of each step', async () => {
    const { ask } = seeded(memory)
    const query = (more: string) => `{ paths(from: {name: "Huafa Group"}, to: {key: "vercel"}${more}) {
      length complete
      hops { from { key } to { key } kind direction relation { kind claims { assertedBy { key } source { key } locator { line } } } } } }`
    const claims = (party: string, line: number) => [
      { assertedBy: { key: party }, source: { key: 'china-times-zhipu-listing' }, locator: { line } },
    ]
    expect(await ask(query(''))).toEqual({
      paths: [
        {
          length: 2,
          complete: true,
          hops: [
            {
              from: { key: 'huafa-group' },
              to: { key: 'zhipu' },
              kind: 'INVESTED_IN',
              direction: 'FORWARD',
              relation: { kind: 'INVESTED_IN', claims: claims('tianyancha', 17) },
            },
            {
              from: { key: 'zhipu' },
              to: { key: 'vercel' },
              kind: 'INTEGRATES',
              direction: 'BACKWARD',
              relation: { kind: 'INTEGRATES', claims: claims('vercel', 20) },
            },
          ],
        },
      ],
    })
    for (const more of [', via: [INVESTED_IN]', ', maxHops: 1', ', directed: true', ', via: []'])
      expect(await ask(query(more))).toEqual({ paths: [] })
  })

  test('what holds in both directions leads both ways, also where relations are followed as they read', async () => {
    const { ask } = seeded(memory)
    const from = (one: string, other: string, via: string) =>
      ask(
        `{ paths(from: {key: "${one}"}, to: {key: "${other}"}, via: ${via}, directed: true) { length hops { kind direction } } }`,
      )
    const hop = (direction: string) => ({ paths: [{ length: 1, hops: [{ kind: 'COMPETES_WITH', direction }] }] })
    const via = '[COMPETES_WITH, INVESTED_IN]'
    const both = [await from('zhipu', 'minimax', via), await from('minimax', 'zhipu', via)]
    expect(both).toEqual(expect.arrayContaining([hop('FORWARD'), hop('BACKWARD')]))
    expect(await from('zhipu', 'minimax', '[INVESTED_IN]')).toEqual({ paths: [] })
  })

  test('a view decides which links there are', async () => {
    const { ask } = seeded(memory)
    const count = (view: string) =>
      ask(`{ view(${view}) { paths(from: {key: "huafa-group"}, to: {key: "vercel"}) { length } } }`)
    const [two, none] = [{ view: { paths: [{ length: 2 }] } }, { view: { paths: [] } }]
    expect(await count('knownAt: "2025-12-20"')).toEqual(two)
    expect(await count('knownAt: "2025-12-18"')).toEqual(none)
    expect(await count('accordingTo: ["tianyancha", "vercel"]')).toEqual(two)
    expect(await count('accordingTo: ["tianyancha"]')).toEqual(none)
    expect(await count('modality: [REPORTED]')).toEqual(none)
    expect(await count('validOn: "2024-01-01"')).toEqual(none)
  })

  test('shared statements and sources are links only if they are asked for', async () => {
    const { ask } = seeded(memory)
    const query = (via: string) =>
      ask(`{ paths(from: {key: "zhang-yi"}, to: {key: "zhipu"}, via: ${via}) { hops { kind relation { key } direction
        statements { speaker { key } about { key } } sources { key } } } }`)
    expect(await query('[INVESTED_IN]')).toEqual({ paths: [] })
    const { paths } = (await query('[SHARED_STATEMENT]')) as { paths: { hops: { statements: object[] }[] }[] }
    expect(paths[0]!.hops).toHaveLength(1)
    expect(paths[0]!.hops[0]).toMatchObject({ kind: 'SHARED_STATEMENT', relation: null, direction: null, sources: [] })
    expect(paths[0]!.hops[0]!.statements).toContainEqual({ speaker: { key: 'zhang-yi' }, about: [{ key: 'zhipu' }] })
    expect(await query('[SHARED_SOURCE]')).toEqual({
      paths: [
        {
          hops: [
            {
              kind: 'SHARED_SOURCE',
              relation: null,
              direction: null,
              statements: [],
              sources: [{ key: 'china-times-zhipu-listing' }],
            },
          ],
        },
      ],
    })
  })

  test('a neighbourhood says what it leaves out', async () => {
    const { ask } = seeded(memory)
    const query = (more: string) => `{ neighborhood(of: {key: "zhipu"}${more}) {
      omitted complete nodes { entity { key } distance hidden } links { from { key } to { key } kind claims { key } } } }`
    type Answer = {
      neighborhood: {
        omitted: number
        complete: boolean
        nodes: { hidden: number; distance: number }[]
        links: object[]
      }
    }
    const { neighborhood: whole } = (await ask(query(''))) as Answer
    expect(whole).toMatchObject({ omitted: 0, complete: true })
    expect(whole.nodes[0]).toEqual({ entity: { key: 'zhipu' }, distance: 0, hidden: 0 })
    expect(whole.nodes.slice(1).every((node) => node.distance === 1)).toBe(true)
    const { neighborhood: part } = (await ask(query(', limit: 4'))) as Answer
    expect(part.nodes).toEqual([{ ...whole.nodes[0], hidden: whole.nodes.length - 4 }, ...whole.nodes.slice(1, 4)])
    expect(part).toMatchObject({ omitted: whole.nodes.length - 4, complete: false })
    expect(part.links).toHaveLength(3)
    expect(await ask(query(', via: [FOUNDED]'))).toMatchObject({
      neighborhood: { nodes: [{ distance: 0 }], links: [] },
    })
    expect(await ask('{ neighborhood(of: {key: "nobody"}) { omitted } }')).toEqual({ neighborhood: null })
  })

  test('common neighbours come with what links them to both', async () => {
    const { ask } = seeded(memory)
    expect(
      await ask(`{ commonNeighbors(a: {key: "huafa-group"}, b: {key: "vercel"}) {
        totalCount complete nodes { entity { key } links { from { key } to { key } kind } } } }`),
    ).toEqual({
      commonNeighbors: {
        totalCount: 1,
        complete: true,
        nodes: [
          {
            entity: { key: 'zhipu' },
            links: [
              { from: { key: 'huafa-group' }, to: { key: 'zhipu' }, kind: 'INVESTED_IN' },
              { from: { key: 'zhipu' }, to: { key: 'vercel' }, kind: 'INTEGRATES' },
            ],
          },
        ],
      },
    })
  })

  test('a mistake is told', async () => {
    const store = temporaryStore()
    store.write(seed, recordedAt)
    const twin = (key: string) => ({
      record: 'entity' as const,
      key,
      kind: 'COMPANY' as const,
      names: [{ text: 'Twin', lang: 'en', type: 'OFFICIAL' as const }],
    })
    store.write([twin('twin-1'), twin('twin-2')], recordedAt)
    const { ask } = asking(store, memory)
    const paths = (from: string, more = '') => ask(`{ paths(from: {${from}}, to: {key: "zhipu"}${more}) { length } }`)
    expect(await paths('key: "nobody"')).toEqual(mistake('NOT_FOUND', /`from` names no entity/))
    expect(await paths('name: "Twin"')).toEqual(mistake('AMBIGUOUS', /twin-1, twin-2/))
    expect(await paths('name: "智譜"')).toEqual(mistake('BAD_USER_INPUT', /the same entity/))
    expect(await paths('key: "vercel"', ', maxHops: 7')).toEqual(
      mistake('BAD_USER_INPUT', /`maxHops` is 7: it takes 1 to 6/),
    )
    expect(await paths('key: "vercel"', ', first: 0')).toEqual(
      mistake('BAD_USER_INPUT', /`first` is 0: it takes 1 to 20/),
    )
    const common = '{ commonNeighbors(a: {key: "zhipu"}, b: {key: "vercel"}, first: 101) { totalCount } }'
    expect(await ask(common)).toEqual(mistake('BAD_USER_INPUT', /`first` is 101: it takes 1 to 100/))
    expect(await paths('id: "Claim:x"')).toEqual(mistake('BAD_USER_INPUT', /belongs to no Entity/))
    expect(await paths('id: "Company:vercel"')).toEqual({ paths: [{ length: 1 }] })
  })
})

const data = largerData && join(largerData, 'cn_listed/lemonhu')
const there = data !== undefined && existsSync(data)
if (!there) console.info('Skipped: the test on A-share boards needs TUPU_TEST_DATA, a folder with data/cn_listed')

test.skipIf(!there)('two companies that share only a director are found', { timeout: 300_000 }, async () => {
  const store = temporaryStore()
  const session = store.session({ recordedAt })
  for (const name of ['stock', 'executive', 'executive_stock']) {
    const input = {
      path: join(data!, `${name}.csv`),
      mapping: resolve(import.meta.dirname, '../../examples/a-share/mapping.yaml'),
    }
    for await (const { record } of recordsOf(input, { onProblem: (problem) => expect.fail(problem) }))
      session.put(record)
  }
  session.commit()
  const [memory, database] = [asking(store), asking(store, 0)]
  const { people } =
    (await memory.ask(`{ people(first: 1, orderBy: [{field: INFLUENCE, direction: DESC}]) { edges { node {
    key influence roles(first: 100) { edges { node { key } } } } } } }`)) as {
      people: { edges: { node: { key: string; influence: number; roles: { edges: { node: { key: string } }[] } } }[] }
    }
  const [{ node: person }] = people.edges as [(typeof people.edges)[0]]
  const boards = [...new Set(person.roles.edges.map(({ node }) => node.key))]
  expect(boards.length).toBe(person.influence)
  expect(boards.length).toBeGreaterThan(1)
  const query = `{ paths(from: {key: "${boards[0]}"}, to: {key: "${boards[1]}"}, first: 20, maxHops: 2) {
    length hops { to { __typename key } kind relation { claims { source { key } locator { line } } } } } }`
  const answer = (await memory.ask(query)) as { paths: { hops: { to: object; relation: { claims: object[] } }[] }[] }
  expect(answer.paths.map(({ hops }) => hops[0]!.to)).toContainEqual({ __typename: 'Person', key: person.key })
  expect(answer.paths[0]!.hops.every(({ relation }) => relation.claims.length > 0)).toBe(true)
  expect(await database.ask(query)).toEqual(answer)
})
