import { claimKeyApart } from '../../records/keys.ts'
import type { FullFact } from '../../records/normalise.ts'
import type { Path } from '../../records/problem.ts'
import { knownHull } from '../known.ts'
import { contentColumns, contentOf, type FactEntities, firstDay, numberKey } from '../rows.ts'
import type { Bound } from '../store.ts'
import type { Endings, OpenClaim } from './endings.ts'
import { FactIndex, type FactRow } from './fact-index.ts'
import { FORGOTTEN } from './forgotten.ts'
import { Resolver } from './references.ts'
import { type StoredFact, StoredFacts } from './stored-facts.ts'
import { ClaimWriter, isDerived, type ResolvedClaim, type StoredClaim, saysElse, storedOf } from './write-claim.ts'
import { factKinds, type WriteContext } from './write-context.ts'

/** A fact as it would be stored. */
type Resolved = {
  readonly fact: FullFact
  readonly content: readonly Bound[]
  /** The rows of its list, without the fact's own id in front. */
  readonly parts: readonly (readonly Bound[])[]
  readonly claims: readonly ResolvedClaim[]
}

const TOP: Path = []
/** Nearly all facts have one claim. */
const FIRST: Path = ['claims', 0]

/** What the rows of facts call the kinds of record. */
const KINDS = Object.fromEntries(factKinds.map((kind) => [kind, kind.toUpperCase()])) as {
  readonly [kind in FullFact['record']]: string
}

/** The entities that a fact refers to, but for those in lists. */
function entitiesOf(fact: FullFact, resolver: Resolver): FactEntities {
  const none = { first: null, to: null, product: null }
  switch (fact.record) {
    case 'relation':
      return {
        first: resolver.entity(fact.from, TOP, 'from'),
        to: resolver.entity(fact.to, TOP, 'to'),
        product: resolver.entity(fact.product, TOP, 'product', 'PRODUCT'),
      }
    case 'figure':
    case 'property':
      return { ...none, first: resolver.entity(fact.subject, TOP, 'subject') }
    case 'statement':
      return { ...none, first: resolver.entity(fact.speaker, TOP, 'speaker') }
    case 'event':
      return none
  }
}

const NONE: readonly never[] = []

/** The rows of the list that belongs to a fact. */
function partsOf(fact: FullFact, resolver: Resolver): readonly Bound[][] {
  if (fact.record === 'statement') {
    return (fact.about ?? []).map((key, position) => [position, resolver.entity(key, ['about'], position)])
  }
  if (fact.record === 'event') {
    return (fact.participants ?? []).map(({ entity, entityAs, role, amount, currency }, position) => [
      position,
      resolver.entity(entity, ['participants', position], 'entity'),
      entityAs ?? null,
      role,
      amount ?? null,
      numberKey(amount),
      currency ?? null,
    ])
  }
  return NONE
}

/** Follows from the others but for the key that the subject was given with, which may lead to the same entity as another. */
const COMPARISON = contentColumns.figure.indexOf('cmp_key')

function same(stored: StoredFact, { fact, content, parts }: Resolved): boolean {
  const alike = (one: readonly Bound[], other: readonly Bound[], aside = -1) =>
    one.every((value, i) => value === other[i] || i === aside)
  if (
    !alike(content, stored.content, fact.record === 'figure' ? COMPARISON : -1) ||
    parts.length !== stored.parts.length
  )
    return false
  return parts.every((part, i) => alike(part, stored.parts[i]!))
}

/** Whether it is what one of the forgotten asserted: it stays as it is, since words may have been erased from it. */
const isErased = (stored: StoredClaim, { claim }: ResolvedClaim) =>
  stored.asserted_as === FORGOTTEN && claim.assertedAs === FORGOTTEN

/** Writes facts with their claims, and compares them with what is there. */
export class FactWriter {
  readonly #index: FactIndex
  readonly #context: WriteContext
  readonly #endings: Endings
  readonly #once: boolean
  readonly #claims: ClaimWriter
  readonly #stored: StoredFacts

  constructor(context: WriteContext, endings: Endings, once: boolean) {
    this.#index = new FactIndex(context)
    this.#context = context
    this.#endings = endings
    this.#once = once
    this.#claims = new ClaimWriter(context, endings)
    this.#stored = new StoredFacts(context)
  }

  /** Looks up what the next batch may meet. */
  load(facts: readonly FullFact[]): void {
    this.#index.load(facts.map((fact) => fact.key))
    const { loaded } = this.#index
    if (loaded.size > 0) this.#stored.load(loaded.values(), this.#sourcesOf(facts))
    else this.#stored.clear()
    this.#claims.load(facts)
  }

  /** To be called at the end of a batch. */
  written(): void {
    if (this.#claims.waits) this.flush()
  }

  /** The sources of the claims; undefined if those of others matter too, since a key was given to a claim. */
  #sourcesOf(facts: readonly FullFact[]): number[] | undefined {
    const sources = new Set<number>()
    for (const { key: fact, claims } of facts) {
      for (const { key, source } of claims) {
        if (!isDerived(key, fact)) return undefined
        const row = this.#context.references.source(source)
        if (row) sources.add(row.id)
      }
    }
    return [...sources]
  }

