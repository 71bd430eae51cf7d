import { isDeepStrictEqual } from 'node:util'
import { type Block, blockOf, SPAN } from './link-blocks.ts'
import { LinkRows } from './link-rows.ts'
import type { Connection } from './open.ts'

/** Writes blocks of links anew from their rows. */
export function packLinks(connection: Connection, ids: Iterable<number>): void {
  const rows = new LinkRows(connection)
  const before = connection.prepare<[number], number>('select count from link_block where id = ?').pluck()
  const remove = connection.prepare<[number]>('delete from link_block where id = ?')
  const add = connection.prepare<[Block & { readonly id: number }]>(
    'insert or replace into link_block (id, count, kinds, times, links) values (@id, @count, @kinds, @times, @links)',
  )
  let more = 0
  for (const id of ids) {
    const block = blockOfRows(rows, id)
    more += (block?.count ?? 0) - (before.get(id) ?? 0)
    if (block) add.run({ id, ...block })
    else remove.run(id)
  }
  connection.prepare('update link_state set links = links + ?').run(more)
}

/** The first nodes of the blocks that differ from the rows. */
export function* blocksThatDiffer(connection: Connection): Generator<number> {
  const rows = new LinkRows(connection)
  const stored = connection.prepare<[number], Block>('select count, kinds, times, links from link_block where id = ?')
  for (const id of allBlocks(connection)) {
    if (!isDeepStrictEqual(stored.get(id), blockOfRows(rows, id))) yield id * SPAN
  }
}

/** The block as its rows have it; none where they have no links. */
function blockOfRows(rows: LinkRows, id: number): Block | undefined {
  const node = id * SPAN
  const part = rows.part(node, node + SPAN - 1)
  return part.count > 0 ? blockOf(part, node, rows) : undefined
}

export function allBlocks(connection: Connection): number[] {
  const last = connection.prepare<[], number>(`select max(id) / ${SPAN} from entity`).pluck().get()!
  return Array.from({ length: last + 1 }, (_, id) => id)
}
