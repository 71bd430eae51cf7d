import type { ClaimRecord, EntityRecord, FactRecord, SourceRecord, TupuRecord } from '../records/record.ts'
import { label } from '../store/label.ts'
import { Float, type Properties } from './cypher-text.ts'
import { isFact, nameIn, periodOf, summaryOf } from './facts.ts'
import type { Notes } from './format.ts'

/** A node: its labels, such as `Entity:Company`, and its properties. An early one may be there already, from a relationship. */
export type NodeRow = { readonly labels: string; readonly node: Properties; readonly early?: true }

/** A relationship between two nodes that are found by label and key. Of an early one the end may still be to come. */
export type LinkRow = {
  readonly type: string
  readonly from: readonly [label: string, key: string]
  readonly to: readonly [label: string, key: string]
  readonly link: Properties
  readonly early?: true
}

const pascal = (word: string) => word[0] + word.slice(1).toLowerCase()

/** The number, where it is one that a floating-point number can stand for at all. */
function float(decimal: string | undefined): Float | undefined {
  const number = Number(decimal)
  return decimal === undefined || !Number.isFinite(number) ? undefined : new Float(number)
}

const inLanguages = (name: string, text: Partial<Record<string, string | undefined>> | undefined) => ({
  [`${name}ZhHans`]: text?.['zh-Hans'],
  [`${name}ZhHant`]: text?.['zh-Hant'],
  [`${name}En`]: text?.en,
})

const place = ({ locator }: { locator?: ClaimRecord['locator'] }) => ({
  line: locator?.line,
  startAt: locator?.start,
  endAt: locator?.end,
  quote: locator?.quote,
})

type Evident = Pick<EntityRecord['names'][number], 'assertedBy' | 'source' | 'locator'>

const isEvident = ({ assertedBy, source, locator }: Evident) => (assertedBy ?? source ?? locator) !== undefined

function* ofEntity(entity: EntityRecord, notes: Notes): Generator<NodeRow | LinkRow> {
  const { key, kind, names, identifiers, lists = [] } = entity
  notes.add('names written without who says so, where', names.filter(isEvident).length)
  notes.add('types of names left out', names.filter(({ type }) => type !== 'OFFICIAL').length)
  notes.add('lists written without who says so, where, and since when', lists.length)
  const shown = {
    name: label(names),
    nameZhHans: nameIn(entity, 'zh-Hans'),
    nameZhHant: nameIn(entity, 'zh-Hant'),
    nameEn: nameIn(entity, 'en'),
    names: [...new Set(names.map(({ text }) => text))],
    identifiers: identifiers?.map(({ scheme, value }) => `${scheme}:${value}`),
    lists: entity.lists?.map(({ list, completeness }) => `${list}:${completeness}`),
  }
  yield { labels: `Entity:${pascal(kind)}`, node: { key, kind, ...shown }, early: true }
}

function* ofSource(source: SourceRecord): Generator<NodeRow | LinkRow> {
  const { record: _, key, publisher, authors, primarySource, ...rest } = source
  yield { labels: 'Source', node: { key, ...rest }, early: true }
  const from = ['Source', key] as const
  if (publisher) yield { type: 'PUBLISHED_BY', from, to: ['Entity', publisher], link: {}, early: true }
  for (const [position, author] of (authors ?? []).entries()) {
    yield { type: 'WRITTEN_BY', from, to: ['Entity', author], link: { position }, early: true }
  }
  if (primarySource) yield { type: 'PRIMARY_SOURCE', from, to: ['Source', primarySource], link: {}, early: true }
}

/** Somebody who has no record of their own gets a node of the fact in which they stand. */
const unnamed = (key: string, as: string): NodeRow => ({ labels: 'Unnamed', node: { key, name: as } })

