import type { Statement } from 'better-sqlite3'
import { FOREVER } from '../../records/forever.ts'
import type { LinkTaker, Time } from '../links.ts'
import { Fields, Numbers } from './lists.ts'
import type { Connection } from './open.ts'

const forever = Date.parse(FOREVER)

/** Some links that were read, by the node that they go out from. */
export type LinkPart = { readonly count: number; each(take: LinkTaker): void }

type Read = [count: number, ...lists: (string | null)[]]

/** The columns of the links of some nodes, each as a list. The days after a slash are the last ones; times say no more than differs. */
const partOf = (kinds: number) => `
  select count(*), json_group_array(id), json_group_array(from_id),
    json_group_array(to_id),
    json_group_array(case kind ${Array.from({ length: kinds }, (_, i) => `when @kind${i} then ${i}`).join(' ')} end),
    group_concat(iif(valid_to_last is null, ifnull(valid_from_day, ''), concat(valid_from_day, '/', valid_to_last)), ' '),
    group_concat(iif(known_to = @forever and known_gaps = 0, iif(known_from = @usual, '', known_from),
      concat(known_from, '/', known_to, iif(known_gaps = 0, '', '/'))), ' ')
  from relation indexed by relation_out where from_id between @first and @last and to_id is not null and negated = 0`

/**
 * Reads the rows of links as lists that SQLite puts together of the columns of many rows at a time, and takes the numbers out of
 * their bytes: a fraction of the time that a row object for each would take.
 */
export class LinkRows {
  /** Each link is of one of them. */
  readonly kinds: readonly string[]
  /** Times in which links are known, as they are met. */
  readonly times: Time[] = []
  /** What was read before, and its place in `times`. */
  readonly #places = new Map<string, number>()
  readonly #bound: Readonly<Record<string, string>>
  readonly #part: Statement<unknown[], Read> | undefined
  /** Ids, ends, kinds, days and times. */
  readonly #lists = [new Numbers(), new Numbers(), new Numbers(), new Numbers(), new Fields(), new Fields()] as const

  constructor(connection: Connection) {
    this.kinds = kindsOfLinks(connection)
    const usual = connection.prepare<[], string>('select known_from from relation limit 1').pluck().get() ?? ''
    this.#bound = { usual, forever: FOREVER, ...Object.fromEntries(this.kinds.map((kind, i) => [`kind${i}`, kind])) }
    this.#timeOf(usual)
    this.#places.set('', 0)
    if (this.kinds.length > 0) this.#part = connection.prepare<unknown[], Read>(partOf(this.kinds.length)).raw()
  }

  /** All links that can lead anywhere and go out from these nodes, the last included. */
  part(first: number, last: number): LinkPart {
    const [count, ...lists] = this.#part?.get({ first, last, ...this.#bound }) ?? [0]
    const each = (take: LinkTaker) => {
      const [ids, from, to, kinds, days, times] = this.#lists
      for (const [i, list] of this.#lists.entries()) list.begin(lists[i] ?? '')
      for (let i = 0; i < count; i++) {
        const validFrom = days.day()
        const validLast = days.goesOn ? days.day() : 0
        take(ids.next(), from.next(), to.next(), kinds.next(), times.read(this.#timeOf), validFrom, validLast)
      }
    }
    return { count, each }
  }

  /** The place in `times` of what is written as `from`, `from/to` or, with gaps, `from/to/`. */
  readonly #timeOf = (text: string): number => {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    const [from, to, gaps] = text.split('/')
    const place = this.times.push({
      stretch: [Date.parse(from!), to ? Date.parse(to) : forever],
      gaps: gaps !== undefined,
    })
    this.#places.set(text, place - 1)
    return place - 1
  }
}

/** The kinds that links are of. */
export const kindsOfLinks = (connection: Connection): string[] =>
  // Leaps from kind to kind in the index, which `distinct` would read as a whole.
  connection
    .prepare<[], string>(
      `with recursive kinds (kind) as (
         select min(kind) from relation union all select (select min(kind) from relation where kind > kinds.kind) from kinds
         where kinds.kind is not null)
       select kind from kinds where kind is not null`,
    )
    .pluck()
    .all()
