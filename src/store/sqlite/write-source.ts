import { fold } from '../../records/fold.ts'
import type { Problem } from '../../records/problem.ts'
import type { SourceRecord } from '../../records/record.ts'
import { firstDay } from '../rows.ts'
import type { Bound } from '../store.ts'
import { correcting } from './identity.ts'
import { Resolver } from './references.ts'
import type { WriteContext } from './write-context.ts'

const columns = [
  ...['kind', 'title', 'title_folded', 'language', 'place', 'published_on', 'published_day', 'published_not_before'],
  ...['url', 'sha256', 'licence'],
]

/** What is erased of a source with its author or publisher, and must not come back. */
const naming: ReadonlySet<string> = new Set(['title', 'title_folded', 'place', 'url'])

const rowOf = (source: SourceRecord): Bound[] => [
  source.kind,
  source.title ?? null,
  source.title === undefined ? null : fold(source.title),
  source.language ?? null,
  source.place ?? null,
  source.publishedOn ?? null,
  firstDay(source.publishedOn),
  source.publishedNotBefore ?? null,
  source.url ?? null,
  source.sha256 ?? null,
  source.licence ?? null,
]

type Begun = { id: number; isNew: boolean }

/** Writes sources, and corrects those that are there. What a record leaves out stays as it is. */
export class SourceWriter {
  readonly #context: WriteContext
  readonly #once: boolean
  /** What was last given for a key, since a mapping gives the same source with each of its rows. */
  #last = new Map<string, string>()
  readonly #corrected
  readonly #statements

  constructor(context: WriteContext, once: boolean) {
    const { connection } = context
    this.#context = context
    this.#once = once
    this.#corrected = correcting(connection)
    this.#statements = {
      insert: connection.prepare<Bound[]>(
        `insert into source (id, key, ${columns}) values (?, ?, ${columns.map(() => '?')})`,
      ),
      remove: connection.prepare<[number]>('delete from source where id = ?'),
      row: connection
        .prepare<[number], Bound[]>(`select ${columns}, publisher_id, primary_source_id from source where id = ?`)
        .raw(),
      update: connection.prepare<Bound[]>(
        `update source set ${columns.map((column) => `${column} = ?`)}, publisher_id = ?, primary_source_id = ? where id = ?`,
      ),
      authors: connection
        .prepare<[number], number>('select entity_id from source_author where source_id = ? order by position')
        .pluck(),
      removeAuthors: connection.prepare<[number]>('delete from source_author where source_id = ?'),
      addAuthor: connection.prepare<[number, number, number | null]>(
        'insert into source_author (source_id, position, entity_id) values (?, ?, ?)',
      ),
    }
  }

  /** Whether this very record has been written lately, so that there is nothing to do. */
  isRepeated(source: SourceRecord): boolean {
    if (this.#once) return false
    const text = JSON.stringify(source)
    if (this.#last.get(source.key) === text) return true
    if (this.#last.size >= 5000) this.#last.clear()
    this.#last.set(source.key, text)
    return false
  }

  /** Finds the source, or writes it without what it refers to; that follows with `parts`. */
  begin(source: SourceRecord): Begun | Problem {
    const { references, ids, summary } = this.#context
    const { key, publishedOn, publishedNotBefore } = source
    const known = references.source(key)
    if (!known) {
      const id = ids.source.next()
      this.#statements.insert.run(id, key, ...rowOf(source))
      references.addSource(key, id, { publishedOn, publishedNotBefore })
      summary.source.added++
      return { id, isNew: true }
    }
    if (this.#once && this.#context.isGiven('source', known.id)) {
      return { path: ['key'], message: `expected each key once, found ${key} a second time` }
    }
    return { id: known.id, isNew: false }
  }

  /** Writes publisher, authors and primary source, and what differs; if any is missing, writes nothing and reports it. */
  parts(id: number, isNew: boolean, source: SourceRecord): Resolver {
    const { references, summary, isGone } = this.#context
    const resolver = new Resolver(references, isGone)
    const publisher = resolver.entity(source.publisher, [], 'publisher')
    const primary = resolver.source(source.primarySource, [], 'primarySource')
    const authors = (source.authors ?? []).flatMap((key, i) => resolver.entity(key, ['authors'], i) ?? [])
    if (!resolver.fine) return resolver
    const stored = this.#statements.row.get(id)!
    const given = [...rowOf(source), publisher, primary].map((value, i) =>
      resolver.dropped && !isNew && stored[i] === null && naming.has(columns[i]!) ? null : value,
    )
    const next = given.map((value, i) => value ?? stored[i]!)
    let changed = next.some((value, i) => value !== stored[i])
    // In one session, a source may be told in parts, but not in two ways.
    const told = this.#context.isGiven('source', id) && !isNew
    const clash = told ? given.findIndex((value, i) => value !== null && stored[i] !== null && value !== stored[i]) : -1
    if (clash >= 0) {
      const message = `expected what was given for ${source.key} before (${stored[clash]}), found ${given[clash]}`
      resolver.wrong.push({ path: [], message })
      return resolver
    }
    if (changed) this.#statements.update.run(...next, id)
    if (publisher !== null && publisher !== stored[columns.length]) this.#corrected('source.publisher_id', id)
    const before = isNew ? [] : this.#statements.authors.all(id)
    if (authors.length > 0 && authors.join() !== before.join()) {
      this.#statements.removeAuthors.run(id)
      for (const [position, author] of before.entries())
        if (author !== authors[position]) this.#corrected('source_author.entity_id', id, position)
      for (const [position, author] of authors.entries()) this.#statements.addAuthor.run(id, position, author)
      changed = true
    }
    if (changed && !isNew) {
      const [on, notBefore] = [next[5], next[7]] as (string | null)[]
      const publication = { publishedOn: on ?? undefined, publishedNotBefore: notBefore ?? undefined }
      references.addSource(source.key, id, publication)
    }
    if (!isNew && !this.#context.isGiven('source', id)) summary.source[changed ? 'changed' : 'unchanged']++
    this.#context.setGiven('source', id)
    return resolver
  }

  /** Takes back what `begin` wrote. */
  abandon(id: number): void {
    this.#statements.remove.run(id)
  }
}
