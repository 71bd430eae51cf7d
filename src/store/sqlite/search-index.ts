import { fold } from '../../records/fold.ts'
import { readingsOf } from '../../records/readings.ts'
import { nameTerms, textTerms } from '../../records/terms.ts'
import { type Connection, explaining } from './open.ts'

/** Rows that are sorted and put into the index together. */
const AT_ONCE = 50_000

/** What is indexed besides names: the number that its rows have, and its text. */
const texts = {
  source: { sort: 0, kind: 'SOURCE', from: 'source', text: 'title_folded', folded: true },
  statement: {
    sort: 1,
    kind: 'STATEMENT',
    from: 'statement',
    text: `concat_ws(' ', summary_zh_hans, summary_zh_hant, summary_en, condition_zh_hans, condition_zh_hant, condition_en)`,
    folded: false,
  },
  passage: { sort: 2, kind: 'PASSAGE', from: 'passage', text: 'quote', folded: false },
  event: {
    sort: 3,
    kind: 'EVENT',
    from: 'event',
    text: `nullif(concat_ws(' ', title_zh_hans, title_zh_hant, title_en), '')`,
    folded: false,
  },
} as const

type Text = (typeof texts)[keyof typeof texts]

/** Which rows are to be put into the index: those behind a row up to another, or those that have changed. */
const range = '@after < x.id and x.id <= @upto'
const changed = (what: string) =>
  `x.id in (select id from search_todo where what = '${what}' and @after < id and id <= @upto)`

/** The readings of characters, kept in the database. */
class StoredReadings {
  readonly #known = new Map<string, readonly string[]>()
  readonly #find
  readonly #add

  constructor(connection: Connection) {
    this.#find = connection.prepare<[string], string>('select readings from search_reading where character = ?').pluck()
    this.#add = connection.prepare<[string, string]>('insert into search_reading values (?, ?)')
  }

  get = (character: string): readonly string[] => {
    const known = this.#known.get(character)
    if (known) return known
    const stored = this.#find.get(character)
    const readings = stored === undefined ? readingsOf(character) : stored.split(' ').filter(Boolean)
    if (stored === undefined) this.#add.run(character, readings.join(' '))
    this.#known.set(character, readings)
    return readings
  }
}

/** Whether anything has been written that search doesn't find yet. */
const isBehind = (connection: Connection): boolean =>
  connection
    .prepare<[], number>(
      `select exists (select 1 from search_todo) or exists (select 1 from search_state s where upto < case what
         when 'name' then (select coalesce(max(id), 0) from name) when 'source' then (select coalesce(max(id), 0) from source)
         when 'statement' then (select coalesce(max(id), 0) from statement)
         when 'event' then (select coalesce(max(id), 0) from event)
         else (select coalesce(max(id), 0) from passage) end)`,
    )
    .pluck()
    .get() === 1

/**
 * Puts into the search index what has been written since it was last done; to be called in the transaction that writes. What was
 * deleted or changed has been taken out by triggers.
 */
export function indexForSearch(connection: Connection): void {
  if (!isBehind(connection)) return
  const readings = new StoredReadings(connection)
  bringUp(connection, 'name', (where) => nameAdder(connection, readings, where))
  for (const [what, text] of Object.entries(texts))
    bringUp(connection, what, (where) => textAdder(connection, text, where))
}

/** Indexes what was written before there was an index, or by a process that ended in the middle. */
export function catchUp(connection: Connection, path: string): void {
  if (isBehind(connection)) explaining(path, () => connection.transaction(() => indexForSearch(connection)).immediate())
}

type NameRow = [id: number, length: number, norm: string, kind: string]

function nameAdder(connection: Connection, readings: StoredReadings, where: string): Adder {
  const select = connection
    .prepare<unknown[], NameRow>(
      `select x.id, min(length(x.norm), 255), x.norm, e.kind from name x join entity e on e.id = x.entity_id
       where ${where} order by x.id`,
    )
    .raw()
  const add = connection.prepare<[number, number, string]>(
    'insert into search_name (rowid, terms) values ((? << 40) | cast(? as integer), ?)',
  )
  return (after, upto) => {
    // Ascending row numbers are what the index takes best: by length, then by number.
    const byLength: NameRow[][] = []
    for (const row of select.all({ after, upto }) as NameRow[]) {
      byLength[row[1]] ??= []
      byLength[row[1]]!.push(row)
    }
    // Many people have the same name: its terms are put together once.
    const terms = new Map<string, Map<string, string>>()
    for (const rows of byLength) {
      for (const [id, length, norm, kind] of rows ?? []) {
        const known = terms.get(kind) ?? new Map<string, string>()
        const found = known.get(norm) ?? nameTerms(norm, kind, readings.get)
        terms.set(kind, known.set(norm, found))
        add.run(length, id, found)
      }
    }
  }
}

function textAdder(connection: Connection, { sort, kind, from, text, folded }: Text, where: string) {
  const select = connection.prepare<unknown[], { id: number; text: string }>(
    `select x.id, ${text} as text from ${from} x where ${where} and ${text} is not null order by x.id`,
  )
  const add = connection.prepare<[number, string]>(
    `insert into search_text (rowid, terms) values (cast(? as integer) * 4 + ${sort}, ?)`,
  )
  return (after: number, upto: number) => {
    for (const row of select.all({ after, upto })) add.run(row.id, textTerms(folded ? row.text : fold(row.text), kind))
  }
}

type Adder = (after: number, upto: number) => void

function bringUp(connection: Connection, what: string, adder: (where: string) => Adder): void {
  const one = (sql: string, ...values: string[]) =>
    connection
      .prepare<unknown[], number | null>(sql)
      .pluck()
      .get(...values) ?? 0
  const last = one(`select max(id) from ${what}`)
  const done = one('select upto from search_state where what = ?', what)
  if (done < last) {
    const add = adder(range)
    for (let after = done; after < last; after += AT_ONCE) add(after, Math.min(after + AT_ONCE, last))
    connection.prepare('update search_state set upto = ? where what = ?').run(last, what)
  }
  if (one('select exists (select 1 from search_todo where what = ?)', what) === 0) return
  const add = adder(changed(what))
  // What has been written just now has its changes already.
  connection.prepare('delete from search_todo where what = ? and id > ?').run(what, done)
  const end = one('select max(id) from search_todo where what = ?', what)
  for (let after = 0; after < end; after += AT_ONCE) add(after, after + AT_ONCE)
  connection.prepare('delete from search_todo where what = ?').run(what)
}

/** Writes the index anew without what was deleted, so that nothing of it stays in the file, nor a character that no name has. */
export function purgeSearch(connection: Connection): void {
  const used = new Set<string>()
  for (const name of connection.prepare<[], string>('select norm from name').pluck().iterate()) {
    for (const character of name) used.add(character)
  }
  const remove = connection.prepare<[string]>('delete from search_reading where character = ?')
  for (const character of connection.prepare<[], string>('select character from search_reading').pluck().all()) {
    if (!used.has(character)) remove.run(character)
  }
  for (const table of ['search_name', 'search_text']) {
    connection.exec(`insert into ${table} (${table}) values ('optimize')`)
  }
}