function* ofFact(fact: FactRecord): Generator<NodeRow | LinkRow> {
  const key = fact.key!
  const { assertedBy, sources, ...summary } = summaryOf(fact)
  const known = { ...summary, assertedBy, sources }
  switch (fact.record) {
    case 'relation': {
      const { record: _, kind, from, to, toAs, negated = false, amount, claims: __, ...rest } = fact
      if (to === undefined) yield unnamed(`${key}#to`, toAs!)
      yield {
        // What is denied has a type of its own, so that nobody takes it for what is said by not looking at a property.
        type: negated ? `NOT_${kind}` : kind,
        from: ['Entity', from],
        to: to === undefined ? ['Unnamed', `${key}#to`] : ['Entity', to],
        link: { ...rest, toAs, negated, amount, amountNumber: float(amount), ...known },
      }
      break
    }
    case 'figure': {
      const { record: _, claims: __, subject, period: ___, scope, decimals, ...rest } = fact
      const { label: period, start: periodStart, end: periodEnd, duration: periodDuration } = periodOf(fact)
      const numbers = { valueNumber: float(fact.value), lowNumber: float(fact.low), highNumber: float(fact.high) }
      const days = { period, periodStart, periodEnd, periodDuration }
      yield {
        labels: 'Fact:Figure',
        node: { ...rest, ...numbers, ...days, decimals, ...inLanguages('scope', scope), ...known },
      }
      if (subject) yield { type: 'OF', from: ['Fact', key], to: ['Entity', subject], link: {} }
      break
    }
    case 'statement': {
      const { record: _, claims: __, speaker, about, summary: said, condition, ...rest } = fact
      const texts = { ...inLanguages('summary', said), ...inLanguages('condition', condition) }
      yield { labels: 'Fact:Statement', node: { ...rest, ...texts, ...known } }
      if (speaker) yield { type: 'SAID_BY', from: ['Fact', key], to: ['Entity', speaker], link: {} }
      for (const [position, entity] of (about ?? []).entries()) {
        yield { type: 'ABOUT', from: ['Fact', key], to: ['Entity', entity], link: { position } }
      }
      break
    }
    case 'event': {
      const { record: _, claims: __, title, scope, participants, ...rest } = fact
      const texts = { ...inLanguages('title', title), ...inLanguages('scope', scope) }
      yield { labels: 'Fact:Event', node: { ...rest, ...texts, ...known } }
      for (const [position, { entity, entityAs, role, amount, currency }] of (participants ?? []).entries()) {
        const person = `${key}#participant-${position}`
        if (entity === undefined) yield unnamed(person, entityAs!)
        yield {
          type: 'TOOK_PART_IN',
          from: entity === undefined ? ['Unnamed', person] : ['Entity', entity],
          to: ['Fact', key],
          link: { role, position, entityAs, amount, amountNumber: float(amount), currency },
        }
      }
      break
    }
    case 'property': {
      const { record: _, claims: __, subject, ...rest } = fact
      yield { labels: 'Fact:Property', node: { ...rest, ...known } }
      yield { type: 'OF', from: ['Fact', key], to: ['Entity', subject], link: {} }
    }
  }
  for (const claim of fact.claims) yield* ofClaim(fact, claim)
}

function* ofClaim(fact: FactRecord, claim: ClaimRecord): Generator<NodeRow | LinkRow> {
  const { assertedBy, source, via, locator: _, ...rest } = claim
  const from = ['Claim', claim.key!] as const
  yield { labels: 'Claim', node: { ...rest, fact: fact.key, ...place(claim) } }
  // A relation is a relationship, to which none can lead: its claims name it by its key alone.
  if (fact.record !== 'relation') yield { type: 'CLAIMS', from, to: ['Fact', fact.key!], link: {} }
  if (assertedBy) yield { type: 'ASSERTED_BY', from, to: ['Entity', assertedBy], link: {} }
  yield { type: 'IN_SOURCE', from, to: ['Source', source], link: {} }
  for (const [position, key] of (via ?? []).entries()) {
    yield { type: 'VIA', from, to: ['Source', key], link: { position } }
  }
}

/** The nodes and relationships of a record, nodes before the relationships to them. */
export function rowsOf(record: TupuRecord, notes: Notes): Iterable<NodeRow | LinkRow> {
  if (isFact(record)) return ofFact(record)
  return record.record === 'entity' ? ofEntity(record, notes) : ofSource(record)
}
