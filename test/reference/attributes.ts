import { Modality, words } from '../../schema/vocabulary.ts'
import { isPartialDate } from '../../src/records/values.ts'
import { producer } from './lists.ts'
import type { View } from './view.ts'
import { byKey, type Claim, type Entity, type Fact, organizations, type Source, type Thing } from './world.ts'

/** A part of a thing that has no id of its own: a name, an identifier, a period, a participant, a locator. */
export type Part = { readonly type: 'Part'; readonly value: Record<string, unknown> }

/** A fact of any kind, seen only as a fact. */
export type AnyFact = { readonly type: 'AnyFact'; readonly fact: Fact }

export type Subject = Thing | Part | AnyFact

const part = (value: object | undefined): Part | null =>
  value ? { type: 'Part', value: value as Record<string, unknown> } : null
const parts = (values: readonly object[] | undefined) => (values ?? []).map((value) => part(value)!)

const propertyValues = (view: View, entity: Entity, name: string): string[] =>
  view
    .of('Property')
    .filter((p) => p.record.subject === entity.key && p.record.name === name)
    .sort(byKey)
    .map((p) => p.record.value)

export const countryOf = (view: View, entity: Entity) => propertyValues(view, entity, 'COUNTRY')[0] ?? null

export function foundedOnOf(view: View, entity: Entity): string | null {
  const [first] = propertyValues(view, entity, 'FOUNDED_ON')
  return first !== undefined && isPartialDate(first) ? first : null
}

export const industriesOf = (view: View, entity: Entity) => [...new Set(propertyValues(view, entity, 'INDUSTRY'))]

/** The modality of the best visible claim. */
export function modalityOf(view: View, fact: Fact): string | null {
  const seen = fact.claims.filter((claim) => view.sees(claim)).map((claim) => claim.record.modality)
  return words(Modality).find((word) => seen.includes(word)) ?? null
}

/** With how many others the entity is linked, whatever the view: by relations of which a claim stands. */
export function influenceOf(view: View, entity: Entity): number {
  const others = view.world.facts.flatMap((fact) => {
    if (fact.type !== 'Relation' || fact.record.negated || fact.record.to === undefined) return []
    if (fact.claims.every((claim) => claim.record.knownTo !== undefined)) return []
    const ends = [fact.record.from, fact.record.to]
    return ends.includes(entity.key) ? ends : []
  })
  return new Set(others.filter((key) => key !== entity.key)).size
}

function ofEntity(view: View, entity: Entity, name: string): unknown {
  const { record } = entity
  if (name === 'name') return record.names.map((n) => n.text)
  if (name === 'identifiers') return parts(record.identifiers)
  if (name === 'kind') return record.kind
  if (name === 'influence') return influenceOf(view, entity)
  if (name === 'producer') return producer(view, entity)
  if (!organizations.includes(entity.type)) return null
  if (name === 'country') return countryOf(view, entity)
  if (name === 'foundedOn') return foundedOnOf(view, entity)
  return null
}

const entityFields = ['from', 'to', 'product', 'subject', 'speaker', 'assertedBy', 'publisher', 'entity']

/** In several languages, but for the titles of relations and sources. */
const texts = ['title', 'summary', 'condition', 'scope']

function ofRecord(view: View, record: Record<string, unknown>, name: string): unknown {
  const value = record[name] ?? null
  if (entityFields.includes(name)) return view.world.entity(value as string | null)
  if (name === 'about' || name === 'authors') return ((value ?? []) as string[]).map((key) => view.world.entity(key)!)
  if (name === 'via') return ((value ?? []) as string[]).map((key) => view.world.source(key)!)
  if (name === 'source' || name === 'primarySource') return view.world.source(value as string | null)
  if (name === 'period' || name === 'locator') return part((value ?? undefined) as object | undefined)
  if (texts.includes(name) && typeof value === 'object')
    return value && Object.values(value).filter((text) => text !== undefined)
  if (name === 'participants') return parts((value ?? undefined) as object[] | undefined)
  return value
}

function ofFact(view: View, fact: Fact, name: string): unknown {
  if (name === 'modality') return modalityOf(view, fact)
  if (fact.type === 'Relation' && name === 'negated') return fact.record.negated ?? false
  if (fact.type === 'Figure' && name === 'basis') return fact.record.basis ?? 'AS_REPORTED'
  return ofRecord(view, fact.record, name)
}

function ofClaim(view: View, claim: Claim, name: string): unknown {
  if (name === 'fact') return { type: 'AnyFact', fact: claim.fact } satisfies AnyFact
  return ofRecord(view, claim.record, name)
}

/**
 * What a filter or an order sees of a thing under a name: a scalar as text, number or boolean; all names for `name` of an
 * entity; another thing; a list of things or parts; null where there is none. (Connections are lists of pairs: lists.ts.)
 */
export function attribute(view: View, subject: Subject, name: string): unknown {
  if (subject.type === 'Part') return ofRecord(view, subject.value, name)
  if (subject.type === 'AnyFact') {
    if (name === 'kind') return subject.fact.type.toUpperCase()
    return attribute(view, subject.fact, name)
  }
  if (name === 'key') return subject.key
  if (subject.type === 'Claim') return ofClaim(view, subject, name)
  if (subject.type === 'Source') return ofRecord(view, (subject as Source).record, name)
  if ('fact' in subject || 'claims' in subject) return ofFact(view, subject as Fact, name)
  return ofEntity(view, subject as Entity, name)
}
