import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { largerData } from '../larger-data.ts'
import { temporaryFolder } from '../store/temporary.ts'
import { type Answer, tupuIn } from './tupu.ts'

type Ask = (query: string) => Promise<Answer>

const nodes = (connection: { edges: { node: { name: string } }[] }) => connection.edges.map(({ node }) => node.name)

/** A server that runs already when files are imported beside it. */
async function serving(imports: readonly (readonly string[])[]): Promise<Ask> {
  const { tupu, serve } = tupuIn(temporaryFolder())
  const ask = await serve()
  const count = async () => (await ask('{ entities { totalCount } }')).data.entities.totalCount as number
  const before = await count()
  for (const args of imports) {
    const { code, stderr } = await tupu('import', ...args)
    expect([code, stderr.replace(/^(.* records, |Note: .* no row has ).*\n/gm, '')], args.join(' ')).toEqual([0, ''])
  }
  // Seen without a restart.
  expect(await count()).toBeGreaterThan(before)
  return async (query) => {
    const answer = await ask(query)
    expect(answer.errors).toBeUndefined()
    return answer
  }
}

const people = (name: string) => `{ company(by: { name: "${name}" }) { key
  people(first: 100) { edges { node { key name } relations { kind title } claims { source { title } locator { line } } } } } }`
const roles = (key: string) =>
  `{ person(by: { key: "${key}" }) { name roles(first: 100) { edges { node { key name } title } } } }`
const children = (key: string) =>
  `{ entity(by: { key: "${key}" }) { name ... on Organization { children(first: 100) { edges { node { key name } } } } } }`
/** The revenue of a period as it was known on a day, and all its values ever, each with its filing. */
const revenue = (key: string, end: string, day: string) => {
  const figures = `company(by: { key: "${key}" }) { figures(first: 100, where: { metric: { eq: REVENUE }, period: { end: { eq: "${end}" } } }) {
    edges { node { value claims { source { key kind publishedOn } knownFrom } } } } }`
  return `{ then: view(knownAt: "${day}") { ${figures} } ${figures} }`
}

describe('own data over HTTP', { timeout: 240_000 }, () => {
  test('A-share companies: the executives of a company by its Chinese name, and the companies of a person', async () => {
    const sample = (name: string) => `examples/a-share/sample/${name}.csv`
    const files = ['stock', 'executive', 'executive_stock'].map(sample)
    const ask = await serving([['--mapping', 'examples/a-share/mapping.yaml', ...files]])
    // The traditional form of the name and its full width letter are the same name.
    const { company } = (await ask(people('樣例釀酒'))).data
    expect(company).toMatchObject({
      key: 'cn-600901.sh',
      people: {
        edges: [
          {
            node: { name: '张样' },
            relations: [{ title: '董事' }, { title: '董事长' }],
            claims: [{ locator: { line: 2 } }, { locator: { line: 2 } }],
          },
        ],
      },
    })
    const { person } = (await ask(roles(company.people.edges[0].node.key))).data
    expect(
      person.roles.edges
        .map(({ node, title }: { node: { name: string }; title: string }) => `${node.name} ${title}`)
        .sort(),
    ).toEqual(['样例酿酒 董事', '样例酿酒 董事长', '样例雪花 独立董事'])
    expect((await ask(people('样例电力A'))).data.company.key).toBe('cn-000037.sz')
  })

  test('research organisations: the children of one', async () => {
    const ask = await serving([['--mapping', 'examples/ror/mapping.yaml', 'examples/ror/sample.ndjson']])
    const { entity } = (await ask(children('ror-0sample01'))).data
    expect(entity.name).toBe('Sample Research Institute')
    expect(nodes(entity.children)).toEqual(['样例实验室'])
  })

  test('company facts: a figure as known on a day, and all its values with their filings', async () => {
    const ask = await serving([['--mapping', 'examples/sec/mapping.yaml', 'examples/sec/sample.json']])
    const values = (data: {
      company: { figures: { edges: { node: { value: string; claims: { source: { key: string } }[] } }[] } }
    }) => data.company.figures.edges.map(({ node }) => [node.value, ...node.claims.map(({ source }) => source.key)])
    const { data } = await ask(revenue('cik-9999999901', '2020-12-31', '2021-12-31'))
    const first = ['5000000', 'sec-9999999901-21-000001']
    expect(values(data.then)).toEqual([first])
    expect(values(data).sort()).toEqual([['4900000', 'sec-9999999901-22-000001'], first])
    const year = await ask(
      `{ figures(where: { period: { label: { eq: "2020" } } }) { totalCount }
         companies(orderBy: [{ figure: { metric: REVENUE, period: "2020" }, direction: DESC }], first: 1) { edges { node { key } } } }`,
    )
    expect(year.data.figures.totalCount).toBe(4)
    expect(year.data.companies.edges[0].node.key).toBe('cik-9999999901')
  })
})

const real = largerData
if (!real) console.info('Skipped: the tests on real data over HTTP need TUPU_TEST_DATA')

describe.skipIf(!real)('real data over HTTP', { timeout: 600_000 }, () => {
  test('A-share companies', async () => {
    const files = ['stock', 'executive', 'executive_stock'].map((name) => join(real!, `cn_listed/lemonhu/${name}.csv`))
    const ask = await serving([['--mapping', 'examples/a-share/mapping.yaml', ...files]])
    const { company } = (await ask(people('贵州茅台'))).data
    expect(company.key).toBe('cn-600519.sh')
    expect(company.people.edges.length).toBeGreaterThan(5)
    for (const { relations, claims } of company.people.edges) {
      expect(relations.length).toBeGreaterThan(0)
      expect(claims[0].locator.line).toBeGreaterThan(1)
    }
    const { person } = (await ask(roles(company.people.edges[0].node.key))).data
    expect(nodes(person.roles)).toContain('贵州茅台')
  })

  test('the first records of ROR', async () => {
    const lines = gunzipSync(await readFile(join(real!, 'ror/ror_records.ndjson.gz')))
      .toString()
      .split('\n')
      .slice(0, 3000)
    const path = join(temporaryFolder(), 'ror.ndjson')
    writeFileSync(path, lines.join('\n'))
    type Ror = { id: string; relationships?: { type: string; label: string }[] }
    const parent = lines
      .map((line) => JSON.parse(line) as Ror)
      .find((one) => one.relationships?.some(({ type }) => type === 'Child'))!
    const ask = await serving([['--mapping', 'examples/ror/mapping.yaml', path]])
    const key = `ror-${parent.id.slice(parent.id.lastIndexOf('/') + 1)}`
    const { entity } = (await ask(children(key))).data
    expect(entity.children.edges.length).toBeGreaterThan(0)
  })

  test('company facts of the SEC', async () => {
    const ask = await serving([
      ['--mapping', 'examples/sec/mapping.yaml', join(real!, 'sec_companyfacts/CIK0000320193.json')],
    ])
    const { data } = await ask(revenue('cik-0000320193', '2020-09-26', '2030-01-01'))
    expect(data.company.figures.edges.length).toBeGreaterThan(0)
    expect(data.company.figures.edges[0].node.claims[0].source.kind).toBe('FILING')
    const query = (day: string) =>
      `{ view(knownAt: "${day}") { company(by: { key: "cik-0000320193" }) { figures { totalCount } } } }`
    const [early, late] = [(await ask(query('2012-01-01'))).data, (await ask(query('2030-01-01'))).data]
    expect(early.view.company.figures.totalCount).toBeGreaterThan(0)
    expect(late.view.company.figures.totalCount).toBeGreaterThan(early.view.company.figures.totalCount)
  })
})
