import type { Compiler } from './compiler.ts'
import { type Drive, driveOf } from './driver.ts'
import type { Expressions } from './expression.ts'
import type { ConnectionField, Links, ListField, Told } from './fields.ts'
import { isSelective } from './filter.ts'
import { isOfType, tagsOf } from './identity.ts'
import type { Paging } from './paging.ts'
import type { RowType } from './registry.ts'
import * as sql from './sql.ts'
import { and, type Sql } from './sql.ts'
import type { Row } from './statement.ts'
import type { Value } from './value.ts'

/** The rows of a list: where they come from, to be asked when all columns have been named, and what keeps them in it. */
export type Members = {
  readonly from: string
  node: Row
  link: Row | undefined
  tie: Sql
  where: Sql
  /** The place of a row in the order of the keys, where a function of the server tells it. */
  place?: Sql
  /** Whether they come in their order. */
  ordered?: boolean
}

/** In which order rows are read, and whether they are read in it up to the end of a page. */
export type Reading = Pick<Paging, 'order' | 'backward'> & { paged?: boolean }

/** The number of entries in a list of a row. */
export function countOf(compiler: Compiler, field: ConnectionField | ListField, row: Row, x: Expressions): Sql {
  const type = compiler.registry.type(field.type)
  const told = field.kind === 'connection' ? field.told?.(x, row, tagsOf(type)) : undefined
  if (told) return `case when ${x.onTime(row.col('id'))} then ${told.count} end`
  const members = membersOf(compiler, field, type, row, x, undefined)
  const where = and(x.onTime(members.node.col('id')), members.where)
  return `(select count(*) from ${members.from} where ${where})`
}

export const countMembers = ({ from, where }: Members): Sql => `(select count(*) from ${from} where ${where})`

export function membersOf(
  compiler: Compiler,
  field: ConnectionField | ListField,
  type: RowType,
  parent: Row | undefined,
  x: Expressions,
  given: Value | undefined,
  reading?: Reading,
): Members {
  const where = given && !given.isNull ? given : undefined
  const node = x.row(type.table)
  const drive = driveOf(compiler.registry, field, type, parent, node, x, where, reading?.order)
  if (drive) return driven(compiler, drive, type, node, x, where, reading)
  const narrowed = parent !== undefined || (where !== undefined && isSelective(compiler.registry, type, where))
  const base = and(isOfType(type, node, !narrowed), x.visible(node))
  const links = 'links' in field ? field.links : undefined
  if (links && 'edgePerLink' in field && field.edgePerLink) {
    const way = links.ways[0]!
    const link = x.row(links.table)
    const edge = { links, near: link.col(way.near), far: link.col(way.far), link }
    return {
      from: `${links.table.name} ${link.alias} join ${type.table.name} ${node.alias} on ${node.col('id')} = ${link.col(way.far)}`,
      node,
      link,
      tie: link.col('key'),
      where: and(
        x.eq(link.col(way.near), parent!.col('id')),
        links.where(x, link),
        x.visible(link),
        base,
        where && compiler.filters.condition(x, type, node, where, edge),
      ),
    }
  }
  let member: Sql | null = null
  if (links) {
    const reached = links.ways.map((way) => {
      const link = x.row(links.table)
      const conditions = and(
        x.eq(link.col(way.near), parent!.col('id')),
        x.isSet(link.col(way.far)),
        links.where(x, link),
        way.where?.(x, link),
        x.visible(link),
      )
      return `select ${link.col(way.far)} from ${links.table.name} ${link.alias} where ${conditions}`
    })
    member = and(x.isIn(node.col('id'), x.union(...reached)), x.ne(node.col('id'), parent!.col('id')))
  } else member = belongs(x, field, node, parent)
  const edge = links && { links, near: parent!.col('id'), far: node.col('id') }
  return {
    from: `${type.table.name} ${node.alias}`,
    node,
    link: undefined,
    tie: node.col('key'),
    where: and(member, base, where && compiler.filters.condition(x, type, node, where, edge)),
  }
}

/** The rows of a list that a function of the server tells; `most` of them, in order, unless some may be sorted out. */
export function toldMembers(
  compiler: Compiler,
  told: Told,
  type: RowType,
  x: Expressions,
  where: Value | undefined,
  most?: Sql,
): Members {
  const node = x.row(type.table)
  const list = x.statement.alias()
  node.told = () => `${list}.value`
  return {
    from: `json_each(${told.list(most ?? '-1')}) ${list} cross join ${type.table.name} ${node.alias} on ${node.col('id')} = cast(${list}.key as integer)`,
    node,
    link: undefined,
    tie: node.col('key'),
    where: and(x.visible(node), where && compiler.filters.condition(x, type, node, where)),
    place: `${list}.id`,
    // A cross join meets the rows as they were told; sorting them again would take an eighth of the time.
    ordered: most !== undefined,
  }
}

function driven(
  compiler: Compiler,
  drive: Drive,
  type: RowType,
  node: Row,
  x: Expressions,
  where: Value | undefined,
  reading: Reading | undefined,
): Members {
  const { row } = drive
  const leads = and(drive.where, x.visible(row), isOfType(type, node, true))
  // By one column and the key they come in order without a sort, so that none is worked out beyond the page.
  if (reading?.paged && reading.order.items.length === 1) node.brought = []
  const meets = where && compiler.filters.condition(x, type, node, where, undefined, drive.met)
  const rest = and(drive.shown ? null : x.visible(node), meets)
  const brings = node.brought?.map(({ name, value }) => `, ${value} as ${name}`).join('')
  node.brought = undefined
  const tie = node.col('key')
  const order = brings && sql.orderBy(reading!.order.terms(x, node, tie, reading!.backward))
  const table = `${row.table.name} ${row.alias}`
  // The limit keeps SQLite from working the values out at each use.
  const rows = brings
    ? `(select ${row.alias}.*${brings} from ${table} where ${leads} order by ${order} limit -1) ${row.alias}`
    : table
  return {
    get from() {
      return node.isRead
        ? `${rows} cross join ${type.table.name} ${node.alias} on ${node.alias}.id = ${node.col('id')}`
        : rows
    },
    node,
    link: undefined,
    tie,
    where: brings ? rest : and(leads, rest),
    ordered: Boolean(brings),
  }
}

/** The condition that a row belongs to the list of its parent, other than through links. */
export function belongs(
  x: Expressions,
  field: Pick<ListField, 'by' | 'match'>,
  row: Row,
  parent: Row | undefined,
): Sql | null {
  if (field.by) return x.eq(row.col(field.by), parent!.col('id'))
  return field.match?.(x, row, parent!) ?? null
}

/** The condition that a link leads from one row to the other by one of the ways. */
export const between = (x: Expressions, links: Links, link: Row, parent: Row, node: Row): Sql =>
  joins(x, links, link, parent.col('id'), node.col('id'))

/** The same for ids of rows. */
export function joins(x: Expressions, links: Links, link: Row, near: Sql, far: Sql): Sql {
  const ways = links.ways.map((way) =>
    and(x.eq(link.col(way.near), near), x.eq(link.col(way.far), far), way.where?.(x, link)),
  )
  return and(sql.or(...ways), links.where(x, link))
}
