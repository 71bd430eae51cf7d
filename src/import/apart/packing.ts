import type { FullClaim, FullEntity, FullFact } from '../../records/normalise.ts'
import type { AnyRecord, ClaimRecord, EntityRecord } from '../../records/record.ts'
import type { Imported } from '../imported.ts'

/**
 * How records travel between the threads: all values of a batch in one list, without the names of fields. A field that is as it was in
 * the record before of its kind is 0, which no field is otherwise; nothing is null. A record that is rarer built stands in the list as it is.
 */
export type Value = string | number | boolean | null | AnyRecord

type Relation = Extract<FullFact, { record: 'relation' }>
type Figure = Extract<FullFact, { record: 'figure' }>
type Property = Extract<FullFact, { record: 'property' }>
type Name = EntityRecord['names'][number]
type Identifier = NonNullable<EntityRecord['identifiers']>[number]

/** What comes first: how the record is packed. Those as they are come full or not. */
const AS_IT_IS = 1
const UNCHECKED = 2
const ENTITY = 3
const RELATION = 4
const FIGURE = 5
const PROPERTY = 6

/** The members that an object may have; one more, and it doesn't compile. */
type Every<T> = { [name in keyof Required<T>]: T[name] }

/** Puts records into lists. */
export class Packer {
  #values: Value[] = []
  #before: (Value | undefined)[] = []
  #at = 0
  #kind: (Value | undefined)[][] = []

  /** Takes the list of what was packed; the next begins anew. */
  take(): readonly Value[] {
    const values = this.#values
    this.#values = []
    this.#kind = []
    return values
  }

  add({ record, full, line, place }: Pick<Imported, 'record' | 'full' | 'line' | 'place'>): void {
    const at = line ?? place([])
    if (full && record.record === 'entity' && isPlainEntity(record)) this.#entity(record, at)
    else if (full && record.record === 'relation' && hasPlainClaim(record as Relation))
      this.#relation(record as Relation, at)
    else if (full && record.record === 'property' && hasPlainClaim(record as Property))
      this.#property(record as Property, at)
    else if (full && record.record === 'figure' && !record.scope && hasPlainClaim(record as Figure))
      this.#figure(record as Figure, at)
    else this.#values.push(full ? AS_IT_IS : UNCHECKED, at, record)
  }

  #begin(kind: number, at: number | string): void {
    this.#kind[kind] ??= []
    this.#before = this.#kind[kind]
    this.#at = 0
    this.#values.push(kind, at)
  }

  #put(value: string | boolean | undefined): void {
    const at = this.#at++
    if (this.#before[at] === value && at < this.#before.length) this.#values.push(0)
    else {
      this.#before[at] = value
      this.#values.push(value ?? null)
    }
  }

  /** Numbers may be 0, and are seldom the same. */
  #number(value: number | undefined): void {
    this.#values.push(value ?? null)
  }

  #entity({ key, kind, names, identifiers = [] }: EntityRecord, at: number | string): void {
    this.#begin(ENTITY, at)
    this.#number(names.length)
    this.#number(identifiers.length)
    this.#put(key)
    this.#put(kind)
    for (const { text, lang, type } of names) {
      this.#put(text)
      this.#put(lang)
      this.#put(type)
    }
    for (const { scheme, value } of identifiers) {
      this.#put(scheme)
      this.#put(value)
    }
  }

  #relation(fact: Relation, at: number | string): void {
    this.#begin(RELATION, at)
    this.#put(fact.key)
    this.#put(fact.kind)
    this.#put(fact.from)
    this.#put(fact.to)
    this.#put(fact.toAs)
    this.#put(fact.title)
    this.#put(fact.validFrom)
    this.#put(fact.validTo)
    this.#put(fact.negated)
    this.#put(fact.loose)
    this.#put(fact.product)
    this.#put(fact.amount)
    this.#put(fact.currency)
    this.#claim(fact)
  }

  #figure(fact: Figure, at: number | string): void {
    const { period } = fact
    this.#begin(FIGURE, at)
    this.#put(fact.key)
    this.#put(fact.subject)
    this.#put(fact.subjectAs)
    this.#put(fact.metric)
    this.#put(fact.concept)
    this.#put(period !== undefined)
    this.#put(period?.label)
    this.#put(period?.start)
    this.#put(period?.end)
    this.#put(period?.duration)
    this.#put(fact.value)
    this.#put(fact.low)
    this.#put(fact.high)
    this.#put(fact.outOf)
    this.#put(fact.unit)
    this.#put(fact.currency)
    this.#number(fact.decimals)
    this.#put(fact.precision)
    this.#put(fact.basis)
    this.#claim(fact)
  }

  #property(fact: Property, at: number | string): void {
    this.#begin(PROPERTY, at)
    this.#put(fact.key)
    this.#put(fact.subject)
    this.#put(fact.name)
    this.#put(fact.value)
    this.#put(fact.lang)
    this.#claim(fact)
  }

  #claim({ key, claims }: { key: string; claims: readonly FullClaim[] }): void {
    const claim = claims[0]!
    this.#put(claim.key.slice(key.length))
    this.#put(claim.assertedBy)
    this.#put(claim.assertedAs)
    this.#put(claim.source)
    this.#put(claim.modality)
    this.#put(claim.printed)
    this.#put(claim.assertedOn)
    this.#put(claim.knownFrom)
    this.#put(claim.knownTo)
    this.#put(claim.recordedAt)
    this.#put(claim.retractedAt)
    this.#put(claim.slot)
    this.#put(claim.seen)
    this.#put(claim.locator !== undefined)
    this.#number(claim.locator?.line)
    this.#put(claim.locator?.quote)
  }
}

