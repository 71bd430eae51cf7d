import { slug } from '../../records/slug.ts'
import { type Column, guess } from './guess.ts'
import { kindOf } from './persons.ts'

type Node = Record<string, unknown>

/** Headers as `neo4j-admin database import` wants them: what a column is stands behind a colon. */
const HEADER = /:(ID|START_ID|END_ID|TYPE)(?:\(([^)]*)\))?$/

const prefixIn = (space: string | undefined) => `${space === undefined ? 'node' : slug(space)}-`

/** What keys of nodes begin with, so that those of one space are alike in all files; undefined for any other column. */
export function nodePrefix(header: string): string | undefined {
  const [, what, space] = HEADER.exec(header) ?? []
  return what === 'ID' ? prefixIn(space) : undefined
}

/** The relations of a file whose rows lead from one node to another; undefined for any other file. */
export function linksOf(columns: readonly Column[]): { let: Node; relations: Node[]; used: string[] } | undefined {
  const of = (what: string) => columns.find(({ name }) => HEADER.exec(name)?.[1] === what)
  const [from, to, type] = ['START_ID', 'END_ID', 'TYPE'].map(of)
  if (!from || !to) return undefined
  const end = ({ name }: Column) => ({ column: name, trim: true, slug: true, prefix: prefixIn(HEADER.exec(name)![2]) })
  const post = columns[guess(columns).findIndex(({ role }) => role === 'post')]
  const title = post ?? type
  return {
    let: { from: end(from), to: end(to) },
    relations: [
      {
        kind: post ? kindOf(post) : 'LINKED_TO',
        from: { value: 'from' },
        to: { value: 'to' },
        ...(title && { title: { column: title.name, trim: true } }),
      },
    ],
    used: [from, to, title].flatMap((one) => one?.name ?? []),
  }
}
