import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql'
import { attribute, type Subject } from '../attributes.ts'
import { claimsOf, list, listsOf, type Pair, producer, roundsBetween, sharedCompanies } from '../lists.ts'
import type { View } from '../view.ts'
import type { Entity, Relation, Thing } from '../world.ts'
import { drawOrder } from './arguments.ts'
import { Filters } from './filters.ts'
import type { Field, Fragment, Selection, Slot } from './model.ts'
import type { Random } from './random.ts'
import type { Variables } from './variables.ts'

type Fielded = Extract<GraphQLNamedType, { getFields(): Record<string, GraphQLField<unknown, unknown>> }>
type Example = Subject | null

/** How far a selection may still go. */
export type Room = {
  /** Levels of connections and lists below here. */
  readonly levels: number
  /** Levels that the selection must go down, if the data lets it. */
  readonly want: number
  /** To-one steps below here. */
  readonly steps: number
  /** Nodes that one node here stands for, at most. */
  readonly rows: number
}

/** Draws selection sets, following the records so that there is mostly something to see. */
export class Selections {
  readonly random: Random
  readonly schema: GraphQLSchema
  readonly variables: Variables
  readonly slots: Slot[] = []
  #names = 0

  constructor(random: Random, schema: GraphQLSchema, variables: Variables) {
    this.random = random
    this.schema = schema
    this.variables = variables
  }

