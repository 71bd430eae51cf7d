import { type GraphQLInputObjectType, getNamedType, isEnumType } from 'graphql'
import type { Period } from '../../../src/records/values.ts'
import { entityTypes, idOf } from '../ids.ts'
import { View, type ViewArguments } from '../view.ts'
import type { Entity, Source, Thing, World } from '../world.ts'
import type { Random } from './random.ts'

type Json = Record<string, unknown>

const orderFields = new Set(
  [
    'KEY NAME KIND INFLUENCE FOUNDED_ON TITLE VALID_FROM VALID_TO AMOUNT MODALITY METRIC PERIOD VALUE SAID_ON DATE',
    'ASSERTED_ON KNOWN_FROM RECORDED_AT PUBLISHED_ON',
  ].flatMap((line) => line.split(' ')),
)

const words = (type: GraphQLInputObjectType, field: string): string[] => {
  const found = type.getFields()[field]
  const named = found && getNamedType(found.type)
  return named && isEnumType(named) ? named.getValues().map((value) => value.name) : []
}

/** Draws `orderBy`, for an order input such as CompanyOrder. */
export function drawOrder(random: Random, type: GraphQLInputObjectType, view: View): Json[] {
  const counts = words(type, 'count')
  const figures = 'figure' in type.getFields() ? view.world.facts.filter((fact) => fact.type === 'Figure') : []
  const items = random.chance(0.03) ? 0 : random.pick([1, 1, 2, 2, 3])
  return Array.from({ length: items }, () => {
    const direction = random.pick([{}, { direction: 'ASC' }, { direction: 'DESC' }, { direction: 'DESC' }])
    if (counts.length && random.chance(0.3)) return { count: random.pick(counts), ...direction }
    if (figures.length && random.chance(0.35)) {
      const { metric, period, currency } = random.pick(figures).record
      const { label, duration, end }: Period = typeof period === 'object' ? period : { label: period }
      const figure: Json = { metric }
      if (label !== undefined && random.chance(0.4)) figure.period = label
      if (duration !== undefined && random.chance(0.3)) figure.duration = duration
      if (end !== undefined && random.chance(0.3)) figure.end = random.pick([end, end.slice(0, 7), end.slice(0, 4)])
      if (currency !== undefined && random.chance(0.3)) figure.currency = currency
      return { figure, ...direction }
    }
    return { field: random.pick(words(type, 'field').filter((field) => orderFields.has(field))), ...direction }
  })
}

const shift = (time: string, milliseconds: number) => new Date(Date.parse(time) + milliseconds).toISOString()

function drawTime(random: Random, world: World): string {
  const times = world.claims.flatMap((c) => [c.record.knownFrom!, ...(c.record.knownTo ? [c.record.knownTo] : [])])
  const time = random.pick(times)
  return random.pick([
    time,
    time,
    shift(time, -1),
    shift(time, 1),
    time.slice(0, 10),
    shift(time, 86_400_000).slice(0, 10),
  ])
}

/** Draws the arguments of a view, mostly of one in which something is seen. */
export function drawView(random: Random, world: World, now: string): { args: ViewArguments; view: View } {
  if (random.chance(0.03)) {
    const args = random.chance(0.5) ? { accordingTo: [] } : { modality: [] }
    return { args, view: new View(world, now, args) }
  }
  for (let attempt = 0; ; attempt++) {
    const args: Record<string, unknown> = {}
    if (random.chance(0.45)) args.knownAt = drawTime(random, world)
    if (random.chance(0.35)) {
      const asserters = random.some(world.claims, random.int(1, 5)).map((claim) => claim.record.assertedBy ?? 'nobody')
      args.accordingTo = asserters
    }
    if (random.chance(0.35)) {
      args.modality = random.some(world.claims, random.int(1, 4)).map((claim) => claim.record.modality)
    }
    if (random.chance(0.35)) {
      const days = world.facts.flatMap((f) => (f.type === 'Relation' ? [f.record.validFrom, f.record.validTo] : []))
      const known = days.filter((day) => day?.length === 10)
      args.validOn = random.pick([...(known as string[]), '2024-12-31', '2025-06-30', '2025-12-31'])
    }
    if (random.chance(0.05)) args[random.pick(['validOn', 'knownAt', 'accordingTo', 'modality'])] ??= null
    const view = new View(world, now, args)
    const wanted = Math.min(world.facts.length, attempt < 4 ? 6 : 1)
    if (attempt > 8 || view.facts.length >= wanted || random.chance(0.03)) return { args, view }
  }
}

const isEntity = (thing: Thing): thing is Entity => entityTypes.includes(thing.type)

/** An id of a thing: under this view, under none or under another. */
function anyId(random: Random, view: View, thing: Thing): string {
  const { world, now } = view
  const way = random.int(0, 2)
  return idOf(way === 0 ? view : way === 1 ? new View(world, now) : drawView(random, world, now).view, thing)
}

/** Ways in which `by` says one thing. */
export function drawBy(random: Random, view: View, thing: Entity | Source): Json {
  const ways: Json[] = [{ key: thing.key }, { id: anyId(random, view, thing) }]
  if (isEntity(thing)) {
    const { names, identifiers } = thing.record
    const all = view.world.entities.flatMap((entity) =>
      entity === thing ? [] : entity.record.names.map((n) => n.text),
    )
    const own = names.filter((one) => random.chance(0.15) || !all.includes(one.text))
    const name = (random.maybe(own) ?? random.pick(names)).text
    ways.push({ name: random.pick([name, name.toUpperCase(), ` ${name}`, `${name} Inc.`]) })
    if (identifiers?.length) ways.push({ identifier: random.pick(identifiers) })
  } else {
    const { title, url, sha256 } = thing.record
    if (title !== undefined) ways.push({ name: title })
    if (url !== undefined) ways.push({ identifier: { scheme: 'url', value: url } })
    if (sha256 !== undefined) ways.push({ identifier: { scheme: 'sha256', value: sha256 } })
  }
  if (random.chance(0.03)) return { key: 'no-such-key' }
  return random.pick(ways)
}

/** An id of a thing, rarely of nothing. */
export function drawId(random: Random, view: View, thing: Thing): string {
  if (random.chance(0.04)) return `${thing.type}:no-such-key`
  return anyId(random, view, thing)
}
