import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Endpoint, startEndpoint } from './server.ts'

const run = promisify(execFile)
const compiler = join(dirname(createRequire(import.meta.url).resolve('relay-compiler')), 'cli.js')
const schemaFile = new URL('../../schema/schema.graphql', import.meta.url)

/** An app as Relay's guides have it: fragments beside components, named after their files. */
const app: Record<string, string> = {
  InvestorList: /* GraphQL */ `
    fragment InvestorList_company on Company
    @refetchable(queryName: "InvestorListPageQuery")
    @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" }) {
      name
      investors(first: $count, after: $cursor) @connection(key: "InvestorList_investors") {
        totalCount
        edges { node { key name } claims { modality locator { line } } }
      }
    }
  `,
  FigureList: /* GraphQL */ `
    fragment FigureList_entity on Entity
    @refetchable(queryName: "FigureListPageQuery")
    @argumentDefinitions(
      count: { type: "Int", defaultValue: 3 }
      cursor: { type: "String" }
      where: { type: "FigureWhere", defaultValue: { metric: { eq: REVENUE } } }
    ) {
      figures(first: $count, after: $cursor, where: $where, orderBy: [{ field: PERIOD }])
        @connection(key: "FigureList_figures", filters: ["where", "orderBy"]) {
        edges { node { key value period { label } } }
      }
    }
  `,
  Anything: /* GraphQL */ `
    fragment Anything_node on Node @refetchable(queryName: "AnythingRefetchQuery") {
      id
      ... on Entity { name ...FigureList_entity @alias }
      ... on Fact { modality claims { assertedBy { name } } }
    }
  `,
  KnownOn: /* GraphQL */ `
    fragment KnownOn_query on Query
    @refetchable(queryName: "KnownOnPageQuery")
    @argumentDefinitions(
      day: { type: "DateTime" }
      count: { type: "Int", defaultValue: 3 }
      cursor: { type: "String" }
    ) {
      view(knownAt: $day) {
        figures(first: $count, after: $cursor) @connection(key: "KnownOn_figures") { totalCount edges { node { key } } }
      }
    }
  `,
  Page: /* GraphQL */ `
    query PageQuery($id: ID!, $day: DateTime) {
      company(by: { key: "zhipu" }) { ...InvestorList_company }
      before: view(knownAt: "2025-12-18") { company(by: { key: "zhipu" }) { id ...InvestorList_company ...FigureList_entity } }
      reported: view(modality: [REPORTED]) { company(by: { key: "zhipu" }) { id ...InvestorList_company ...FigureList_entity } }
      node(id: $id) { ...Anything_node }
      ...KnownOn_query @arguments(day: $day)
    }
  `,
}

let folder: string
let endpoint: Endpoint
let compiled: { stdout: string; stderr: string }
beforeAll(async () => {
  endpoint = await startEndpoint()
  folder = await mkdtemp(join(tmpdir(), 'tupu-relay-'))
  await mkdir(join(folder, 'src'))
  await mkdir(join(folder, 'artifacts'))
  await copyFile(schemaFile, join(folder, 'schema.graphql'))
  for (const [name, document] of Object.entries(app))
    await writeFile(join(folder, 'src', `${name}.js`), `graphql\`${document}\``)
  const config = { src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './artifacts' }
  await writeFile(join(folder, 'relay.config.json'), JSON.stringify(config))
  // Rejects, with all that was printed, if the exit code is not 0.
  compiled = await run(process.execPath, [compiler, 'relay.config.json'], { cwd: folder })
})
afterAll(async () => {
  await endpoint?.close()
  if (folder) await rm(folder, { recursive: true })
})

/** Sends the operation that the compiler wrote, as Relay's network layer does. */
async function send(name: string, variables: object) {
  const file = pathToFileURL(join(folder, 'artifacts', `${name}.graphql.js`))
  const { default: artifact } = await import(/* @vite-ignore */ file.href)
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape of its own answer
  return (await endpoint.ask(artifact.params.text, { ...variables })) as any
}

describe('relay-compiler', () => {
  it('compiles an app against the printed schema', async () => {
    expect(compiled.stdout + compiled.stderr).toContain('Compilation completed.')
    expect(compiled.stdout + compiled.stderr).not.toMatch(/error|warn/i)
    expect((await readdir(join(folder, 'artifacts'))).sort()).toEqual([
      'AnythingRefetchQuery.graphql.js',
      'Anything_node.graphql.js',
      'FigureListPageQuery.graphql.js',
      'FigureList_entity.graphql.js',
      'InvestorListPageQuery.graphql.js',
      'InvestorList_company.graphql.js',
      'KnownOnPageQuery.graphql.js',
      'KnownOn_query.graphql.js',
      'PageQuery.graphql.js',
    ])
  })

  it('writes operations that the server answers, page after page and view by view', async () => {
    const page = await send('PageQuery', { id: 'Figure:zhipu.revenue.2022', day: '2025-12-20' })
    expect(page.node.modality).toBe('REPORTED')
    expect(page.company.investors.edges).toHaveLength(3)
    expect(page.before.company.investors.totalCount).toBe(0)

    const cursor = page.company.investors.pageInfo.endCursor
    const { node } = await send('InvestorListPageQuery', { id: page.company.id, count: 3, cursor })
    const keys = [...page.company.investors.edges, ...node.investors.edges].map((edge) => edge.node.key)
    expect(keys).toEqual(['beijing-ai-fund', 'huafa-group', 'pudong-venture-capital', 'zhangjiang-group'])
    expect(node.investors.pageInfo.hasNextPage).toBe(false)
  })

  it('refetches by an id under its view', async () => {
    const { before, reported } = await send('PageQuery', { id: 'Company:zhipu' })
    const count = async (id: string) => (await send('FigureListPageQuery', { id, count: 9 })).node.figures.edges.length
    expect([await count(before.company.id), await count(reported.company.id)]).toEqual([0, 4])
    const anything = await send('AnythingRefetchQuery', { id: before.company.id })
    expect(anything.node).toMatchObject({ id: before.company.id, name: '智谱', figures: { edges: [] } })
  })

  it('pages through a list of a view, from a fragment on Query', async () => {
    const first = (await send('KnownOnPageQuery', { day: '2025-12-20' })).view.figures
    const second = (await send('KnownOnPageQuery', { day: '2025-12-20', cursor: first.pageInfo.endCursor })).view
      .figures
    const keys = [...first.edges, ...second.edges].map((edge) => edge.node.key)
    expect(new Set(keys).size).toBe(6)
  })
})
