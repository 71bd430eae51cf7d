import { type GraphQLInputObjectType, getNamedType, isEnumType, isInputObjectType } from 'graphql'
import { attribute, type Subject } from '../attributes.ts'
import type { View } from '../view.ts'
import { type Pair, pairsOf } from '../where.ts'
import type { Relation, Thing } from '../world.ts'
import type { Random } from './random.ts'

type Json = Record<string, unknown>

/** Around what a filter is drawn: a thing that it should mostly let pass, and the relation by which it was reached. */
export type Example = { readonly subject: Subject; readonly relation: Relation | null }

const exampleOf = (pair: Pair | null): Example | null => pair && { subject: pair.node, relation: pair.relation }

const logical = ['and', 'or', 'not', 'isNull']

/** What tells one relation of a pair from another. */
const telling = ['key', 'kind', 'title', 'validFrom', 'validTo', 'amount', 'currency', 'modality', 'claims', 'product']

const weights: Record<string, number> = {
  NameFilter: 9,
  DecimalFilter: 4,
  DateTimeFilter: 3,
  DateFilter: 2,
  BooleanFilter: 2,
}

/** How often a field of a filter is drawn, by its type: lists are many, so each is rare. */
function weightOf(type: GraphQLInputObjectType): number {
  const fields = type.getFields()
  if (fields.some && fields.none) {
    const inner = getNamedType(fields.some.type) as GraphQLInputObjectType
    return inner.getFields().edge ? 1 : 0.5
  }
  return weights[type.name] ?? 1
}

/** Draws filters whose values come from the records, so that they let something pass more often than not. */
export class Filters {
  readonly random: Random
  readonly view: View

  constructor(random: Random, view: View) {
    this.random = random
    this.view = view
  }

