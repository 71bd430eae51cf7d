import type { Statement } from 'better-sqlite3'
import type { LinkReader, LinkTaker, Stretch, Time } from '../links.ts'
import { type Block, BlockReader, SPAN } from './link-blocks.ts'
import { kindsOfLinks } from './link-rows.ts'
import { Numbers } from './lists.ts'
import type { Connection } from './open.ts'

/** Ids of nodes that are read at once. */
const IDS = 10_000

/** Reads links out of the blocks in which they are kept for this. */
export class SqliteLinks implements LinkReader {
  readonly #connection: Connection
  readonly version: number
  readonly nodes: number
  readonly links: number
  readonly parts: number
  readonly kinds: readonly string[]
  readonly #block: Statement<[number], Block>
  readonly #reader: BlockReader
  #claims: Statement<[number], [string, string]> | undefined

  constructor(connection: Connection) {
    this.#connection = connection
    const one = (sql: string) => connection.prepare<[], number>(sql).pluck().get()!
    this.version = linkVersion(connection)()
    this.nodes = one('select coalesce(max(id), 0) + 1 from entity')
    this.links = one('select links from link_state')
    this.parts = Math.ceil(this.nodes / SPAN)
    this.kinds = kindsOfLinks(connection)
    this.#reader = new BlockReader(this.kinds)
    this.#block = connection.prepare<[number], Block>('select count, kinds, times, links from link_block where id = ?')
  }

  get times(): readonly Time[] {
    return this.#reader.times
  }

  eachNode(take: (id: number) => void): void {
    this.#ids('', [], take)
  }

  eachNodeKind(take: (kind: string, id: number) => void): void {
    const kinds = this.#connection.prepare<[], string>('select distinct kind from entity order by kind').pluck().all()
    for (const kind of kinds) this.#ids('kind = ? and', [kind], (id) => take(kind, id))
  }

  /** Ids in the order of keys, some at a time: the list of all would take as much memory as the links. */
  #ids(where: string, values: string[], take: (id: number) => void): void {
    const some = this.#connection
      .prepare<unknown[], [number, string, string]>(
        `select count(*), json_group_array(id), max(key) from (select id, key from entity where ${where} key > ? order by key limit ${IDS})`,
      )
      .raw()
    const ids = new Numbers()
    for (let [count, list, last] = [IDS, '', '']; count === IDS; ) {
      ;[count, list, last] = some.get(...values, last)!
      ids.begin(list)
      for (let i = 0; i < count; i++) take(ids.next())
    }
  }

  part(at: number, take: LinkTaker): void {
    const block = this.#block.get(at)
    if (block) this.#reader.read(block, at * SPAN, take)
  }

  stretches(id: number): readonly Stretch[] {
    this.#claims ??= this.#connection
      .prepare<[number], [string, string]>(
        'select known_from, known_to from claim where fact_id = ? order by known_from, known_to',
      )
      .raw()
    return this.#claims.all(id).map(([from, to]) => [Date.parse(from), Date.parse(to)])
  }
}

/** How often the links have changed. */
export function linkVersion(connection: Connection): () => number {
  const version = connection.prepare<[], number>('select version from link_state').pluck()
  return () => version.get()!
}
