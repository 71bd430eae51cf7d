import type Database from 'better-sqlite3'

const seen = `negated = 0 and known_from <= @now and known_to > @now and known_gaps = 0`

/**
 * The shortest path as one would write it by hand: the distances from either end by a recursion on ids only, each step as far
 * as it must go, then back along them. Recursion stops at the first depth at which both sides meet.
 */
export function shortestBySql(database: Database.Database, now: string) {
  const idOf = database.prepare<[string], number>('select id from entity where key = ?').pluck()
  const step = `
    select r.to_id, reach.depth + 1 from reach join relation r on r.from_id = reach.id
      where r.to_id is not null and r.${seen.replaceAll(' and ', ' and r.')} and reach.depth < @depth
    union
    select r.from_id, reach.depth + 1 from reach join relation r on r.to_id = reach.id
      where r.${seen.replaceAll(' and ', ' and r.')} and reach.depth < @depth`
  const reach = (name: string, start: string, depth: string) =>
    `${name}(id, depth) as (select ${start}, 0 union ${step.replaceAll('reach', name).replaceAll('@depth', depth)})`
  const meets = database
    .prepare<object, number>(
      `with recursive ${reach('ahead', '@a', '@front')}, ${reach('behind', '@b', '@back')}
       select ahead.id from ahead join behind on behind.id = ahead.id
       where ahead.depth + behind.depth = @front + @back limit 1`,
    )
    .pluck()
  const path = (a: number, b: number): number[] | null => {
    for (let length = 1; length <= 6; length++) {
      const front = Math.ceil(length / 2)
      const middle = meets.get({ a, b, now, front, back: length - front })
      if (middle === undefined) continue
      if (length === 1) return [a, b]
      const first = middle === a || middle === b ? [a, middle] : path(a, middle)
      const second = middle === b ? [middle] : path(middle, b)
      return first && second && [...first, ...second.slice(1)]
    }
    return null
  }
  return (from: string, to: string): { length: number } | null => {
    const found = path(idOf.get(from)!, idOf.get(to)!)
    return found && { length: found.length - 1 }
  }
}

/** All who invested in a company in which the party invested, by key, with how many such companies. */
export function coInvestorsBySql(database: Database.Database, now: string) {
  const statement = database
    .prepare<object, string>(
      `with mine(id) as (
         select distinct r.to_id from relation r join entity c on c.id = r.to_id
         where r.from_id = (select id from entity where key = @key) and r.kind = 'INVESTED_IN' and c.kind = 'COMPANY' and r.${seen.replaceAll(' and ', ' and r.')}),
       others(id, shared) as (
         select r.from_id, count(distinct r.to_id) from mine join relation r on r.to_id = mine.id
         where r.kind = 'INVESTED_IN' and r.${seen.replaceAll(' and ', ' and r.')} and r.from_id <> (select id from entity where key = @key)
         group by r.from_id),
       page(key, shared) as (
         select e.key, others.shared from others join entity e on e.id = others.id where e.kind <> 'PRODUCT' order by e.key limit 100)
       select json_object('totalCount', (select count(*) from others),
         'edges', json((select json_group_array(json_object('node', json_object('key', key), 'sharedCount', shared)) from page)))`,
    )
    .pluck()
  return (key: string): unknown => JSON.parse(statement.get({ key, now })!)
}
