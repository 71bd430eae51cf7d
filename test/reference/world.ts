import type {
  ClaimRecord,
  EntityRecord,
  EventRecord,
  FigureRecord,
  PropertyRecord,
  RelationRecord,
  SourceRecord,
  StatementRecord,
} from '../../src/records/record.ts'
import type { NormalisedRecord } from './records.ts'

export type EntityType = 'Company' | 'Fund' | 'Institution' | 'Person' | 'Product'

export type Entity = { readonly type: EntityType; readonly key: string; readonly record: EntityRecord }
export type Source = { readonly type: 'Source'; readonly key: string; readonly record: SourceRecord }
export type Claim = { readonly type: 'Claim'; readonly key: string; readonly record: ClaimRecord; readonly fact: Fact }
type FactOf<Type, Record> = {
  readonly type: Type
  readonly key: string
  readonly record: Record
  readonly claims: Claim[]
}
export type Relation = FactOf<'Relation', RelationRecord>
export type Figure = FactOf<'Figure', FigureRecord>
export type Statement = FactOf<'Statement', StatementRecord>
export type Event = FactOf<'Event', EventRecord>
export type Property = FactOf<'Property', PropertyRecord>
export type Fact = Relation | Figure | Statement | Event | Property
export type Thing = Entity | Source | Claim | Fact

const entityTypes: Record<EntityRecord['kind'], EntityType> = {
  COMPANY: 'Company',
  FUND: 'Fund',
  INSTITUTION: 'Institution',
  PERSON: 'Person',
  PRODUCT: 'Product',
}
export const organizations: readonly string[] = ['Company', 'Fund', 'Institution']
export const investors: readonly string[] = ['Company', 'Fund', 'Institution', 'Person']

const factTypes = {
  relation: 'Relation',
  figure: 'Figure',
  statement: 'Statement',
  event: 'Event',
  property: 'Property',
} as const

/** Everything there is, as plain arrays in the order of the records. */
export class World {
  readonly entities: Entity[] = []
  readonly sources: Source[] = []
  readonly facts: Fact[] = []
  readonly claims: Claim[] = []

  constructor(records: readonly NormalisedRecord[]) {
    for (const record of records) {
      if (record.record === 'entity') {
        this.entities.push({ type: entityTypes[record.kind], key: record.key, record })
      } else if (record.record === 'source') {
        this.sources.push({ type: 'Source', key: record.key, record })
      } else {
        const fact = { type: factTypes[record.record], key: record.key, record, claims: [] } as unknown as Fact
        this.facts.push(fact)
        for (const claim of record.claims) {
          const one: Claim = { type: 'Claim', key: claim.key!, record: claim, fact }
          fact.claims.push(one)
          this.claims.push(one)
        }
      }
    }
  }

  entity(key: string | null | undefined): Entity | null {
    return this.entities.find((entity) => entity.key === key) ?? null
  }

  source(key: string | null | undefined): Source | null {
    return this.sources.find((source) => source.key === key) ?? null
  }
}

/** The two are in order when the first has the smaller code point where they first differ. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = a.codePointAt(i)! - b.codePointAt(i)!
    if (difference) return difference
  }
  return a.length - b.length
}

export const byKey = (a: { key: string }, b: { key: string }) => byCodePoint(a.key, b.key)
