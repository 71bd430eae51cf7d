import { basename } from 'node:path'
import { stringify } from 'yaml'
import { slug } from '../records/slug.ts'
import { STDIN } from './input/open.ts'
import { amountOf, type Column, currencyIn, type Guess, guess, NOTHING, type Role } from './suggest/guess.ts'
import { type Deal, investorsOf } from './suggest/investors.ts'
import { furtherName, isFurther } from './suggest/names.ts'
import { linksOf, nodePrefix } from './suggest/neo4j.ts'
import { personsOf } from './suggest/persons.ts'
import { type SuggestOptions, sampleOf } from './suggest/sample.ts'

export type { SuggestOptions }

/** Headers that only lists of people have. */
const PERSONAL = /(^|[^a-z])(gender|sex|age|birth)|性别|年龄|出生/i

/** A header that is a name of something else, but the post of a person. */
const TITLE = /(^|[^a-z])title([^a-z]|$)/i

/** Roles of columns that are of no use but beside others. */
const BESIDE: readonly Role[] = ['post', 'investor', 'when', 'sum', 'other']

type Node = Record<string, unknown>

const column = (name: string, more: Node = {}): Node => ({ column: name, trim: true, ...more })

/** The columns that tell rows apart as far as the sample shows: a code, else a name, else both together. */
function identityOf(columns: readonly Column[], roles: readonly Guess[]): Guess[] {
  const unique = ({ name }: Guess) => {
    const cells = columns.find((one) => one.name === name)!.cells
    return cells.every((cell) => cell.trim() !== '') && new Set(cells).size === cells.length
  }
  const of = (role: Role) => roles.filter((one) => one.role === role)
  const codes = of('code')
  const names = [...of('name'), ...of('person')]
  const single = codes.find(unique) ?? (codes.length === 0 ? names.find(unique) : undefined)
  if (single) return [single]
  const both = [...codes.slice(0, 1), ...names.slice(0, 1)]
  return both.length > 0 ? both : [roles[0]!]
}

/** The column that tells companies apart where a row is about a person or an investment: a code if each has its own, else the name. */
function companyOf(columns: readonly Column[], codes: readonly Guess[], name: Guess): Guess[] {
  const cells = (one: Guess) => columns.find((column) => column.name === one.name)!.cells
  const names = cells(name)
  const own = codes.find((code) => {
    const values = cells(code)
    const pairs = new Set(values.map((value, i) => JSON.stringify([value, names[i]])))
    const [each, all] = [new Set(values).size, new Set(names).size]
    return values.every((value) => value.trim() !== '') && pairs.size === each && each === all
  })
  return [own ?? name]
}

/** Schemes that are the same everywhere, by the words of headers. */
const SCHEMES: readonly (readonly [string, RegExp])[] = [
  ['uscc', /信用代?码|统一社会信用|(^|[^a-z])uscc([^a-z]|$)/i],
  ['stock-code', /(股票|证券)代[码号]|stock.?code/i],
  ['ticker', /(^|[^a-z])(ticker|symbol)([^a-z]|$)/i],
  ['isin', /(^|[^a-z])isin([^a-z]|$)/i],
  ['lei', /(^|[^a-z])lei([^a-z]|$)/i],
  ['cik', /(^|[^a-z])cik([^a-z]|$)/i],
]

/** The scheme of a column with codes; one that only the table knows is its own, since another may number otherwise. */
function schemeOf(name: string, stem: string): string {
  const known = SCHEMES.find(([, words]) => words.test(name))?.[0]
  if (nodePrefix(name) !== undefined) return `${stem}-${slug(name.replace(/:[^:]*$/, '') || 'id')}`
  return known ?? `${stem}-${/^[\x20-\x7e]+$/.test(name) ? slug(name) : 'code'}`
}

/** A first mapping for a CSV, as YAML: to be read, corrected and then used. */
export async function suggest(path: string, options: SuggestOptions = {}): Promise<string> {
  const { columns, reading } = await sampleOf(path, options)
  const title = path === STDIN ? 'table' : basename(path)
  const stem = slug(title.replace(/\.gz$/i, '').replace(/\.[^.]*$/, ''))
  const head = {
    ...reading,
    ...(options.encoding !== undefined && { encoding: options.encoding }),
    source: { key: stem, kind: 'DATASET', title },
    assertedAs: title,
  }
  const links = linksOf(columns)
  if (!links) return written(title, ...tableOf(columns, stem, head))
  const { used, ...rest } = links
  const left = columns.map(({ name }) => name).filter((name) => !used.includes(name))
  return written(
    title,
    { ...head, ...rest },
    left,
    'Import the files of the nodes first; their keys have to be those of from and to here.',
  )
}

/** A mapping as YAML, with what there is to say of it. */
function written(title: string, mapping: Node, left: readonly string[], more?: string): string {
  const told = [
    `A first mapping for ${title}: a guess from its header and first rows. Check kinds, languages, units and the asserter.`,
    ...(more === undefined ? [] : [more]),
    ...(left.length > 0 ? [`Columns that it doesn't use: ${left.join(', ')}`] : []),
  ]
  const comments = told.map((one) => `# ${one.replace(/[\r\n]+/g, ' ')}\n`).join('')
  return `${comments}${stringify(mapping, { lineWidth: 0, aliasDuplicateObjects: false })}`
}

