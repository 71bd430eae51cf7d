import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql'
import { attribute, type Subject } from './attributes.ts'
import { type Comparators, compares } from './comparators.ts'
import { badInput } from './errors.ts'
import { list, listsOf } from './lists.ts'
import type { View } from './view.ts'
import type { Event, Relation } from './world.ts'

export type Where = Readonly<Record<string, unknown>>

type Form = 'logical' | 'edge' | 'comparators' | 'quantifiers' | 'toOne'

function formOf(name: string, type: GraphQLInputObjectType): Form {
  if (name === 'and' || name === 'or' || name === 'not') return 'logical'
  if (name === 'edge') return 'edge'
  const fields = type.getFields()
  if (fields.some && fields.every && fields.none) return 'quantifiers'
  return type.name.endsWith('Filter') ? 'comparators' : 'toOne'
}

const typeOf = (type: GraphQLInputObjectType, name: string): GraphQLInputObjectType => {
  const field = getNamedType(type.getFields()[name]!.type)
  if (!isInputObjectType(field)) throw new Error(`${type.name}.${name} is not an input object`)
  return field
}

/** Refuses a condition or a comparator that is null, wherever in the filter it stands. */
export function checkWhere(where: Where, type: GraphQLInputObjectType): void {
  for (const [name, value] of Object.entries(where)) {
    if (value === undefined) continue
    if (value === null) throw badInput(`${name}: null is no condition`)
    if (name === 'isNull') continue
    const inner = typeOf(type, name)
    if (formOf(name, inner) === 'comparators') {
      for (const [comparator, given] of Object.entries(value as Comparators)) {
        if (given === null) throw badInput(`${name}: {${comparator}: null} says nothing; use isNull`)
      }
      continue
    }
    for (const one of Array.isArray(value) ? value : [value]) checkWhere(one as Where, inner)
  }
}

/** Tells whether a subject, reached over relations if there are any, meets a filter. */
export function meets(
  view: View,
  type: GraphQLInputObjectType,
  where: Where,
  subject: Subject,
  relations: readonly Relation[],
): boolean {
  return Object.entries(where).every(([name, value]) => {
    if (value === undefined) return true
    if (name === 'and') return (value as Where[]).every((one) => meets(view, type, one, subject, relations))
    if (name === 'or') return (value as Where[]).some((one) => meets(view, type, one, subject, relations))
    if (name === 'not') return !meets(view, type, value as Where, subject, relations)
    if (name === 'isNull') return value === false
    const inner = typeOf(type, name)
    const form = formOf(name, inner)
    if (form === 'edge') return relations.some((one) => meets(view, inner, value as Where, one, []))
    if (form === 'quantifiers')
      return quantified(view, inner, value as Where, members(pairsOf(view, subject, name), name === 'roles'))
    const found = attribute(view, subject, name)
    if (form === 'comparators') {
      const { gte, lte, ...others } = value as Comparators
      const compared = name === 'date' && subject.type === 'Event' ? firstDay(subject) : found
      return compares(inner.name, others, found) && compares(inner.name, { gte, lte }, compared)
    }
    return found === null ? letsMissing(value as Where) : meets(view, inner, value as Where, found as Subject, [])
  })
}

/** Tells whether a filter lets something missing pass: each part of it must say so, and `not` says nothing. */
function letsMissing(where: Where): boolean {
  const parts = Object.entries(where).filter(([, value]) => value !== undefined)
  const lets = ([name, value]: [string, unknown]) => {
    const list = [value].flat() as Where[]
    if (name === 'isNull') return value === true
    if (name === 'or') return list.some(letsMissing)
    return name === 'and' && list.length > 0 && list.every(letsMissing)
  }
  return parts.length > 0 && parts.every(lets)
}

/** The first day on which an event that has a date can have been, as far as the record says. */
export const firstDay = ({ record: { date, earliest } }: Event): string | null => (date && (earliest ?? date)) ?? null

export type Pair = { readonly node: Subject; readonly relation: Relation | null }

/** A member of a list, and the relations that lead to it. */
export type Member<T extends Subject = Subject> = { readonly node: T; readonly relations: readonly Relation[] }

/** Pairs as members: one for each distinct node, or one for each pair. */
export function members<T extends Subject>(
  pairs: readonly { readonly node: T; readonly relation: Relation | null }[],
  each: boolean,
): Member<T>[] {
  const found: { node: T; relations: Relation[] }[] = []
  for (const { node, relation } of pairs) {
    const relations = relation ? [relation] : []
    const known = each ? undefined : found.find((one) => one.node === node)
    if (known) known.relations.push(...relations)
    else found.push({ node, relations })
  }
  return found
}

/** The full list behind a field of a filter: a connection's, or a plain list. */
export function pairsOf(view: View, subject: Subject, name: string): readonly Pair[] {
  const thing = subject.type === 'AnyFact' ? subject.fact : subject
  if (thing.type !== 'Part' && listsOf[thing.type]?.[name]) return list(view, thing, name)
  return (attribute(view, thing, name) as Subject[]).map((node) => ({ node, relation: null }))
}

function quantified(view: View, type: GraphQLInputObjectType, where: Where, all: readonly Member[]): boolean {
  return Object.entries(where).every(([quantifier, value]) => {
    if (value === undefined) return true
    const inner = typeOf(type, quantifier)
    const test = (one: Member) => meets(view, inner, value as Where, one.node, one.relations)
    if (quantifier === 'some') return all.some(test)
    if (quantifier === 'every') return all.every(test)
    return !all.some(test)
  })
}
