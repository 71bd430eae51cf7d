import { hash } from 'node:crypto'
import type { SearchIndex } from '../store/store.ts'
import { comparePlaces, type Place, placeOf } from './order.ts'
import type { Query } from './query.ts'
import type { Hit } from './search.ts'

type Asked = {
  readonly size: number
  readonly after: string | undefined
  readonly query: Query
  readonly kinds: readonly string[] | undefined
  /** Stands for the view. */
  readonly token: string
}

type Page = {
  readonly hits: readonly { readonly hit: Hit; readonly cursor: string }[]
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/** What all cursors of a search begin with: what was looked for, and under which view. */
function headOf({ query, kinds, token }: Asked): string {
  const asked = JSON.stringify([query.folded, kinds ? [...new Set(kinds)].sort() : null])
  return `search.${hash('sha256', asked, 'base64url').slice(0, 12)}|${token}|`
}

const isPlace = (value: unknown): value is Place =>
  Array.isArray(value) &&
  value.length === 5 &&
  value.slice(0, 4).every((one) => Number.isInteger(one)) &&
  typeof value[4] === 'string'

function readCursor(cursor: string, head: string, token: string): Place | { wrong: string } {
  if (!cursor.startsWith(head)) {
    const match = /^search\.[\w-]{12}\|([\w-]*)\|\[/.exec(cursor)
    if (match && match[1] !== token)
      return { wrong: 'This is a cursor of another view. Use it under the view that gave it.' }
    if (match) return { wrong: 'This is a cursor of another search. Use it with the `text` and `kinds` that gave it.' }
    return { wrong: 'This is not a cursor of a search. Take cursors from `cursor` or `pageInfo` of an answer.' }
  }
  try {
    const place = JSON.parse(cursor.slice(head.length)) as unknown
    if (isPlace(place)) return place
  } catch {
    // Said below.
  }
  return { wrong: 'This is not a cursor of a search. Take cursors from `cursor` or `pageInfo` of an answer.' }
}

/** The hits behind a cursor, so many as asked for, or what is wrong with the cursor. */
export function pageOf(index: SearchIndex, hits: readonly Hit[], asked: Asked): Page | { wrong: string } {
  const head = headOf(asked)
  let from = 0
  if (asked.after !== undefined) {
    const after = readCursor(asked.after, head, asked.token)
    if ('wrong' in after) return after
    const next = hits.findIndex((hit) => comparePlaces(placeOf(index, hit), after) > 0)
    from = next < 0 ? hits.length : next
  }
  const page = hits.slice(from, from + asked.size)
  return {
    hits: page.map((hit) => ({ hit, cursor: head + JSON.stringify(placeOf(index, hit)) })),
    hasNext: from + page.length < hits.length,
    hasPrevious: from > 0,
  }
}