  /** To be called when the indexes of facts have been dropped. */
  dropped(): void {
    this.#index.rows.dropped()
  }

  /** Inserts what waits, so that statements see it. */
  flush(): void {
    this.#context.inserter.flush()
    this.#claims.flushed()
  }

  /** Writes a fact; if anything that it refers to is missing, or anything is wrong, writes nothing and reports it. */
  write(fact: FullFact): Resolver {
    const resolver = new Resolver(this.#context.references, this.#context.isGone)
    const content = contentOf(fact, entitiesOf(fact, resolver))
    const parts = partsOf(fact, resolver)
    const claims = fact.claims.map((claim, i) => this.#claims.resolve(claim, resolver, i === 0 ? FIRST : ['claims', i]))
    if (!resolver.fine) return resolver
    const resolved = { fact, content, parts, claims }
    const stored = this.#index.get(fact.key)
    if (!stored) this.#add(resolved, resolver)
    else if (this.#mayCome(fact, stored, resolver)) this.#compare(stored, resolved, resolver)
    return resolver
  }

  /** Takes a fact for given as it is stored; false if it isn't. */
  keep(key: string): boolean {
    const row = this.#index.get(key)
    if (!row) return false
    for (const claim of this.#stored.get(row, true).claims) this.#context.setGiven('claim', claim.id)
    return true
  }

  /** Whether the key is not that of another fact. */
  #mayCome({ key, record }: FullFact, stored: FactRow, resolver: Resolver): boolean {
    const wrong = (message: string) => resolver.wrong.push({ path: ['key'], message })
    if (this.#once && this.#context.isGiven('fact', stored.id)) {
      wrong(`expected each key once, found ${key} a second time`)
    } else if (stored.kind !== KINDS[record]) {
      wrong(`expected a key of its own, found ${key}, that of a ${stored.kind} already stored`)
    }
    return resolver.fine
  }

  #add(resolved: Resolved, resolver: Resolver): void {
    const { fact, claims } = resolved
    this.#claims.prepare(fact.key, claims, resolver)
    if (!resolver.fine) return
    const replaces = claims.some((one) => one.replaces)
    for (const { replaces } of claims) if (replaces) this.#stored.changed(replaces.fact_id)
    this.#context.summary[fact.record][replaces ? 'changed' : 'added']++
    this.#insert(resolved)
  }

  #insert({ fact, content, parts, claims }: Resolved): void {
    const { add, ids } = this.#context
    const { key, record } = fact
    const id = ids.fact.next()
    const known = knownHull(claims.map(({ claim, knownFrom }) => ({ knownFrom, knownTo: claim.knownTo })))
    const { known_from, known_to, known_gaps } = known
    const kind = KINDS[record]
    this.#index.set(key, { id, kind })
    add.fact([id, key, kind, known_from, known_to, known_gaps])
    add.own[record]([id, key, ...content, known_from, known_to, known_gaps])
    if (fact.record === 'statement') {
      const day = firstDay(fact.saidOn)
      for (const row of parts) add.statementAbout([id, ...row, day, key])
    } else for (const row of parts) add.participant([id, ...row])
    for (const claim of claims) this.#claims.write(id, claim)
    this.#stored.inserted(id, { content, parts, claims, known })
  }

  #compare(row: FactRow, resolved: Resolved, resolver: Resolver): void {
    const { id } = row
    const stored = this.#stored.get(row, false)
    if (same(stored, resolved)) this.#compareClaims(id, resolved, stored, resolver)
    else if (this.#context.isGiven('fact', id)) {
      const message = `expected the same each time that it is given, found another fact with the key ${resolved.fact.key}`
      resolver.wrong.push({ path: ['key'], message })
    } else this.#supersede(id, resolved, this.#stored.get(row, true).claims, resolver)
  }

