import { parse } from 'graphql'
import { PropertyName } from '../../../schema/vocabulary.ts'
import { graphqlPath } from '../graphql/path.ts'
import { type Entry, entryFragment, type Graph, isKey } from './graph.ts'
import { shortType } from './types.ts'

const shownProperties = [
  'COUNTRY',
  'INDUSTRY',
  'LEGAL_FORM',
  'FOUNDED_ON',
  'DISSOLVED_ON',
  'STATUS',
  'WEBSITE',
] as const
const mostValues = 3
const mostIdentifiers = 6

type Shown = Entry & {
  readonly english: string
  readonly description: string | null
  readonly relations: { readonly totalCount: number }
  readonly claims: {
    readonly edges: readonly {
      readonly node: {
        readonly assertedAs: string | null
        readonly assertedBy: { readonly name: string } | null
        readonly source: { readonly key: string; readonly title: string | null; readonly url: string | null }
        readonly locator: { readonly line: number | null } | null
      }
    }[]
  }
}

const document = parse(/* GraphQL */ `
  query ($key: String!) {
    entity(by: { key: $key }) {
      ...Entry
      english: name(lang: EN)
      description
      relations { totalCount }
      claims(first: 1) {
        edges { node { assertedAs assertedBy { name } source { key title url } locator { line } } }
      }
    }
  }
  ${entryFragment}
`)

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.toWellFormed().replace(/[&<>"']/g, (mark) => marks[mark]!)

/** A page on an entity for people, null if there is none with this key; with a link to the playground if there is that. */
export async function entityPage(key: string, graph: Graph, playground: boolean): Promise<string | null> {
  const { entity } = isKey(key) ? await graph.ask<{ entity: Shown | null }>(document, { key }) : { entity: null }
  return entity && page(entity.name, body(entity) + (playground ? link(entity.key) : ''))
}

/** The page that says that there is no entity with this key. */
export function missingPage(key: string): string {
  const text = escapeHtml(key.slice(0, 200))
  return page('Not found', `<h1>Not found 未找到</h1><p>No entity has the id <code>${text}</code>.</p>`)
}

function body(entity: Shown): string {
  const rows: [label: string, html: string][] = [
    ...shownProperties.flatMap((name): [string, string][] => {
      const values = entity.properties.edges.flatMap(({ node }) => (node.name === name ? [escapeHtml(node.value)] : []))
      const [english, chinese] = PropertyName[name]
      return values.length > 0 ? [[`${english} ${chinese}`, listed([...new Set(values)], mostValues)]] : []
    }),
    ...entity.identifiers
      .slice(0, mostIdentifiers)
      .map(({ scheme, value }): [string, string] => [escapeHtml(scheme), `<code>${escapeHtml(value)}</code>`]),
    ['relations 关系', String(entity.relations.totalCount)],
    ...entity.claims.edges.map(({ node }): [string, string] => ['source 来源', sourceOf(node)]),
  ]
  const others = new Set([entity.english, ...entity.names.map((name) => name.text)])
  others.delete(entity.name)
  return [
    `<h1>${escapeHtml(entity.name)}</h1>`,
    others.size > 0 ? `<p>${listed([...others].map(escapeHtml), mostIdentifiers)}</p>` : '',
    `<p class="kind">${escapeHtml(shortType(entity.kind).name)} · <code>${escapeHtml(entity.key)}</code></p>`,
    entity.description ? `<p>${escapeHtml(entity.description)}</p>` : '',
    `<table>${rows.map(([label, html]) => `<tr><th>${label}</th><td>${html}</td></tr>`).join('')}</table>`,
  ].join('\n')
}

/** Leads to the playground with a query on the entity. */
function link(key: string): string {
  const query = `{ entity(by: { key: ${JSON.stringify(key)} }) { __typename name names { text lang type } identifiers { scheme value } relations(first: 10) { edges { node { kind from { name } to { name } claims { source { title } locator { line } } } } } } }`
  return `<p><a target="_blank" rel="noopener" href="${graphqlPath}?query=${encodeURIComponent(query)}">GraphQL</a></p>`
}

function sourceOf({ source, locator, assertedBy, assertedAs }: Shown['claims']['edges'][number]['node']): string {
  const title = escapeHtml(source.title ?? source.key)
  const isLink = source.url && /^https?:\/\//i.test(source.url)
  const link = isLink ? `<a target="_blank" rel="noopener" href="${escapeHtml(source.url!)}">${title}</a>` : title
  const who = assertedBy?.name ?? assertedAs
  const line = locator?.line == null ? '' : `, line ${locator.line}`
  return link + line + (who ? ` (${escapeHtml(who)})` : '')
}

const listed = (values: readonly string[], most: number) =>
  values.slice(0, most).join(' · ') + (values.length > most ? ' …' : '')

const style = `body{font:14px/1.4 system-ui,sans-serif;margin:12px;color:#222;background:#fff}h1{font-size:18px;margin:0 0 4px}
p{margin:4px 0}.kind{color:#666}table{border-spacing:0;margin:6px 0}th{font-weight:normal;color:#666;text-align:left;padding:1px 12px 1px 0;vertical-align:top;white-space:nowrap}td{overflow-wrap:anywhere}`

const page = (title: string, html: string) =>
  `<!doctype html>\n<html lang="zh-Hans">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)} · Tupu 图谱</title><style>${style}</style></head>\n<body>\n${html}\n</body>\n</html>\n`
