import {
  entityProblems,
  languageTag,
  propertyProblems,
  relationProblems,
  sourceProblems,
  statementProblems,
} from './checks.ts'
import { asSeen, claimsProblems, type FullClaim, fullClaims } from './claim.ts'
import { eventProblems, fullEvent } from './event.ts'
import { type FullFigure, figureProblems, fullFigure, withLabelAndLength } from './figure.ts'
import { factKey } from './keys.ts'
import { type KnownClaim, type KnownRecord, knownFrom, type Publication, withTimes } from './known.ts'
import { type Problem, RecordsRefused } from './problem.ts'
import type {
  ClaimRecord,
  EntityRecord,
  EventRecord,
  FactRecord,
  PropertyRecord,
  RelationRecord,
  SourceRecord,
  StatementRecord,
  TupuRecord,
} from './record.ts'

export type { FullClaim }
export { asSeen, type KnownClaim, type KnownRecord, knownFrom, type Publication, withTimes }

type Keyed<Fact, Claim> = Omit<Fact, 'key' | 'claims'> & { key: string; claims: Claim[] }

/**
 * A fact with its key, the keys of its claims, and all that follows from what is given. A relation is `loose` if it may refer to
 * what never comes: then it is left out.
 */
export type FullFact<Claim = FullClaim> =
  | Keyed<Omit<RelationRecord, 'negated'> & { negated: boolean; readonly loose?: true }, Claim>
  | Keyed<FullFigure, Claim>
  | Keyed<StatementRecord, Claim>
  | Keyed<EventRecord, Claim>
  | Keyed<PropertyRecord, Claim>

/** What holds for an entity of a collection in which each has an id of its own, whatever codes it shares with others. */
export type Member = {
  /** What the collection is called: two keys of it are two entities. */
  readonly within: string
  /** The sources that tell the same ids: what they told of another key is another entity. */
  readonly sources: readonly string[]
  /** How many identifiers are its own ids, which come first. */
  readonly own: number
  /** How many, with its own, lead to an entity that is known by them. */
  readonly sure: number
  /** What a code stands on that can't be an identifier, since another entity has it. */
  readonly claims: readonly ClaimRecord[]
}

/** An entity; where `spare`, its names were made up from an id and are only for one that has none. */
export type FullEntity = EntityRecord & { readonly spare?: true; readonly member?: Member }

/** A record in full: what store and reference executor work with. It is itself a record, and normalising it changes nothing. */
export type FullRecord = FullEntity | SourceRecord | FullFact

function problemsOf(record: TupuRecord): Problem[] {
  switch (record.record) {
    case 'entity':
      return entityProblems(record)
    case 'source':
      return sourceProblems(record)
    case 'relation':
      return relationProblems(record)
    case 'figure':
      return figureProblems(record)
    case 'statement':
      return statementProblems(record)
    case 'event':
      return eventProblems(record)
    case 'property':
      return propertyProblems(record)
  }
}

function inFull(fact: FactRecord): FactRecord {
  switch (fact.record) {
    case 'relation':
      return fact.negated === undefined ? { ...fact, negated: false } : fact
    case 'figure':
      return fullFigure(fact)
    case 'event':
      return fullEvent(fact)
    case 'property':
      return fact.lang === undefined ? fact : { ...fact, lang: languageTag(fact.lang)! }
    case 'statement':
      return fact
  }
}

/**
 * Checks a record for what its fields can't say one by one, and fills in what follows from it: keys, period, bounds,
 * days, basis. Throws RecordsRefused with everything that is wrong.
 */
export function normalise(record: TupuRecord): FullRecord {
  const problems = problemsOf(record)
  const refuse = () => new RecordsRefused(problems.map((problem) => ({ ...problem, record })))
  if (record.record === 'entity' || record.record === 'source') {
    if (problems.length) throw refuse()
    if (record.record === 'source') return record
    if (record.names.every(({ lang }) => languageTag(lang) === lang)) return record
    return { ...record, names: record.names.map((name) => ({ ...name, lang: languageTag(name.lang)! })) }
  }
  problems.push(...claimsProblems(record.claims))
  if (problems.length) throw refuse()
  const fact = inFull(record)
  const key = fact.key ?? factKey(fact)
  const { claims, problems: collisions } = fullClaims(key, fact.claims)
  problems.push(...collisions)
  if (problems.length) throw refuse()
  // Only now: the key tells days that were given without their label or length.
  return { ...(fact.record === 'figure' ? withLabelAndLength(fact) : fact), key, claims } as FullFact
}

/** Normalises records that hold all the sources that they refer to, with their times. */
export function normaliseAll(records: readonly TupuRecord[], recordedAt: string): KnownRecord[] {
  const sources = new Map(records.filter((one) => one.record === 'source').map((source) => [source.key, source]))
  return records.map((record) => withTimes(normalise(record), (key) => sources.get(key), recordedAt))
}