  /** Puts another fact under the key; the one that was there stays with its claims, which end. */
  #supersede(id: number, resolved: Resolved, before: readonly StoredClaim[], resolver: Resolver): void {
    const { fact, claims } = resolved
    this.#mayEnd(before, resolver)
    const open = before.filter((claim) => claim.retracted_at === null)
    const latest = open.reduce((time, claim) => (claim.known_from > time ? claim.known_from : time), '')
    for (const one of claims) if (one.knownFrom <= latest) one.knownFrom = this.#context.recordedAt
    this.flush()
    this.#claims.prepare(fact.key, claims, resolver, before)
    if (!resolver.fine) return
    this.#stored.changed(id)
    for (const { replaces } of claims) if (replaces) this.#stored.changed(replaces.fact_id)
    const next = claims.reduce((time, one) => (one.knownFrom < time ? one.knownFrom : time), claims[0]!.knownFrom)
    for (const claim of open) this.#endings.end(claim, next)
    for (const claim of before) this.#endings.renameClaim(claim.id)
    this.#index.rows.added(this.#endings.renameFact(id), id)
    this.#endings.refresh(id)
    this.#context.summary[fact.record].changed++
    this.#insert(resolved)
  }

  #compareClaims(id: number, resolved: Resolved, stored: StoredFact, resolver: Resolver): void {
    const { fact, claims } = resolved
    const before = [...stored.claims]
    const context = this.#context
    const byKey = new Map(before.map((claim) => [claim.key, claim]))
    const bySlot = new Map(
      before.flatMap((c) => (c.slot && c.retracted_at === null ? [[`${c.source_id} ${c.slot}`, c]] : [])),
    )
    const fresh: ResolvedClaim[] = []
    const over: (readonly [StoredClaim, ResolvedClaim])[] = []
    const kept = new Set<StoredClaim>()
    for (const given of claims) {
      const [one, found] = this.#found(fact.key, given, byKey, bySlot)
      if (found && isErased(found, one)) kept.add(found)
      else if (found && this.#claims.same(found, one)) {
        kept.add(found)
        const isElsewhere = this.#claims.place(found, one)
        if (this.#claims.see(found, one) || isElsewhere) this.#stored.changed(id)
      } else {
        fresh.push(one)
        if (found) over.push([found, one])
      }
    }
    this.#mayEnd(
      over.map(([claim]) => claim),
      resolver,
    )
    if (!resolver.fine) return
    for (const [claim, one] of over) if (one.knownFrom <= claim.known_from) one.knownFrom = context.recordedAt
    const ending = over.map(([claim]) => claim)
    this.#claims.prepare(fact.key, fresh, resolver, ending)
    if (!resolver.fine) return

    if (over.length > 0) this.flush()
    for (const [claim, one] of over) {
      this.#endings.end(claim, one.knownFrom)
      if (claim.key === one.claim.key) this.#endings.renameClaim(claim.id)
    }
    for (const one of fresh) {
      if (one.replaces) this.#stored.changed(one.replaces.fact_id)
      this.#claims.write(id, one)
      stored.claims.push(storedOf(id, one))
    }
    for (const claim of kept) context.setGiven('claim', claim.id)
    const gone = new Set<StoredClaim>([...kept, ...ending])
    for (const claim of before) {
      if (gone.has(claim) || claim.retracted_at !== null || claim.id > context.ids.claim.before) continue
      if (claims.some((one) => one.source === claim.source_id && one.asserter === claim.asserter_id)) {
        context.absent.add(claim.id)
      }
    }
    if (fresh.length > 0) this.#refresh(id, stored, before.length, over.length > 0 || fresh.some((one) => one.replaces))
    if (context.isGiven('fact', id)) return
    context.setGiven('fact', id)
    if (fresh.length > 0) context.changedFacts.add(id)
    context.summary[fact.record][fresh.length > 0 ? 'changed' : 'unchanged']++
  }

  /** The claim that is there. Where this session gave its key to another, as a source says a fact twice at one place, it gets one apart. */
  #found(
    fact: string,
    one: ResolvedClaim,
    byKey: ReadonlyMap<string, StoredClaim>,
    bySlot: ReadonlyMap<string, StoredClaim>,
  ): readonly [ResolvedClaim, StoredClaim | undefined] {
    const { claim, source } = one
    const found = byKey.get(claim.key)
    if (found && isErased(found, one)) return [one, found]
    if (found && (!saysElse(found, one) || !isDerived(claim.key, fact))) return [one, found]
    const inSlot = bySlot.get(`${source} ${claim.slot}`)
    if (!found) return [one, inSlot]
    const apart = { ...one, claim: { ...claim, key: claimKeyApart(fact, claim) } }
    const other = byKey.get(apart.claim.key)
    if (this.#context.isGiven('claim', found.id) || (other && this.#claims.same(other, apart))) {
      return [apart, other ?? (inSlot && this.#context.isGiven('claim', inSlot.id) ? undefined : inSlot)]
    }
    return [one, found]
  }

  /** Says anew when a fact is known that has new claims behind those before; others of it may have been ended. */
  #refresh(id: number, stored: StoredFact, before: number, ended: boolean): void {
    if (ended) {
      this.flush()
      this.#endings.refresh(id)
      this.#stored.changed(id)
      return
    }
    const { known_from, known_to, known_gaps } = stored.known
    const added = stored.claims.slice(before).map((claim) => ({ knownFrom: claim.known_from, knownTo: claim.known_to }))
    const known = knownHull([{ knownFrom: known_from, knownTo: known_to }, ...added])
    // A gap may be filled, or a new one be left: then all claims must be looked at.
    if (known_gaps || known.known_gaps) {
      this.#refresh(id, stored, before, true)
      return
    }
    if (known.known_from === known_from && known.known_to === known_to) return
    this.#context.inserter.flush()
    this.#endings.setKnown(id, known)
    stored.known = known
  }

  #mayEnd(claims: readonly OpenClaim[], resolver: Resolver): void {
    for (const claim of claims) {
      const message = this.#context.isGiven('claim', claim.id)
        ? 'expected each claim once, found it again with other times: leave one out, or give each a key (claimKey in a mapping)'
        : this.#endings.problem(claim)
      if (message) resolver.wrong.push({ path: ['claims'], message })
    }
  }
}
