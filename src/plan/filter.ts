import type { Expressions } from './expression.ts'
import type { ConnectionField, Field, Links, ListField, OneField } from './fields.ts'
import { isOfType } from './identity.ts'
import { belongs, joins } from './members.ts'
import type { Registry, RowType } from './registry.ts'
import { and, not, or, type Sql } from './sql.ts'
import type { Row } from './statement.ts'
import type { Value } from './value.ts'

/** How a row was reached through links, for conditions on `edge`: there is a link from `near` to `far` that meets each. */
export type Edge = {
  links: Links
  near: Sql
  far: Sql
  /** The one link by which it was reached, where every link is an edge of its own. */
  link?: Row | undefined
  /** A link that is at hand, of which one of the conditions is asked. */
  led?: { link: Row; where: Value | undefined } | undefined
}

/** The condition on what a field leads to that there is none. */
export const IS_NULL = 'isNull'

type Meets = (type: RowType, target: Row, edge?: Edge, link?: Row) => Sql

/** Compiles `where` inputs into conditions. Every row that is reached is filtered by the view and by its type. */
export class Filters {
  readonly #registry: Registry

  constructor(registry: Registry) {
    this.#registry = registry
  }

  /** The condition that the row meets the given `where`; that on a field which is `met` already is left out. */
  condition(x: Expressions, type: RowType, row: Row, where: Value, edge?: Edge, met?: Value): Sql {
    const conditions: Sql[] = []
    for (const [name, given] of where.fields()) {
      if (name === IS_NULL) {
        // A row that there is.
        conditions.push(given.sample === true ? 'false' : 'true')
        continue
      }
      if (given === met) continue
      if (name === 'and')
        conditions.push(and(...given.items().map((item) => this.condition(x, type, row, item, edge, met))))
      else if (name === 'or')
        conditions.push(or(...given.items().map((item) => this.condition(x, type, row, item, edge))))
      else if (name === 'not') conditions.push(not(this.condition(x, type, row, given, edge)))
      else if (name === 'edge' && edge) conditions.push(this.#edge(x, edge, given))
      else conditions.push(this.#field(x, type.fields().get(name)!, row, given))
    }
    return and(...conditions)
  }

  #edge(x: Expressions, edge: Edge, where: Value): Sql {
    const { links, near, far, led } = edge
    const type = this.#registry.type(links.type)
    const met = edge.link ?? (led?.where === where ? led.link : undefined)
    if (met) return this.condition(x, type, met, where)
    const link = x.row(links.table)
    const meets = and(joins(x, links, link, near, far), x.visible(link), this.condition(x, type, link, where))
    return `exists (select 1 from ${links.table.name} ${link.alias} where ${meets})`
  }

  #field(x: Expressions, field: Field, row: Row, given: Value): Sql {
    switch (field.kind) {
      case 'leaf':
        return field.filter!.condition(x, row, given)
      case 'embed': {
        const meets = this.condition(x, this.#registry.type(field.type), row, given)
        if (field.present.length === 0) return meets
        const present = or(...field.present.map((column) => x.isSet(row.col(column))))
        return orMissing(given, present, and(present, meets))
      }
      case 'one':
        return this.#one(x, field, row, given)
      case 'list':
      case 'connection':
        return this.#quantified(x, field, row, given)
      default:
        throw new Error(`A ${field.kind} field has no filter`)
    }
  }

  #one(x: Expressions, field: OneField, row: Row, given: Value): Sql {
    const type = this.#registry.type(field.type)
    const target = x.row(type.table)
    const shown = and(isOfType(type, target), x.visible(target))
    const meets = this.condition(x, type, target, given)
    if (field.column && isSelective(this.#registry, type, given)) {
      // So that rows are found by the column's index; NULL must not come out, since it may stand within a `not`.
      const own = row.col(field.column)
      return `(${own} is not null and ${own} in (select ${target.col('id')} from ${type.table.name} ${target.alias} where ${and(shown, meets)}))`
    }
    const exists = (condition: Sql) =>
      `exists (select 1 from ${type.table.name} ${target.alias} where ${and(field.match(x, target, row), shown, condition)})`
    return orMissing(given, exists('true'), meets === 'false' ? meets : exists(meets))
  }

  #quantified(x: Expressions, field: ListField | ConnectionField, row: Row, given: Value): Sql {
    const conditions: Sql[] = []
    for (const [quantifier, where] of given.fields()) {
      if (quantifier === 'some') conditions.push(this.#some(x, field, row, where))
      else if (quantifier === 'none') conditions.push(not(this.#some(x, field, row, where)))
      else
        conditions.push(
          not(this.#exists(x, field, row, (type, target, edge) => not(this.condition(x, type, target, where, edge)))),
        )
    }
    return and(...conditions)
  }

  /** From the inside out where the innermost condition picks few rows, else row by row: SQLite does not choose by itself. */
  #some(x: Expressions, field: ListField | ConnectionField, row: Row, where: Value): Sql {
    const first = firstEdge(where)
    const meets: Meets = (type, target, edge, link) =>
      this.condition(x, type, target, where, edge && { ...edge, led: link && { link, where: first } })
    const type = this.#registry.type(field.type)
    if (isSelective(this.#registry, type, where)) {
      if (field.kind === 'connection' && field.links)
        return or(
          ...this.#ways(x, field, (link, near) => `${row.col('id')} in (select ${link.col(near)} `, null, meets),
        )
      if (field.by) {
        const target = x.row(type.table)
        return `${row.col('id')} in (select ${target.col(field.by)} from ${type.table.name} ${target.alias} where ${and(x.isSet(target.col(field.by)), isOfType(type, target), x.visible(target), meets(type, target))})`
      }
    }
    return this.#exists(x, field, row, meets)
  }

  #exists(x: Expressions, field: ListField | ConnectionField, row: Row, meets: Meets): Sql {
    if (field.kind === 'connection' && field.links)
      return or(...this.#ways(x, field, () => 'exists (select 1 ', row, meets))
    const type = this.#registry.type(field.type)
    const target = x.row(type.table)
    // Any column tells one row from the next where there is no id.
    const [first] = Object.keys(type.table.columns)
    const place = target.col('id' in type.table.columns ? 'id' : first!)
    const member = and(belongs(x, field, target, row), x.onTime(place))
    return `exists (select 1 from ${type.table.name} ${target.alias} where ${and(member, isOfType(type, target), x.visible(target), meets(type, target))})`
  }

  /** One subquery for each way through the links. `bound` ties it to the row whose list it is. */
  #ways(
    x: Expressions,
    field: ConnectionField,
    head: (link: Row, near: string) => string,
    bound: Row | null,
    meets: Meets,
  ): Sql[] {
    const links = field.links!
    const type = this.#registry.type(field.type)
    return links.ways.map((way) => {
      const link = x.row(links.table)
      const target = x.row(type.table)
      const ends = { near: link.col(way.near), far: link.col(way.far) }
      const edge = { links, ...ends, link: field.edgePerLink ? link : undefined }
      const condition = and(
        bound ? x.eq(link.col(way.near), bound.col('id')) : x.isSet(link.col(way.near)),
        x.eq(target.col('id'), link.col(way.far)),
        field.edgePerLink ? null : x.ne(link.col(way.near), link.col(way.far)),
        links.where(x, link),
        way.where?.(x, link),
        x.visible(link),
        bound && x.onTime(link.col('id')),
        isOfType(type, target),
        x.visible(target),
        meets(type, target, edge, link),
      )
      return `${head(link, way.near)}from ${links.table.name} ${link.alias} join ${type.table.name} ${target.alias} on true where ${condition})`
    })
  }
}

/** The condition on what a field leads to, or that there is none if that is asked for. */
const orMissing = (where: Value, present: Sql, meets: Sql): Sql => {
  if (!takesNull(where)) return meets
  return meets === 'false' ? not(present) : or(not(present), meets)
}

/** Whether a field that is null meets a condition on what it leads to: only where all of it asks for that, and something does. */
function takesNull(where: Value): boolean {
  const given = [...where.fields()]
  return (
    given.length > 0 &&
    given.every(([name, value]) => {
      if (name === IS_NULL) return value.sample === true
      if (name === 'and') return value.items().length > 0 && value.items().every(takesNull)
      return name === 'or' && value.items().some(takesNull)
    })
  )
}

/** The first condition on `edge` that must hold whatever else does. */
function firstEdge(where: Value): Value | undefined {
  for (const [name, given] of where.fields()) {
    if (name === 'edge') return given
    if (name !== 'and') continue
    for (const item of given.items()) {
      const found = firstEdge(item)
      if (found) return found
    }
  }
  return undefined
}

/** Whether the condition picks one row or a few by a unique value or a name. */
export function isSelective(registry: Registry, type: RowType, where: Value): boolean {
  for (const [name, given] of where.fields()) {
    if (name === 'or' || name === 'not' || name === 'edge' || name === IS_NULL) continue
    if (name === 'and') {
      if (given.items().some((item) => isSelective(registry, type, item))) return true
      continue
    }
    const field = type.fields().get(name)!
    if (field.kind === 'leaf') {
      if (field.filter?.selective?.some((operator) => given.field(operator))) return true
    } else if (field.kind === 'one' || field.kind === 'embed') {
      if (isSelective(registry, registry.type(field.type), given)) return true
    } else if (field.kind === 'list' || field.kind === 'connection') {
      const some = given.field('some')
      if (some && isSelective(registry, registry.type(field.type), some)) return true
    }
  }
  return false
}
