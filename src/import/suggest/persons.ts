import type { RelationRecord } from '../../records/record.ts'
import type { Column, Guess } from './guess.ts'

type Node = Record<string, unknown>

/** What a person is to a company, by the words for it. */
const TIES: readonly (readonly [RelationRecord['kind'], RegExp])[] = [
  ['FOUNDED', /founder|创始|创办/i],
  ['EXECUTIVE_OF', /董事长|主席|总经理|总裁|首席|高管|chair|chief|president|executive|(^|[^a-z])c[efot]o([^a-z]|$)/i],
  ['DIRECTOR_OF', /董事|director/i],
]

const UNKNOWN = 'LINKED_TO'

const tie = (words: string) => TIES.find(([, pattern]) => pattern.test(words))?.[0] ?? UNKNOWN

/** Headers that don't say what the person is to the company. */
const PLAIN = /^(person|姓名|人名|name)$/i

/** The kind of each tie: by its post, as far as the sample has it. */
export function kindOf(post: Column): unknown {
  const known = [...new Set(post.cells.map((cell) => cell.trim()))].filter((cell) => tie(cell) !== UNKNOWN)
  if (known.length === 0) return UNKNOWN
  const map = Object.fromEntries(known.map((cell) => [cell, tie(cell)]))
  return { first: [{ column: post.name, trim: true, table: { map, else: UNKNOWN } }, UNKNOWN] }
}

/** The persons of a table of companies, and what they are to them. Persons of one name in two companies are told apart. */
export function personsOf(
  persons: readonly Guess[],
  post: Column | undefined,
  company: { readonly identity: readonly string[]; readonly key: unknown; readonly stem: string },
): { let: Node; entities: Node[]; relations: Node[] } {
  const found = { let: {} as Node, entities: [] as Node[], relations: [] as Node[] }
  for (const [i, { name, lang, split }] of persons.entries()) {
    const cell = split ? { item: '.' } : { column: name, trim: true }
    const made = split ? { each: { column: name, split } } : { when: cell }
    const key = `person${i === 0 ? '' : i + 1}`
    const parts = [...company.identity.map((column) => ({ column, trim: true })), cell]
    found.let[key] = { join: parts, slug: true, prefix: `${company.stem}-person-` }
    found.entities.push({ ...made, kind: 'PERSON', key: { value: key }, names: [{ text: cell, lang }] })
    const title = post ? { column: post.name, trim: true } : PLAIN.test(name) ? undefined : { const: name }
    found.relations.push({
      ...made,
      kind: post ? kindOf(post) : tie(name),
      from: { value: key },
      to: company.key,
      ...(title && { title }),
    })
  }
  return found
}