const isPlainEntity = ({ names, lists, member, spare }: FullEntity): boolean =>
  !lists && !member && !spare && names.every((name) => !name.assertedBy && !name.source && !name.locator)

/** Whether there is one claim whose key begins with that of the fact, with little that is rare. */
function hasPlainClaim({ key, claims }: { key: string; claims: readonly FullClaim[] }): boolean {
  const claim = claims[0]!
  if (claims.length > 1 || claim.via || !claim.key?.startsWith(key)) return false
  return claim.locator?.start === undefined && claim.locator?.end === undefined
}

/** Takes the records of a list out again. */
export class Unpacker {
  readonly #values: readonly Value[]
  readonly #kind: Value[][] = []
  #before: Value[] = []
  #from = 0
  #at = 0

  constructor(values: readonly Value[]) {
    this.#values = values
  }

  /** What is made of all records, each with its line or place. */
  all<Made>(make: (record: AnyRecord, at: number | string, full: boolean) => Made): Made[] {
    const found: Made[] = []
    while (this.#from < this.#values.length) {
      const kind = this.#values[this.#from++] as number
      const at = this.#values[this.#from++] as number | string
      found.push(make(this.#record(kind), at, kind !== UNCHECKED))
    }
    return found
  }

  #record(kind: number): AnyRecord {
    if (kind === AS_IT_IS || kind === UNCHECKED) return this.#values[this.#from++] as AnyRecord
    this.#kind[kind] ??= []
    this.#before = this.#kind[kind]
    this.#at = 0
    switch (kind) {
      case ENTITY:
        return this.#entity()
      case RELATION:
        return this.#relation()
      case FIGURE:
        return this.#figure()
      default:
        return this.#property()
    }
  }

  #get<T>(): T {
    const at = this.#at++
    const value = this.#values[this.#from++]!
    if (value === 0) return this.#before[at] as T
    const given = (value === null ? undefined : value) as Value
    this.#before[at] = given
    return given as T
  }

  #number(): number | undefined {
    return (this.#values[this.#from++] as number | null) ?? undefined
  }

  #entity(): EntityRecord {
    const [names, identifiers] = [this.#number()!, this.#number()!]
    const record: EntityRecord = { record: 'entity', key: this.#get(), kind: this.#get(), names: [] }
    for (let i = 0; i < names; i++) {
      const name: Name = { text: this.#get(), lang: this.#get(), type: this.#get() }
      record.names.push(name)
    }
    if (identifiers === 0) return record
    record.identifiers = []
    for (let i = 0; i < identifiers; i++) {
      const identifier: Identifier = { scheme: this.#get(), value: this.#get() }
      record.identifiers.push(identifier)
    }
    return record
  }

  #relation(): AnyRecord {
    const record: Every<Relation> = {
      record: 'relation',
      key: this.#get(),
      kind: this.#get(),
      from: this.#get(),
      to: this.#get(),
      toAs: this.#get(),
      title: this.#get(),
      validFrom: this.#get(),
      validTo: this.#get(),
      negated: this.#get(),
      loose: this.#get(),
      product: this.#get(),
      amount: this.#get(),
      currency: this.#get(),
      claims: [],
    }
    record.claims.push(this.#claim(record.key))
    return record
  }

  #figure(): AnyRecord {
    const record: Every<Figure> = {
      record: 'figure',
      key: this.#get(),
      subject: this.#get(),
      subjectAs: this.#get(),
      metric: this.#get(),
      concept: this.#get(),
      period: this.#period(),
      value: this.#get(),
      low: this.#get(),
      high: this.#get(),
      outOf: this.#get(),
      unit: this.#get(),
      currency: this.#get(),
      decimals: this.#number(),
      precision: this.#get(),
      basis: this.#get(),
      scope: undefined,
      claims: [],
    }
    record.claims.push(this.#claim(record.key))
    return record
  }

  #period(): Figure['period'] {
    const any = this.#get<boolean>()
    const period = { label: this.#get(), start: this.#get(), end: this.#get(), duration: this.#get() }
    return any ? (period as Figure['period']) : undefined
  }

  #property(): AnyRecord {
    const record: Every<Property> = {
      record: 'property',
      key: this.#get(),
      subject: this.#get(),
      name: this.#get(),
      value: this.#get(),
      lang: this.#get(),
      claims: [],
    }
    record.claims.push(this.#claim(record.key))
    return record
  }

  #claim(fact: string): FullClaim {
    const claim: Every<FullClaim> = {
      key: fact + this.#get<string>(),
      assertedBy: this.#get(),
      assertedAs: this.#get(),
      source: this.#get(),
      modality: this.#get(),
      printed: this.#get(),
      assertedOn: this.#get(),
      knownFrom: this.#get(),
      knownTo: this.#get(),
      recordedAt: this.#get(),
      retractedAt: this.#get(),
      slot: this.#get(),
      seen: this.#get(),
      via: undefined,
      locator: undefined,
    }
    claim.locator = this.#locator()
    return claim
  }

  #locator(): ClaimRecord['locator'] {
    const any = this.#get<boolean>()
    const line = this.#number()
    const quote = this.#get<string | undefined>()
    if (!any) return undefined
    return quote === undefined ? { line } : { line, quote }
  }
}