  #name(prefix: string): string {
    this.#names += 1
    return `${prefix}${this.#names}`
  }

  directive(): string {
    const { random } = this
    if (!random.chance(0.05)) return ''
    const include = random.chance(0.5)
    return ` @${include ? 'include' : 'skip'}(if: ${this.variables.boolean(random.chance(0.75) === include)})`
  }

  field(name: string, args: Record<string, string>, children: Selection[] | null, more: Partial<Field> = {}): Field {
    const aliased = this.random.chance(Object.keys(args).length ? 0.75 : 0.05)
    const alias = aliased ? this.#name(name === 'edges' || name === 'node' ? name : 'a') : null
    return {
      kind: 'field',
      name,
      alias,
      args,
      directive: this.directive(),
      children,
      level: false,
      slot: null,
      ...more,
    }
  }

  /** A selection set is never empty, sometimes holds a field twice, and is sometimes a fragment. */
  #finish(type: Fielded, selections: Selection[]): Selection[] {
    const { random } = this
    const all = selections.length ? selections : [this.field('__typename', {}, null, { directive: '' })]
    if (random.chance(0.06)) all.push(this.field('__typename', {}, null))
    const twice = all.filter((one) => one.kind === 'field' && one.children && one.children.length > 1)
    if (twice.length && random.chance(0.08)) {
      const field = random.pick(twice) as Field
      all.push({ ...field, children: random.some(field.children!, 1) })
    }
    if (!random.chance(0.08)) return all
    const fragment: Fragment = { name: this.#name('F'), on: type.name, children: random.some(all, all.length) }
    return [{ kind: 'spread', fragment, directive: this.directive() }]
  }

  #languages(field: GraphQLField<unknown, unknown>): Record<string, string> {
    const arg = field.args.find((one) => one.name === 'lang')
    if (!arg || this.random.chance(0.5)) return {}
    const lang = this.random.chance(0.05) ? null : this.random.pick(['ZH_HANS', 'ZH_HANT', 'EN'])
    return { lang: this.variables.write(lang, arg.type, 0.4) }
  }

  #leaves(type: Fielded, count: number): Selection[] {
    const fields = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)))
    return this.random.some(fields, count).map((field) => this.field(field.name, this.#languages(field), null))
  }

  /** The fields of one thing or part. */
  of(type: Fielded, example: Example, view: View, room: Room): Selection[] {
    const { random } = this
    const selections: Selection[] = this.#leaves(type, random.int(room.want > 0 ? 0 : 1, 3))
    if (type.getFields().key && random.chance(0.5)) selections.push(this.field('key', {}, null))
    const narrow = isAbstractType(type) && this.#narrower(type, example)
    if (narrow && random.chance(0.6)) {
      for (const one of random.chance(0.3) ? random.some(this.schema.getPossibleTypes(type), 2) : []) {
        if (one.name !== narrow.name) selections.push(this.#inline(one, this.#leaves(one as Fielded, 2)))
      }
      selections.push(this.#inline(narrow, this.of(narrow, example, view, room)))
    } else {
      selections.push(...this.#composites(type, example, view, room))
    }
    return this.#finish(type, selections)
  }

  #inline(type: Fielded, children: Selection[]): Selection {
    return { kind: 'inline', on: type.name, directive: this.directive(), children: this.#finish(type, children) }
  }

  #narrower(type: Fielded, example: Example): Fielded | null {
    if (!isInterfaceType(type)) return null
    const possible = this.schema.getPossibleTypes(type)
    const concrete = possible.find((one) => one.name === example?.type) ?? this.random.pick(possible)
    const between = concrete.getInterfaces().filter((one) => one !== type && this.schema.isSubType(type, one))
    return this.random.chance(0.3) && between.length ? this.random.pick(between) : concrete
  }

  /** What lies behind a field of a thing: the examples to go on with. */
  #behind(example: Example, name: string, view: View): Pair[] {
    if (!example || example.type === 'AnyFact') return []
    if (example.type !== 'Part' && listsOf[example.type]?.[name]) return list(view, example, name)
    let found = name === 'producer' ? producer(view, example as Entity) : attribute(view, example, name)
    if (name === 'claims' && example.type === 'Part') found = null
    if (found && (found as { type?: string }).type === 'AnyFact') found = (found as { fact: Thing }).fact
    const all = Array.isArray(found) ? found : found ? [found] : []
    return all.filter((one) => typeof one === 'object').map((node) => ({ node, relation: null }))
  }

  #composites(type: Fielded, example: Example, view: View, room: Room): Selection[] {
    const { random } = this
    const fields = Object.values(type.getFields()).filter((field) => !isLeafType(getNamedType(field.type)))
    const open = fields.filter((field) => (this.#isLevel(field) ? room.levels > 0 : room.steps > 0))
    const live = open.filter((field) => this.#behind(example, field.name, view).length > 0)
    const levels = live.filter((field) => this.#isConnection(field))
    let chosen: GraphQLField<unknown, unknown>[]
    if (room.want > 0)
      chosen = random.some(levels.length && random.chance(0.8) ? levels : live, random.chance(0.12) ? 2 : 1)
    else {
      const from = random.chance(0.8) ? live : open
      chosen = random.weighted(from, random.pick([0, 0, 1, 1, 1, 2]), (field) => this.#weight(field))
    }
    return chosen.map((field) => this.composite(field, this.#behind(example, field.name, view), example, view, room))
  }

  /** Connections with evidence on their edges are the most intricate, so they are drawn most. */
  #weight(field: GraphQLField<unknown, unknown>): number {
    if (field.name === 'producer') return 3
    if (!this.#isConnection(field)) return 1
    const fields = (getNamedType(field.type) as Fielded).getFields()
    return fields.completeness ? 2.5 : 0.7
  }

  #isConnection(field: GraphQLField<unknown, unknown>): boolean {
    const type = getNamedType(field.type)
    return isObjectType(type) && 'edges' in type.getFields()
  }

  #isLevel(field: GraphQLField<unknown, unknown>): boolean {
    const things = this.schema.getType('Node')
    const type = getNamedType(field.type)
    const isThing = isInterfaceType(things) && (type === things || this.schema.isSubType(things, type as typeof things))
    return this.#isConnection(field) || (isListType(getNullableType(field.type)) && isThing)
  }

  composite(
    field: GraphQLField<unknown, unknown>,
    pairs: readonly Pair[],
    owner: Example,
    view: View,
    room: Room,
  ): Field {
    const { random } = this
    if (this.#isConnection(field)) return this.connection(field, pairs, owner, view, room)
    const type = getNamedType(field.type) as Fielded
    const level = this.#isLevel(field)
    const step = level
      ? { ...room, levels: room.levels - 1, want: room.want - 1, rows: room.rows / 3 }
      : { ...room, steps: room.steps - 1 }
    const children = this.of(type, random.maybe(pairs)?.node ?? null, view, step)
    return this.field(field.name, {}, children, { level })
  }

  /** A connection: its arguments around one of its elements, and what is selected of it. */
  connection(
    field: GraphQLField<unknown, unknown>,
    pairs: readonly Pair[],
    owner: Example,
    view: View,
    room: Room,
  ): Field {
    const { random, variables } = this
    const near = random.maybe(pairs)
    const args: Record<string, string> = {}
    const argument = (name: string) => field.args.find((arg) => arg.name === name)
    const write = (name: string, value: unknown) => {
      const arg = argument(name)
      if (arg) args[name] = variables.write(value, arg.type, 0.4)
    }
    const deep = room.want > 0
    const most = Math.max(1, Math.min(deep ? 3 : 8, Math.floor(room.rows)))
    const size =
      random.chance(0.15) && room.rows >= 20
        ? null
        : random.chance(0.03) && room.rows >= 100
          ? 100
          : random.int(random.chance(0.1) ? 0 : 1, most)
    const last = random.chance(0.25)
    if (size !== null) write(last ? 'last' : 'first', size)
    else if (random.chance(0.1)) write('first', null)
    const where = argument('where')
    if (where && random.chance(deep ? 0.35 : near?.relation ? 0.6 : 0.45)) {
      const type = getNamedType(where.type) as GraphQLInputObjectType
      const filters = new Filters(random, view)
      const example = near && { subject: near.node, relation: near.relation }
      write('where', random.chance(0.02) ? null : filters.where(type, example, deep ? 1 : 2))
    }
    const order = argument('orderBy')
    if (order && random.chance(0.45)) {
      write('orderBy', drawOrder(random, getNamedType(order.type) as GraphQLInputObjectType, view))
    }
    let slot: Slot | null = null
    if (argument('after') && random.chance(deep ? 0.35 : 0.2)) {
      const backwards = last ? random.chance(0.75) : random.chance(0.15)
      slot = { probe: this.#name('probe'), argument: backwards ? 'before' : 'after', cursor: null }
      this.slots.push(slot)
    }
    const below = { ...room, levels: room.levels - 1, want: room.want - 1, rows: room.rows / (size ?? 20) }
    const type = getNamedType(field.type) as Fielded
    const children = this.#page(type, near, owner, field.name, view, below)
    return this.field(field.name, args, children, { level: true, slot })
  }

  #page(type: Fielded, near: Pair | null, owner: Example, name: string, view: View, room: Room): Selection[] {
    const { random } = this
    const selections: Selection[] = []
    const fields = type.getFields()
    if (room.want > 0 || random.chance(0.85)) {
      const edge = getNamedType(fields.edges!.type) as Fielded
      selections.push(this.field('edges', {}, this.#edge(edge, near, owner, name, view, room)))
    }
    if (random.chance(0.4)) selections.push(this.field('totalCount', {}, null))
    if (fields.completeness && random.chance(0.5)) selections.push(this.field('completeness', {}, null))
    if (random.chance(0.35)) {
      const info = getNamedType(fields.pageInfo!.type) as Fielded
      selections.push(this.field('pageInfo', {}, this.#finish(info, this.#leaves(info, random.int(1, 4)))))
    }
    return this.#finish(type, random.some(selections, selections.length))
  }

  #edge(type: Fielded, near: Pair | null, owner: Example, name: string, view: View, room: Room): Selection[] {
    const { random } = this
    const selections: Selection[] = []
    const fields = type.getFields()
    if (room.want > 0 || random.chance(0.9)) {
      const node = getNamedType(fields.node!.type) as Fielded
      selections.push(this.field('node', {}, this.of(node, near?.node ?? null, view, room)))
    }
    for (const field of Object.values(fields)) {
      if (field.name === 'node' || !random.chance(field.name === 'relations' ? 0.7 : 0.5)) continue
      if (isLeafType(getNamedType(field.type))) selections.push(this.field(field.name, {}, null))
      else if (room.levels > 0) {
        const shallow = { levels: Math.min(room.levels, 2), want: 0, steps: 1, rows: room.rows / 2 }
        const pairs = this.#besideNode(field.name, near, owner, name, view).map((node) => ({ node, relation: null }))
        selections.push(this.composite(field, pairs, null, view, shallow))
      }
    }
    return this.#finish(type, random.some(selections, selections.length))
  }

  /** The things that an edge shows beside its node. */
  #besideNode(field: string, near: Pair | null, owner: Example, name: string, view: View): readonly Thing[] {
    if (!near) return []
    const relations: Relation[] = near.relation ? [near.relation] : []
    if (field === 'relations' || field === 'relation') return relations
    if (field === 'claims') return claimsOf(view, relations)
    if (name === 'coInvestors') return sharedCompanies(view, owner as Entity, near.node as Entity)
    if (field === 'rounds') return roundsBetween(view, owner as Entity, near.node as Entity)
    return []
  }
}