/** The mapping of a table of companies or people, and the columns that it doesn't use. */
function tableOf(columns: readonly Column[], stem: string, head: Node): [mapping: Node, left: string[]] {
  const roles = guess(columns)
  const by = (role: Role) => roles.filter((one) => one.role === role)
  const persons = by('person')
  const titles = persons.length > 0 ? by('name').filter((one) => TITLE.test(one.name)) : []
  const named = by('name').filter((one) => !titles.includes(one))
  const name = named.find((one) => !isFurther(one.name)) ?? named[0]
  // Beside companies and persons, it is not told whose name it is.
  const aliases = name !== undefined && persons.length > 0 ? [] : by('alias')
  const beside = named.filter((one) => one !== name)
  const otherNames = beside.filter((one) => furtherName(one.name, name!.name) !== undefined)
  const strange = beside.filter((one) => !otherNames.includes(one))
  if (name === undefined) strange.push(...persons.slice(1))
  const own = roles.filter((one) => !strange.includes(one))
  const investors = name === undefined ? [] : by('investor')
  const both = name !== undefined && persons.length + investors.length > 0
  const identity = both ? companyOf(columns, by('code'), name) : identityOf(columns, own)
  const code = both ? by('code').find((one) => identity.includes(one)) : by('code')[0]
  const prefix = (identity.length === 1 && nodePrefix(identity[0]!.name)) || `${stem}-`
  const key = { value: 'key' }
  const isPerson = !both && (persons.length > 0 || columns.some(({ name }) => PERSONAL.test(name)))
  const kind = isPerson ? 'PERSON' : 'COMPANY'
  const listed = both ? [] : persons.slice(0, 1)
  const names = [name, ...listed, ...otherNames, ...aliases].filter((one) => one !== undefined)
  const entity: Node = {
    kind,
    key,
    names: (names.length > 0 ? names : identity).map((one, i) => ({
      text:
        i === 0 && one !== identity[0] ? { first: [column(one.name), column(identity[0]!.name)] } : column(one.name),
      lang: one.lang,
      ...(i > 0 && { type: furtherName(one.name, name?.name ?? '') ?? 'ALIAS' }),
    })),
    ...(code &&
      identity.includes(code) &&
      identity.length === 1 && { identifiers: [{ scheme: schemeOf(code.name, stem), value: column(code.name) }] }),
  }
  const property = (field: string, one: { name: string }, more: Node = {}): Node => ({
    subject: key,
    name: field,
    value: column(one.name, more),
  })
  const properties = [
    ...by('founded').map((one) => property('FOUNDED_ON', one, { date: one.formats ?? true })),
    ...by('country').map((one) => property('COUNTRY', one)),
    ...by('industry').map((one) => property('INDUSTRY', one)),
    ...by('website').map((one) => property('WEBSITE', one)),
    ...by('address').map((one) => property('ADDRESS', one)),
    ...by('status').map((one) => property('STATUS', one)),
    ...by('description').map((one) => ({ ...property('DESCRIPTION', one), lang: one.lang })),
  ]
  const figures = by('amount').map((one) => ({
    subject: key,
    metric: one.metric,
    concept: one.name,
    value: column(one.name, { none: NOTHING, amount: amountOf(one) }),
    unit: 'CURRENCY',
    currency: currencyIn(one),
  }))
  const posts = [...by('post'), ...titles]
  const post = both && persons.length === 1 ? posts[0] : undefined
  const people = both
    ? personsOf(
        persons,
        columns.find((one) => one.name === post?.name),
        { identity: identity.map((one) => one.name), key, stem },
      )
    : { let: {}, entities: [], relations: [] }
  // Of several investors, it is not told who gave how much.
  const alone = investors.length === 1 && investors[0]!.split === undefined
  const deal: Deal = investors.length > 0 ? { when: by('when')[0], sum: alone ? by('sum')[0] : undefined } : {}
  const invested = investorsOf(investors, deal, { key, stem })
  const relations = [...people.relations, ...invested.relations]
  const mapping: Node = {
    ...head,
    let: {
      key: { join: identity.map((one) => column(one.name)), slug: true, prefix },
      ...people.let,
      ...invested.let,
    },
    skipIf: { not: { value: 'key' } },
    entities: [entity, ...people.entities, ...invested.entities],
    ...(relations.length > 0 && { relations }),
    ...(figures.length > 0 && { figures }),
    ...(properties.length > 0 && { properties }),
  }
  const used = [post, deal.when, deal.sum, ...investors, ...aliases]
  const why = (one: Guess) => (strange.includes(one) ? 'names of something else?' : one.why)
  const left = roles
    .filter(
      (one) =>
        (BESIDE.includes(one.role) || titles.includes(one) || strange.includes(one) || one.role === 'alias') &&
        !used.includes(one),
    )
    .map((one) => (why(one) === undefined ? one.name : `${one.name} (${why(one)})`))
  return [mapping, left]
}