  /** A filter of the input type; `depth` bounds how far it goes from thing to thing. */
  where(type: GraphQLInputObjectType, example: Example | null, depth: number, only?: readonly string[]): Json {
    const { random } = this
    const fields = type.getFields()
    const where: Json = {}
    const names = Object.keys(fields).filter((name) => only?.includes(name) ?? !logical.includes(name))
    if (example?.relation && fields.edge && random.chance(0.5)) {
      const edge = this.where(
        this.#type(type, 'edge'),
        { subject: example.relation, relation: null },
        depth - 1,
        telling,
      )
      where.edge = edge
    }
    const count = random.int(where.edge ? 0 : 1, random.chance(0.25) ? 3 : 1)
    for (const name of random.weighted(names, count, (one) => weightOf(this.#type(type, one)))) {
      if (name === 'edge') continue
      const value = this.#field(type, name, example, depth)
      if (value) where[name] = value
    }
    if (example?.relation && fields.edge && random.chance(0.15)) {
      const one = () => ({ edge: this.#edge(type, this.#beside(example)) })
      const form = random.pick(['not', 'not', 'and', 'or'])
      where[form] = form === 'not' || random.chance(0.3) ? one() : [one(), random.chance(0.3) ? { not: one() } : one()]
    } else if (depth > 0 && random.chance(0.25)) this.#logic(where, type, example, depth)
    if (random.chance(0.005)) where[random.pick(Object.keys(fields))] ??= null
    return where
  }

  #edge(type: GraphQLInputObjectType, relation: Relation): Json {
    return this.where(this.#type(type, 'edge'), { subject: relation, relation: null }, 0, telling)
  }

  /** The relation of an example, or another one of its thing. */
  #beside({ subject, relation }: Example): Relation {
    if (!('key' in subject) || this.random.chance(0.5)) return relation!
    const near = [relation!.record.from, relation!.record.to]
    const all = this.view.of('Relation').filter(({ record }) => near.includes(record.from) && near.includes(record.to))
    return this.random.maybe(all) ?? relation!
  }

  #logic(where: Json, type: GraphQLInputObjectType, example: Example | null, depth: number): void {
    const { random } = this
    const inner = (around: Example | null) => this.where(type, around, depth - 1)
    const form = random.int(0, 3)
    if (form === 0) where.and = random.chance(0.1) ? [] : [inner(example), inner(example)]
    if (form === 1) where.or = random.chance(0.05) ? [] : [inner(this.#other(example)), inner(example)]
    if (form >= 2) where.not = inner(random.chance(0.6) ? this.#other(example) : example)
  }

  /** Another thing of the same type as the example. */
  #other(example: Example | null): Example | null {
    if (!example || example.subject.type === 'Part' || example.subject.type === 'AnyFact') return example
    const { world } = this.view
    const { type } = example.subject
    const all: readonly Thing[] = [...world.entities, ...world.sources, ...world.facts, ...world.claims]
    const subject = this.random.maybe(all.filter((thing) => thing.type === type))
    return subject && { subject, relation: example.relation }
  }

  #type(type: GraphQLInputObjectType, name: string): GraphQLInputObjectType {
    const inner = getNamedType(type.getFields()[name]!.type)
    if (!isInputObjectType(inner)) throw new Error(`${type.name}.${name} is no input object`)
    return inner
  }

  #field(type: GraphQLInputObjectType, name: string, example: Example | null, depth: number): Json | null {
    const { random } = this
    const inner = this.#type(type, name)
    const fields = inner.getFields()
    if (fields.some && fields.none) {
      if (depth <= 0 || !example) return null
      const pairs = pairsOf(this.view, example.subject, name)
      const near = random.maybe(pairs)
      const quantifier = random.pick(near ? ['some', 'some', 'some', 'every', 'none'] : ['every', 'none', 'some'])
      const other = this.#other(example)
      const far = other ? random.maybe(pairsOf(this.view, other.subject, name)) : null
      const around = quantifier === 'none' || random.chance(0.15) ? (far ?? near) : near
      const filter: Json = { [quantifier]: this.where(this.#type(inner, quantifier), exampleOf(around), depth - 1) }
      if (random.chance(0.08)) filter[random.pick(['some', 'every', 'none'])] = random.chance(0.03) ? null : {}
      return filter
    }
    if (!inner.name.endsWith('Filter')) {
      if (depth <= 0) return null
      const found = example && (attribute(this.view, example.subject, name) as Subject | null)
      const where = this.where(inner, found && { subject: found, relation: null }, depth - 1)
      if (!fields.isNull || !random.chance(found ? 0.1 : 0.5)) return where
      const asks = { isNull: random.chance(0.8) === !found }
      return random.pick([
        asks,
        asks,
        { ...where, ...asks },
        { or: [where, asks] },
        { and: [asks, { or: [asks, where] }] },
        { not: asks },
      ])
    }
    const around = random.chance(0.2) ? this.#other(example) : example
    return this.#comparators(inner, around ? attribute(this.view, around.subject, name) : null)
  }

  #comparators(filter: GraphQLInputObjectType, value: unknown): Json {
    const { random } = this
    const fields = filter.getFields()
    if (fields.isNull && random.chance(value === null ? 0.6 : 0.06)) {
      return { isNull: random.chance(0.8) === (value === null) }
    }
    const names = Object.keys(fields).filter((name) => name !== 'isNull')
    const comparators: Json = {}
    for (const name of random.some(names, random.chance(0.12) ? 2 : 1)) {
      const given = this.#given(filter, name, value)
      comparators[name] = name === 'in' ? this.#list(filter, given, value) : given
    }
    return comparators
  }

  #list(filter: GraphQLInputObjectType, given: unknown, value: unknown): unknown[] {
    if (this.random.chance(0.04)) return []
    return this.random.chance(0.5) ? [given] : [this.#given(filter, 'eq', value), given]
  }

  /** A value to compare with, mostly one that the real value meets. */
  #given(filter: GraphQLInputObjectType, comparator: string, value: unknown): unknown {
    const { random } = this
    const word = getNamedType(filter.getFields().eq!.type)
    if (isEnumType(word)) {
      return value === null || random.chance(0.2) ? random.pick(word.getValues()).name : value
    }
    if (filter.name === 'BooleanFilter') return random.chance(0.2) ? value !== true : value === true
    if (filter.name === 'IntFilter') return typeof value === 'number' ? value + random.pick([0, 0, 0, -1, 1, 5]) : 17
    if (filter.name === 'DecimalFilter') return this.#decimal(value as string | null)
    if (filter.name === 'DateFilter') return this.#date(value as string | null)
    if (filter.name === 'DateTimeFilter') return this.#moment(value as string | null)
    const folds = ['NameFilter', 'TextFilter'].includes(filter.name)
    const text = folds ? random.maybe((value ?? []) as string[]) : (value as string | null)
    return this.#text(text ?? random.pick(['zhipu', '智', 'x', '2024']), comparator, folds)
  }

  #text(text: string, comparator: string, folds: boolean): string {
    const { random } = this
    let part = text
    const letters = Array.from(text)
    if (comparator === 'startsWith') part = letters.slice(0, random.int(1, 4)).join('')
    if (comparator === 'contains') {
      const start = random.int(0, letters.length - 1)
      part = letters.slice(start, start + random.int(1, 3)).join('')
    }
    if (comparator !== 'eq' && comparator !== 'in' && random.chance(0.03)) return ''
    if (!random.chance(folds ? 0.5 : 0.2)) return part
    return random.pick([
      part.toUpperCase(),
      part.toLowerCase(),
      part.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
      ` ${part} `,
      `${part} Inc.`,
      `${part}%`,
      `_${Array.from(part).slice(1).join('')}`,
    ])
  }

  #decimal(value: string | null): string {
    const { random } = this
    if (value === null || random.chance(0.3)) {
      return random.pick([
        '0',
        '9',
        '10',
        '100',
        '-1',
        '2.5',
        '99999999',
        '99999999999999999998',
        '-123456789012345678901234567891',
      ])
    }
    return random.chance(0.35) ? `${value}${value.includes('.') ? '' : '.'}00` : value
  }

  #date(value: string | null): string {
    const { random } = this
    if (value === null || random.chance(0.2))
      return random.pick(['2020', '2024-02', '2025', '2025-06-19', '2025-12-19'])
    return value.slice(0, random.pick([4, 7, 10, 10]))
  }

  #moment(value: string | null): string {
    const { random } = this
    if (value === null || random.chance(0.2)) return random.pick(['2025-12-19', '2024-01-01T00:00:00Z'])
    if (random.chance(0.3)) return value.slice(0, 10)
    return random.chance(0.3) ? `${new Date(Date.parse(value) + 28_800_000).toISOString().slice(0, 23)}+08:00` : value
  }
}
